namespace Functional;

/// <summary>
/// The pair of orders 5 and 4 of Dormand and Prince with adaptive steps: each step is made so small that its error, which the pair estimates, is
/// within the tolerances, and ends exactly at the times that are wanted. Whether a step is taken, and how large the next one is, are decided by
/// numbers: step sizes are constants of the derivative. Dormand and Prince, J. Comp. Appl. Math. 6(1), 1980; the control is that of Hairer, Nørsett
/// and Wanner, "Solving ordinary differential equations I", II.4.
/// </summary>
/// <param name="RelativeTolerance">The error of a step that is allowed beside the size of each number of the state.</param>
/// <param name="AbsoluteTolerance">The error of a step that is allowed where a number is small.</param>
/// <param name="Steps">How many steps are tried at most from the first time to the last.</param>
/// <example><code>
/// var trajectory = new DormandPrince(RelativeTolerance: 1e-8).Solve((t, y) => -y, Tensor.Ones&lt;double&gt;([2]), 0, 1, 10);
/// </code></example>
public sealed record DormandPrince(double RelativeTolerance = 1e-6, double AbsoluteTolerance = 1e-9, int Steps = 100_000) : OdeSolver
{
    /// <summary>The error of a step that is allowed beside the size of each number of the state; positive.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive, or not finite.</exception>
    public double RelativeTolerance { get; init => field = Positive(value, nameof(RelativeTolerance)); } =
        Positive(RelativeTolerance, nameof(RelativeTolerance));

    /// <summary>The error of a step that is allowed where a number is small; positive.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive, or not finite.</exception>
    public double AbsoluteTolerance { get; init => field = Positive(value, nameof(AbsoluteTolerance)); } =
        Positive(AbsoluteTolerance, nameof(AbsoluteTolerance));

    /// <summary>How many steps are tried at most; at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int Steps { get; init => field = SearchTolerance.AtLeast(1, value, nameof(Steps), nameof(DormandPrince)); } =
        SearchTolerance.AtLeast(1, Steps, nameof(Steps), nameof(DormandPrince));

    /// <summary>The expression that makes it.</summary>
    public override string ToString() => Invariant($"new DormandPrince({RelativeTolerance}, {AbsoluteTolerance}, {Steps})");

    internal override X[] States<X>(Func<double, X, X> derivative, X start, double[] times)
    {
        var states = new X[times.Length];
        states[0] = start;
        if (times.Length == 1)
            return states;
        var (t, y, slope, tries) = (times[0], start, derivative(times[0], start), 0);
        var control = new StepControl(FirstStep(derivative, t, y, slope, times[1]));
        for (var i = 1; i < states.Length; states[i++] = y)
            while (t != times[i])
            {
                if (++tries > Steps)
                    throw new ConvergenceException(
                        Invariant($"DormandPrince: after {Steps} steps the time is {t}, and {times[^1]} is wanted. ")
                        + "Allow more steps or larger tolerances.",
                        control.Error, Steps, SolverStatus.IterationLimit);
                var (h, isLast) = control.Towards(t, times[i], tries);
                var (next, nextSlope, error) = Step(derivative, t, h, y, slope);
                if (!control.Accepts(h, ErrorNorm.Of(error, y, next, AbsoluteTolerance, RelativeTolerance)))
                    continue;
                (t, y, slope) = (isLast ? times[i] : t + h, next, nextSlope);
            }
        return states;
    }

    private static (X Next, X Slope, X Error) Step<X>(Func<double, X, X> derivative, double t, double h, X y, X k1)
        where X : IVectorSpace<X>
    {
        var k2 = derivative(t + h / 5, Combined(y, h, (1.0 / 5, k1)));
        var k3 = derivative(t + 3 * h / 10, Combined(y, h, (3.0 / 40, k1), (9.0 / 40, k2)));
        var k4 = derivative(t + 4 * h / 5, Combined(y, h, (44.0 / 45, k1), (-56.0 / 15, k2), (32.0 / 9, k3)));
        var k5 = derivative(t + 8 * h / 9, Combined(y, h, (19372.0 / 6561, k1), (-25360.0 / 2187, k2), (64448.0 / 6561, k3), (-212.0 / 729, k4)));
        var k6 = derivative(
            t + h, Combined(y, h, (9017.0 / 3168, k1), (-355.0 / 33, k2), (46732.0 / 5247, k3), (49.0 / 176, k4), (-5103.0 / 18656, k5)));
        var next = Combined(y, h, (35.0 / 384, k1), (500.0 / 1113, k3), (125.0 / 192, k4), (-2187.0 / 6784, k5), (11.0 / 84, k6));
        var k7 = derivative(t + h, next);                   // the first slope of the next step, too
        var error = Combined(
            k1.Scale(h * 71.0 / 57600), h, (-71.0 / 16695, k3), (71.0 / 1920, k4), (-17253.0 / 339200, k5), (22.0 / 525, k6), (-1.0 / 40, k7));
        return (next, k7, error);
    }

    /// <summary>A step whose error is about a hundredth of what is allowed: Hairer, Nørsett and Wanner, II.4.</summary>
    private double FirstStep<X>(Func<double, X, X> derivative, double t, X y, X slope, double until)
        where X : IVectorSpace<X>
    {
        var whole = until - t;
        var (size, speed) = (Norm(y), Norm(slope));
        if (!double.IsFinite(size) || !double.IsFinite(speed))
            return Math.Abs(whole);                        // the first step finds out what is not a number
        var guess = Math.Min(size < 1e-5 || speed < 1e-5 ? 1e-6 : 0.01 * size / speed, Math.Abs(whole));
        var after = derivative(t + Math.CopySign(guess, whole), Combined(y, Math.CopySign(guess, whole), (1, slope)));
        var bend = Norm(after.Plus(slope.Scale(-1))) / guess;
        var h = Math.Max(speed, bend) <= 1e-15 ? Math.Max(1e-6, guess * 1e-3) : Math.Pow(0.01 / Math.Max(speed, bend), 0.2);
        h = Math.Min(Math.Min(100 * guess, h), Math.Abs(whole));
        return h > 0 ? h : guess;

        double Norm(X value) => ErrorNorm.Of(value, y, y, AbsoluteTolerance, RelativeTolerance);
    }

    private static double Positive(double value, string name) => value is > 0 and < double.PositiveInfinity
        ? value
        : throw new ArgumentOutOfRangeException(name, Invariant($"DormandPrince: a tolerance is a positive number, got {value}."));
}
