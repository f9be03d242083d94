using System.Text.Json;

namespace Functional.Tests.Golden;

/// <summary>Reads golden.json, which golden.py made with PyTorch, and compares with it.</summary>
internal sealed class GoldenValues
{
    // A few hundred operations in double, whose rounding errors of 1.1e-16 may add up; PyTorch may sum in another order.
    private const double Rounding = 1e-12;

    private readonly JsonElement element;

    private GoldenValues(JsonElement element) => this.element = element;

    public GoldenValues this[string name] => new(element.GetProperty(name));

    public double Number => element.GetDouble();

    public Labels Labels => [.. element.EnumerateArray().Select(static label => label.GetInt32())];

    public Tensor<double> Tensor
    {
        get
        {
            var (sizes, values) = (new List<int>(), new List<double>());
            for (var at = element; at.ValueKind == JsonValueKind.Array; at = at[0])
                sizes.Add(at.GetArrayLength());
            Flatten(element, values);
            return Functional.Tensor.Create(Shape.Create([.. sizes]), [.. values]);
        }
    }

    public static GoldenValues Of(string name) =>
        new(JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "golden.json"))).RootElement.GetProperty(name));

    public void Is(Tensor<double> actual)
    {
        var expected = Tensor;
        Assert.Equal(expected.Shape, actual.Shape);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected.Span[i] - actual.Span[i]) <= Rounding * (1 + Math.Abs(expected.Span[i])), $"Expected {expected}\nActual {actual}\nfirst differs at {i}.");
    }

    private static void Flatten(JsonElement at, List<double> values)
    {
        if (at.ValueKind == JsonValueKind.Array)
            foreach (var part in at.EnumerateArray())
                Flatten(part, values);
        else
            values.Add(at.GetDouble());
    }
}
