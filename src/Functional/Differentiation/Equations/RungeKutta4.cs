namespace Functional;

/// <summary>
/// The classical method of Runge and Kutta with a fixed number of steps: the error of a whole way goes with the fourth power of the step. Nothing is
/// estimated: the number of steps is yours to choose. Kutta, Zeitschrift für Mathematik und Physik 46, 1901.
/// </summary>
/// <param name="Steps">How many steps of equal size there are between two neighbouring times.</param>
/// <example><code>
/// var trajectory = new RungeKutta4(Steps: 20).Solve((t, y) => -y, Tensor.Ones&lt;double&gt;([2]), 0, 1);
/// </code></example>
public sealed record RungeKutta4(int Steps = 100) : OdeSolver
{
    /// <summary>How many steps there are between two neighbouring times; at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int Steps { get; init => field = SearchTolerance.AtLeast(1, value, nameof(Steps), nameof(RungeKutta4)); } =
        SearchTolerance.AtLeast(1, Steps, nameof(Steps), nameof(RungeKutta4));

    /// <summary>The expression that makes it.</summary>
    public override string ToString() => Invariant($"new RungeKutta4({Steps})");

    internal override X[] States<X>(Func<double, X, X> derivative, X start, double[] times)
    {
        var states = new X[times.Length];
        states[0] = start;
        for (var i = 1; i < states.Length; i++)
        {
            var (y, from, h) = (states[i - 1], times[i - 1], (times[i] - times[i - 1]) / Steps);
            for (var step = 0; step < Steps; step++)
                y = Step(derivative, from + step * h, h, y);
            states[i] = y;
        }
        return states;
    }

    private static X Step<X>(Func<double, X, X> derivative, double t, double h, X y)
        where X : IVectorSpace<X>
    {
        var k1 = derivative(t, y);
        var k2 = derivative(t + h / 2, Combined(y, h, (0.5, k1)));
        var k3 = derivative(t + h / 2, Combined(y, h, (0.5, k2)));
        var k4 = derivative(t + h, Combined(y, h, (1, k3)));
        return y.Plus(k1.Plus(k2.Plus(k3).Scale(2)).Plus(k4).Scale(h / 6));
    }
}
