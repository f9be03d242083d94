namespace Functional;

/// <summary>
/// How large steps are: the size follows from the error of the last two steps, so that it does not swing (Gustafsson's PI control). Hairer, Nørsett
/// and Wanner, "Solving ordinary differential equations II", IV.2, with the constants of their DOPRI5.
/// </summary>
/// <param name="first">The size of the first step, positive.</param>
internal sealed class StepControl(double first)
{
    private const double Safety = 0.9, Slowest = 0.2, Fastest = 10, Memory = 0.04, Exponent = 0.2 - 0.75 * Memory;

    private double size = first;
    private double before = 1e-4;
    private bool hasRefused;

    /// <summary>The error of the last step that was tried, as a multiple of what is allowed.</summary>
    public double Error { get; private set; } = double.NaN;

    /// <summary>The next step, with its sign, and whether it ends where it should.</summary>
    /// <exception cref="ConvergenceException">It is so small that it does not change the time.</exception>
    public (double Step, bool IsLast) Towards(double from, double to, int tries)
    {
        var rest = to - from;
        // A step that would leave less than a hundredth goes the whole way.
        if (size >= 0.99 * Math.Abs(rest))
            return (rest, true);
        if (!(size > 4 * (Math.BitIncrement(Math.Abs(from)) - Math.Abs(from))))
            throw new ConvergenceException(
                Invariant($"DormandPrince: at time {from} a step of {size:G3} still has {Error:G3} times the error that is allowed. ")
                + "The solution may not go on from there, or the tolerances are below what rounding allows.",
                Error, tries, double.IsNaN(Error) ? SolverStatus.NotFinite : SolverStatus.NoProgress);
        return (Math.CopySign(size, rest), false);
    }

    /// <summary>Whether a step is good enough; what follows is made larger or smaller.</summary>
    /// <param name="step">The step.</param>
    /// <param name="error">Its error, as a multiple of what is allowed.</param>
    public bool Accepts(double step, double error)
    {
        Error = error;
        var length = Math.Abs(step);
        if (!(error <= 1))
        {
            size = length * (double.IsFinite(error) ? Math.Max(Slowest, Safety * Math.Pow(error, -0.2)) : Slowest);
            hasRefused = true;
            return false;
        }
        var factor = error == 0 ? Fastest : Math.Clamp(Safety * Math.Pow(error, -Exponent) * Math.Pow(before, Memory), Slowest, Fastest);
        // After a refusal a step does not grow at once; one that was cut short to end at a time says nothing against the size before.
        size = Math.Max(length * (hasRefused ? Math.Min(1, factor) : factor), length < size ? size : 0);
        (before, hasRefused) = (Math.Max(error, 1e-4), false);
        return true;
    }
}
