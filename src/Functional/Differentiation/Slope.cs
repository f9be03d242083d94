namespace Functional;

/// <summary>
/// The derivative of a number by a number from values on both sides, at steps h, h/2 and h/4: how large it is, how far it can be off, and
/// whether the function has a kink there.
/// </summary>
internal readonly record struct Slope(double Estimate, double Uncertainty, bool HasKink)
{
    // How many rounding errors of one evaluation are allowed for: a function of many operations has more than one.
    private const double Roundings = 64;
    private const double MachineEpsilon = 2.220446049250313e-16;

    /// <summary>From the value in the middle and those at ±h, ±h/2, ±h/4, which were rounded as numbers of at least the given size are.</summary>
    public static Slope Of(double middle, double step, ReadOnlySpan<double> above, ReadOnlySpan<double> below, double size = 0)
    {
        Span<double> central = stackalloc double[3], gap = stackalloc double[3];
        size = double.Max(size, double.Abs(middle));
        for (int i = 0, part = 1; i < 3; i++, part *= 2)
        {
            var h = step / part;
            var (right, left) = ((above[i] - middle) / h, (middle - below[i]) / h);
            (central[i], gap[i]) = ((above[i] - below[i]) / (2 * h), double.Abs(right - left));
            size = double.Max(size, double.Max(double.Abs(above[i]), double.Abs(below[i])));
        }
        // Rounding grows as the step shrinks, truncation as its square: the estimate is at h/2, its truncation a third of the difference to h.
        var rounding = Roundings * MachineEpsilon * size / step;
        return new(central[1], 2 * rounding + double.Abs(central[0] - central[1]), Kinked(gap, rounding) || Jumps(central, rounding));
    }

    /// <summary>Of a smooth function the gap between the one-sided slopes halves with the step; where it is more than rounding and does not, there is a kink.</summary>
    private static bool Kinked(ReadOnlySpan<double> gap, double rounding) =>
        gap[0] > 100 * rounding && !(Halves(gap[0], gap[1], 4 * rounding) && Halves(gap[1], gap[2], 8 * rounding));

    /// <summary>Where the function jumps to both sides alike, as the sign does at 0, there is no gap; but the slope doubles as the step halves.</summary>
    private static bool Jumps(ReadOnlySpan<double> central, double rounding) =>
        double.Abs(central[0]) > 100 * rounding
        && Halves(double.Abs(central[1]), double.Abs(central[0]), 4 * rounding) && Halves(double.Abs(central[2]), double.Abs(central[1]), 8 * rounding);

    private static bool Halves(double before, double after, double rounding) => double.Abs(after - before / 2) <= 0.1 * before + rounding;
}
