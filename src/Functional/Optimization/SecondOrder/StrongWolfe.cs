using System.Numerics;

namespace Functional;

/// <summary>
/// How far a direction d is followed: until the cost has fallen by a share of what its slope promised, C(θ + α·d) ≤ C(θ) + c₁·α·⟨g, d⟩, and the slope there is
/// flatter, |⟨g(θ + α·d), d⟩| ≤ c₂·|⟨g, d⟩|: the strong conditions of Wolfe. Nocedal and Wright, "Numerical optimization", 2nd edition, 2006, algorithms 3.5 and 3.6, with
/// cubic interpolation (3.59).
/// </summary>
/// <param name="Decrease">c₁, the share of the fall that the slope promised; between 0 and ½, and below c₂. A minimum of a parabola falls by half of it.</param>
/// <param name="Curvature">c₂, the share of the slope that may be left; between c₁ and 1. Near 0 the search is nearly exact.</param>
/// <param name="Evaluations">How often the cost is computed at most along one direction; at least 1.</param>
public sealed record StrongWolfe(double Decrease = 1e-4, double Curvature = 0.9, int Evaluations = 25)
{
    // How far beyond what was tried the next trial is, and how near to an end of an interval.
    private const double Nearest = 0.01, Furthest = 10, Margin = 0.05;
    private const double Largest = 0.5;         // of the decrease
    private const double Roundings = 8;         // of a cost: differences below are none

    /// <summary>c₁, the share of the fall that the slope promised; between 0 and ½, and below c₂.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public double Decrease { get; init => field = Between(0, value, Math.Min(Largest, Curvature), nameof(Decrease)); } = Between(0, Decrease, Largest, nameof(Decrease));

    /// <summary>c₂, the share of the slope that may be left; between c₁ and 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public double Curvature { get; init => field = Between(Decrease, value, 1, nameof(Curvature)); } = Between(Decrease, Curvature, 1, nameof(Curvature));

    /// <summary>How often the cost is computed at most along one direction; at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int Evaluations { get; init => field = SearchTolerance.AtLeast(1, value, nameof(Evaluations), nameof(StrongWolfe)); } =
        SearchTolerance.AtLeast(1, Evaluations, nameof(Evaluations), nameof(StrongWolfe));

    /// <summary>The expression that makes it.</summary>
    public override string ToString() => Invariant($"new StrongWolfe({Decrease}, {Curvature}, {Evaluations})");

    /// <summary>The point that was found, and how much of the direction leads there; null where none is below.</summary>
    /// <param name="objective">The cost.</param>
    /// <param name="start">Where the direction begins.</param>
    /// <param name="direction">d.</param>
    /// <param name="first">How much of it is tried first.</param>
    internal (SearchPoint<T>, double)? Search<T>(Objective<T> objective, SearchPoint<T> start, TensorTree<T> direction, double first)
        where T : struct, IFloatingPointIeee754<T>
    {
        var origin = new Trial<T>(0, start.Gradient.Dot(direction), start);
        if (!(origin.Slope < 0) || !double.IsFinite(origin.Slope))
            return null;
        // Near the minimum the cost changes by less than its rounding: there the slope alone decides.
        var slack = Roundings * double.CreateChecked(T.BitIncrement(T.One) - T.One) * Math.Abs(start.Cost);
        var (before, step, left) = (origin, first, Evaluations);
        while (left > 0)
        {
            var now = At(step);
            if (!Falls(now) || (before.Step > 0 && now.Cost > before.Cost + slack))
                return Between(before, now);
            if (IsFlat(now))
                return (now.Point, now.Step);
            if (now.Slope >= 0)
                return Between(now, before);
            var least = now.Step + Nearest * (now.Step - before.Step);
            (before, step) = (now, Math.Clamp(Cubic(before, now) is var minimum && minimum > least ? minimum : Furthest * now.Step, least, Furthest * now.Step));
        }
        return Lowest(before);

        Trial<T> At(double step)
        {
            left--;
            var point = objective.At(start.Parameters.Plus(direction.Scale(step)));
            return new(step, point.Gradient.Dot(direction), point);
        }

        bool Falls(Trial<T> now) => now.Cost <= origin.Cost + Decrease * now.Step * origin.Slope + slack && double.IsFinite(now.Slope);

        bool IsFlat(Trial<T> now) => Math.Abs(now.Slope) <= -Curvature * origin.Slope;

        // What is left when the trials are used up, if it is below at all: roundings alone are no descent.
        (SearchPoint<T>, double)? Lowest(Trial<T> low) => low.Cost < origin.Cost ? (low.Point, low.Step) : null;

        // Algorithm 3.6: the lower end has fallen enough, and the slope there leads towards the other.
        (SearchPoint<T>, double)? Between(Trial<T> low, Trial<T> high)
        {
            while (left > 0)
            {
                var now = At(Inside(low, high));
                if (!Falls(now) || now.Cost > low.Cost + slack)
                {
                    high = now;
                    continue;
                }
                if (IsFlat(now))
                    return (now.Point, now.Step);
                if (now.Slope * (high.Step - low.Step) >= 0)
                    high = low;
                low = now;
            }
            return Lowest(low);
        }
    }

    /// <summary>A step between two: where the cubic through both has its minimum, but not near an end.</summary>
    private static double Inside<T>(Trial<T> low, Trial<T> high)
        where T : struct, IFloatingPointIeee754<T>
    {
        var (from, to) = (Math.Min(low.Step, high.Step), Math.Max(low.Step, high.Step));
        var cubic = Cubic(low, high);
        return double.IsFinite(cubic) ? Math.Clamp(cubic, from + Margin * (to - from), to - Margin * (to - from)) : (from + to) / 2;
    }

    /// <summary>Where the cubic with the costs and slopes of two steps has its minimum (3.59); NaN where it has none.</summary>
    private static double Cubic<T>(Trial<T> a, Trial<T> b)
        where T : struct, IFloatingPointIeee754<T>
    {
        var mean = a.Slope + b.Slope - 3 * (a.Cost - b.Cost) / (a.Step - b.Step);
        var root = Math.CopySign(Math.Sqrt(mean * mean - a.Slope * b.Slope), b.Step - a.Step);
        return b.Step - (b.Step - a.Step) * (b.Slope + root - mean) / (b.Slope - a.Slope + 2 * root);
    }

    private static double Between(double low, double value, double high, string name) => value > low && value < high
        ? value
        : throw new ArgumentOutOfRangeException(name, Invariant($"StrongWolfe: {name} is between {low} and {high}, got {value}."));

    private sealed record Trial<T>(double Step, double Slope, SearchPoint<T> Point)
        where T : struct, IFloatingPointIeee754<T>
    {
        public double Cost => Point.Cost;
    }
}
