using System.Globalization;

namespace Functional.Tests.Settings;

/// <summary>A numeric parameter of the public interface, and what becomes of its edges: each is taken, and a small probe finite, or refused.</summary>
/// <param name="Parameter">Type, member and parameter: <c>Optimizer.Adam.epsilon</c>; with the element type where it matters.</param>
/// <param name="Probe">Uses a value, and returns numbers that come of it.</param>
/// <param name="Edges">The values to try, by name.</param>
/// <param name="Taken">The names of those that work; all others are refused.</param>
/// <param name="Told">The names of those that are refused for what they become in the element type, which the message says.</param>
public sealed record NumericSetting(string Parameter, Func<double, IEnumerable<double>> Probe, IReadOnlyDictionary<string, double> Edges, string[] Taken, string[] Told)
{
    private static readonly Dictionary<string, double> Reals = new()
    {
        ["0"] = 0, ["-0"] = -0.0, ["-1"] = -1, ["denormal"] = double.Epsilon, ["0 in float"] = 1e-46, ["denormal in float"] = float.Epsilon, ["1"] = 1,
        ["1 in float"] = double.BitDecrement(1), ["largest in float"] = float.MaxValue, ["∞ in float"] = 1e39, ["largest"] = double.MaxValue,
        ["∞"] = double.PositiveInfinity, ["-∞"] = double.NegativeInfinity, ["NaN"] = double.NaN,
    };

    private static readonly Dictionary<string, double> Integers = new() { ["0"] = 0, ["-1"] = -1, ["1"] = 1, ["smallest"] = int.MinValue, ["largest"] = int.MaxValue };

    /// <summary>A setting that is a real number.</summary>
    /// <param name="parameter">Its name.</param>
    /// <param name="taken">The edges that work, with commas between.</param>
    /// <param name="probe">Uses it.</param>
    /// <param name="told">The edges that are refused for what they become.</param>
    public static NumericSetting Real(string parameter, string taken, Func<double, IEnumerable<double>> probe, string told = "") =>
        new(parameter, probe, Reals, taken.Split(','), told.Split(','));

    /// <summary>A setting that is a whole number.</summary>
    /// <param name="parameter">Its name.</param>
    /// <param name="taken">The edges that work, with commas between.</param>
    /// <param name="probe">Uses it.</param>
    /// <param name="endless">Whether the largest would be counted to: then it is not tried.</param>
    public static NumericSetting Whole(string parameter, string taken, Func<int, IEnumerable<double>> probe, bool endless = false) => new(
        parameter, value => probe((int)value), Integers.Where(edge => !endless || edge.Key != "largest").ToDictionary(), taken.Split(','), []);

    /// <summary>The parameter that is named where it is refused.</summary>
    public string Named { get; init; } = Parameter.Split('<')[0].Split('.')[^1];

    /// <summary>Tries every edge.</summary>
    public void Check()
    {
        Assert.DoesNotContain(Taken, name => name.Length > 0 && !Edges.ContainsKey(name));
        Assert.All(Edges, edge =>
        {
            if (Taken.Contains(edge.Key))
                Assert.All(Probe(edge.Value), number => Assert.True(double.IsFinite(number), FormattableString.Invariant($"{Parameter} {edge.Value} gives {number}")));
            else
                ExpectRefusal(edge.Value, Told.Contains(edge.Key));
        });
    }

    private void ExpectRefusal(double value, bool told)
    {
        var problem = Assert.ThrowsAny<ArgumentException>(() => Probe(value).ToArray());
        string[] written = [.. new[] { value, (float)value }.Select(static x => x.ToString(CultureInfo.InvariantCulture)), ((float)value).ToString(CultureInfo.InvariantCulture)];

        Assert.Contains(written, number => problem.Message.Contains(number, StringComparison.Ordinal));
        if (problem is ShapeException or LayerException)
            return;                                                 // sizes are told as shapes
        Assert.IsType<ArgumentOutOfRangeException>(problem);
        Assert.Equal(Named, problem.ParamName);
        if (told)
            Assert.Contains("as a Single", problem.Message, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public override string ToString() => Parameter;
}
