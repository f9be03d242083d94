using System.Globalization;
using System.Numerics;

namespace Functional.Tests.Onnx;

/// <summary>
/// A case as a mapping sees it, in one precision. It notes what the mapping asks for: an attribute or an input that nobody asks for is not expressed, and
/// the case has no counterpart.
/// </summary>
internal sealed class OnnxCall<T>(OnnxCase of)
    where T : struct, IFloatingPointIeee754<T>
{
    private readonly HashSet<string> asked = [];

    /// <summary>How many inputs there are, those that are left out among them.</summary>
    public int Count => of.Inputs.Length;

    /// <summary>How many outputs there are.</summary>
    public int Outputs => of.Outputs.Length;

    /// <summary>All inputs.</summary>
    public Tensor<T>[] All => [.. Enumerable.Range(0, Count).Select(input => this[input])];

    /// <summary>The axes of the first input.</summary>
    public Shape Shape => of.Inputs[0]!.Shape;

    /// <summary>An input.</summary>
    public Tensor<T> this[int input] => Given(input)!.Of<T>();

    /// <summary>An input that may be left out.</summary>
    public Tensor<T>? Find(int input) => Given(input)?.Of<T>();

    /// <summary>The type of an input's numbers.</summary>
    public char TypeOf(int input) => Given(input)!.Type;

    /// <summary>An input of whole numbers.</summary>
    public int[] Whole(int input) => FindWhole(input)!;

    /// <summary>An input of whole numbers that may be left out. Where an axis ends ONNX may write the largest number there is.</summary>
    public int[]? FindWhole(int input) =>
        Given(input)?.Numbers.Select(static number => (int)Math.Clamp(number, int.MinValue, int.MaxValue)).ToArray();

    /// <summary>An input of truths.</summary>
    public Mask Mask(int input) => Functional.Mask.Of(Given(input)!.Shape, [.. Given(input)!.Numbers.Select(static number => number == 1)]);

    /// <summary>An attribute that is a number.</summary>
    public double Number(string attribute, double usual) =>
        Text(attribute) is { } text ? float.Parse(text, CultureInfo.InvariantCulture) : usual;

    /// <summary>An attribute that is a whole number.</summary>
    public int Integer(string attribute, int usual) => Text(attribute) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;

    /// <summary>An attribute that is 1 or 0.</summary>
    public bool Flag(string attribute, bool usual = false) => Integer(attribute, usual ? 1 : 0) == 1;

    /// <summary>An attribute that is a list of whole numbers; null where it is not given.</summary>
    public int[]? Integers(string attribute) =>
        Text(attribute) is { } text ? [.. text.Split(',').Select(static number => int.Parse(number, CultureInfo.InvariantCulture))] : null;

    /// <summary>An attribute as text; null where it is not given.</summary>
    public string? Text(string attribute)
    {
        asked.Add($"attribute {attribute}");
        return of.Attributes.TryGetValue(attribute, out var text) ? text : null;
    }

    /// <summary>Notes attributes that say nothing new.</summary>
    public void Ignore(params ReadOnlySpan<string> attributes)
    {
        foreach (var attribute in attributes)
            asked.Add($"attribute {attribute}");
    }

    /// <summary>Refuses a case with an attribute, an input or an output that the mapping did not ask for or does not make.</summary>
    /// <param name="outputs">How many outputs it makes.</param>
    /// <exception cref="OnnxLimitException">There is one.</exception>
    public void ExpectAll(int outputs)
    {
        string[] given =
        [
            .. of.Attributes.Keys.Select(static name => $"attribute {name}"),
            .. Enumerable.Range(0, Count).Where(input => of.Inputs[input] is not null).Select(Input),
        ];
        foreach (var what in given)
            OnnxLimitException.Unless(asked.Contains(what), what);
        OnnxLimitException.Unless(outputs >= Outputs, Invariant($"output {outputs}"));
    }

    private static string Input(int input) => Invariant($"input {input}");

    private OnnxTensor? Given(int input)
    {
        asked.Add(Input(input));
        return input < Count ? of.Inputs[input] : null;
    }
}
