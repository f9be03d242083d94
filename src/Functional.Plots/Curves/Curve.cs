using System.Collections.Immutable;
using System.Numerics;

namespace Functional.Plots;

/// <summary>A named line through points, such as a cost after each epoch.</summary>
public sealed class Curve
{
    /// <summary>A line through points.</summary>
    /// <param name="name">What the legend calls it.</param>
    /// <param name="points">At least one point, in the order in which they are joined.</param>
    /// <exception cref="ArgumentException">There is no point, or a number is not finite.</exception>
    public Curve(string name, IEnumerable<(double X, double Y)> points)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(points);
        (Name, Points) = (name, [.. points]);
        if (Points.IsEmpty)
            throw new ArgumentException($"Curve '{name}': there is no point.", nameof(points));
        for (var i = 0; i < Points.Length; i++)
        {
            var at = i;
            Expect.Finite(Points[i].X, () => Invariant($"Curve '{name}': x of point {at}"));
            Expect.Finite(Points[i].Y, () => Invariant($"Curve '{name}': y of point {at}"));
        }
    }

    /// <summary>What the legend calls it.</summary>
    public string Name { get; }

    /// <summary>The points, in the order in which they are joined.</summary>
    public ImmutableArray<(double X, double Y)> Points { get; }

    /// <summary>Values after epochs 1, 2, 3 and so on.</summary>
    /// <param name="name">What the legend calls it.</param>
    /// <param name="values">At least one value.</param>
    /// <exception cref="ArgumentException">There is no value, or one is not finite.</exception>
    public static Curve Of(string name, IEnumerable<double> values) => new(name, values.Select(static (value, index) => (index + 1.0, value)));

    /// <summary>Values at places.</summary>
    /// <param name="name">What the legend calls it.</param>
    /// <param name="x">The places.</param>
    /// <param name="y">As many values.</param>
    /// <exception cref="ArgumentException">There are more of one than of the other, or none, or one is not finite.</exception>
    public static Curve Of(string name, IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        return x.Count == y.Count ? new(name, x.Zip(y))
            : throw new ArgumentException(Invariant($"Curve '{name}': there are {x.Count} places for {y.Count} values."), nameof(y));
    }

    /// <summary>The costs of the states of a run, by step; a state of its start has none and is left out.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="name">What the legend calls it.</param>
    /// <param name="states">The states, as a run hands them out.</param>
    /// <exception cref="ArgumentException">No state has a cost, or one is not finite.</exception>
    public static Curve Costs<T>(string name, IEnumerable<TrainingState<T>> states)
        where T : struct, IFloatingPointIeee754<T> => Costs(name, states.Select(TrainingReport.Of));

    /// <summary>The costs of the reports of a run, by step; a report of its start has none and is left out.</summary>
    /// <param name="name">What the legend calls it.</param>
    /// <param name="reports">The reports.</param>
    /// <exception cref="ArgumentException">No report has a cost, or one is not finite.</exception>
    public static Curve Costs(string name, IEnumerable<TrainingReport> reports) =>
        new(name, reports.Where(static report => report.Cost is not null).Select(static report => ((double)report.Step, report.Cost!.Value)));
}
