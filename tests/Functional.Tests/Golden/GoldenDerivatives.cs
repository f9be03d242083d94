using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;

namespace Functional.Tests.Golden;

/// <summary>A case that PyTorch computed, as cases.py writes it: a function at a point, its pullback, and that one's.</summary>
internal sealed class GoldenDerivatives
{
    // A hundred roundings, for each number is made by fewer operations; PyTorch may take them in another order.
    private const double Rounding = 100 / 9007199254740992.0;

    private static readonly ConcurrentDictionary<string, ILookup<string, GoldenDerivatives>> Files = new();

    private readonly string line;
    private readonly Dictionary<string, string> attributes;

    private GoldenDerivatives(string line)
    {
        this.line = line;
        var fields = line.Split('|');
        Function = fields[0];
        attributes = Parts(fields[1]).Select(static part => part.Split('=')).ToDictionary(static pair => pair[0], static pair => pair[1]);
        Operands = [.. Parts(fields[2]).Select(Shaped)];
        Cotangent = Shaped(fields[3]);
        Directions = LikeOperands(fields[4]);
        Output = Numbers(Cotangent.Shape, fields[5]);
        First = LikeOperands(fields[6]);
        Second = LikeOperands(fields[7]);
        Along = Numbers(Cotangent.Shape, fields[8]);
    }

    /// <summary>The name of the function.</summary>
    public string Function { get; }

    /// <summary>The operands x.</summary>
    public Tensor<double>[] Operands { get; }

    /// <summary>ȳ, the cotangent of the output.</summary>
    public Tensor<double> Cotangent { get; }

    /// <summary>v, a direction for each operand.</summary>
    public Tensor<double>[] Directions { get; }

    /// <summary>y.</summary>
    public Tensor<double> Output { get; }

    /// <summary>x̄, the cotangents of the operands.</summary>
    public Tensor<double>[] First { get; }

    /// <summary>The gradient of ⟨v, x̄⟩ with respect to each operand.</summary>
    public Tensor<double>[] Second { get; }

    /// <summary>The gradient of ⟨v, x̄⟩ with respect to ȳ: the derivative of y along v.</summary>
    public Tensor<double> Along { get; }

    /// <summary>The cases of a file, by the name of the function.</summary>
    public static ILookup<string, GoldenDerivatives> In(string file) =>
        Files.GetOrAdd(file, static file => Read(file).ToLookup(static each => each.Function));

    /// <summary>Whether there is an attribute.</summary>
    public bool Has(string attribute) => attributes.ContainsKey(attribute);

    /// <summary>An attribute that is an integer or a list of integers.</summary>
    public int[] Integers(string attribute) => IntegersOf(attributes[attribute]);

    /// <summary>An attribute that is a tensor.</summary>
    public Tensor<double> Tensor(string attribute) => Shaped(attributes[attribute]);

    public override string ToString() => line;

    /// <summary>Whether a computed tensor is the golden one, up to rounding.</summary>
    /// <param name="what">Which one it is.</param>
    /// <param name="expected">The golden one.</param>
    /// <param name="actual">The computed one.</param>
    /// <param name="arguments">The cotangent and the directions, where these go into it: it is linear in each.</param>
    /// <returns>The largest error, in parts of the error allowed.</returns>
    public double Error(string what, Tensor<double> expected, Tensor<double> actual, params ReadOnlySpan<Tensor<double>[]> arguments)
    {
        Assert.True(expected.Shape == actual.Shape, $"{what}: expected the shape {expected.Shape}, but it is {actual.Shape}.");
        var allowed = Rounding * Math.Max(Size(Operands), Size([expected]));
        foreach (var argument in arguments)
            allowed *= Size(argument);
        var error = ((expected - actual).Abs() / allowed).Max().Scalar;
        Assert.True(error <= 1, Invariant($"{what}: expected {expected}, but it is {actual}, off by {error:G3} times what is allowed."));
        return error;
    }

    /// <summary>The largest absolute value, and at least 1.</summary>
    private static double Size(Tensor<double>[] tensors) => tensors.Max(static tensor => Math.Max(1, tensor.Abs().Max().Scalar));

    private static IEnumerable<GoldenDerivatives> Read(string file)
    {
        using var reader = new StreamReader(
            new GZipStream(File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Golden", file)), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
            yield return new(line);
    }

    private Tensor<double>[] LikeOperands(string field) => [.. Parts(field).Zip(Operands, static (part, operand) => Numbers(operand.Shape, part))];

    private static Tensor<double> Shaped(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return Numbers(Shape.Create(IntegersOf(text[..colon])), text[(colon + 1)..]);
    }

    private static Tensor<double> Numbers(Shape shape, string text) =>
        Functional.Tensor.Create(shape, [.. text.Split(' ').Select(static number => double.Parse(number, CultureInfo.InvariantCulture))]);

    private static int[] IntegersOf(string text) => [.. Parts(text, ',').Select(static number => int.Parse(number, CultureInfo.InvariantCulture))];

    private static string[] Parts(string text, char separator = ';') => text.Length == 0 ? [] : text.Split(separator);
}
