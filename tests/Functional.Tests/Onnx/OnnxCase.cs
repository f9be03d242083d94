using System.IO.Compression;

namespace Functional.Tests.Onnx;

/// <summary>A case of ONNX's own tests, as onnx.py writes it: an operator with its attributes, what goes in, and what comes out.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Operator">The operator.</param>
/// <param name="Attributes">The attributes that are given, as text.</param>
/// <param name="Inputs">The tensors that go in; null for one that is left out.</param>
/// <param name="Outputs">Those that come out; null for one that nobody asks for.</param>
internal sealed record OnnxCase(string Name, string Operator, IReadOnlyDictionary<string, string> Attributes, OnnxTensor?[] Inputs, OnnxTensor?[] Outputs)
{
    /// <summary>All cases by name.</summary>
    public static IReadOnlyDictionary<string, OnnxCase> All { get; } = Read().ToDictionary(static each => each.Name, StringComparer.Ordinal);

    /// <summary>Whether numbers of double go in or come out.</summary>
    public bool IsOfDoubles => Inputs.Concat(Outputs).Any(static tensor => tensor?.Type == 'd');

    /// <summary>The case with the absolute values of what goes in.</summary>
    public OnnxCase Absolute => this with { Inputs = [.. Inputs.Select(static tensor => tensor?.Absolute)] };

    /// <summary>The case with one of the real numbers that go in changed, for each of them that is not 0.</summary>
    /// <param name="factor">What it is multiplied by.</param>
    public IEnumerable<OnnxCase> Changed(double factor) =>
        from input in Enumerable.Range(0, Inputs.Length)
        where Inputs[input] is { Unit: > 0 }
        from place in Enumerable.Range(0, Inputs[input]!.Numbers.Length)
        where Inputs[input]!.Numbers[place] != 0
        select this with { Inputs = [.. Inputs.Select((each, i) => i == input ? each!.Changed(place, factor) : each)] };

    public override string ToString() => Name;

    private static IEnumerable<OnnxCase> Read()
    {
        using var reader = new StreamReader(
            new GZipStream(File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Golden", "onnx.txt.gz")), CompressionMode.Decompress));
        var written = new List<OnnxTensor>();
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split('|');
            yield return new(
                fields[0], fields[1], Parts(fields[2]).Select(static part => part.Split('=')).ToDictionary(static pair => pair[0], static pair => pair[1]),
                [.. Parts(fields[3]).Select(Tensor)], [.. Parts(fields[4]).Select(Tensor)]);
        }

        // A tensor that was written out before is its number.
        OnnxTensor? Tensor(string text)
        {
            if (text.Length == 0)
                return null;
            if (text[0] == '@')
                return written[int.Parse(text[1..], System.Globalization.CultureInfo.InvariantCulture)];
            written.Add(OnnxTensor.Parse(text));
            return written[^1];
        }
    }

    private static string[] Parts(string text) => text.Length == 0 ? [] : text.Split(';');
}
