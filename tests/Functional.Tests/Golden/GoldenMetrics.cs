using System.Globalization;
using System.IO.Compression;

namespace Functional.Tests.Golden;

/// <summary>A case that scikit-learn computed, as evaluation.py writes it: inputs and metrics by name.</summary>
internal sealed class GoldenMetrics
{
    // Some ten roundings of each of at most 90 terms, relative to the value or to 1; of numbers near 100 that differ by 0.01 a difference has 10⁻¹² of its digits left.
    private const double Rounding = 1e-11;

    private static readonly Lazy<ILookup<string, GoldenMetrics>> Cases = new(static () => Read().ToLookup(static each => each.Kind));

    private readonly string line;
    private readonly Dictionary<string, double[]> fields;

    private GoldenMetrics(string line)
    {
        this.line = line;
        Kind = line.Split('|')[0];
        fields = line.Split('|')[1..].Select(static field => field.Split('=')).ToDictionary(static field => field[0], static field => Numbers(field[1]));
    }

    /// <summary>What kind of case it is.</summary>
    public string Kind { get; }

    /// <summary>All cases of a kind.</summary>
    public static IEnumerable<GoldenMetrics> Of(string kind) => Cases.Value[kind];

    /// <summary>The numbers of a field.</summary>
    public double[] this[string name] => fields[name];

    /// <summary>A field of one whole number.</summary>
    public int Whole(string name) => (int)fields[name].Single();

    /// <summary>A field of classes.</summary>
    public Labels Labels(string name) => [.. fields[name].Select(static number => (int)number)];

    /// <summary>A field of numbers, so many in a row; all in one when it is not said.</summary>
    public Tensor<double> Tensor(string name, int? columns = null) => Functional.Tensor.Create(
        columns is { } width ? [fields[name].Length / width, width] : [fields[name].Length], fields[name]);

    /// <summary>Whether the numbers of a field are those computed, up to rounding.</summary>
    public void Is(string name, params IEnumerable<double> actual)
    {
        double[] computed = [.. actual];
        Assert.True(
            computed.Length == fields[name].Length && computed.Zip(fields[name]).All(static pair => Math.Abs(pair.Item1 - pair.Item2) <= Rounding * (1 + Math.Abs(pair.Item2))),
            Invariant($"{name} is {string.Join(' ', computed.Select(static number => Invariant($"{number:R}")))} in\n{line}"));
    }

    private static IEnumerable<GoldenMetrics> Read()
    {
        using var reader = new StreamReader(
            new GZipStream(File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Golden", "evaluation.txt.gz")), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
            yield return new(line);
    }

    private static double[] Numbers(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static number => double.Parse(number, CultureInfo.InvariantCulture))];
}
