using System.Collections.Immutable;

namespace Functional;

// The schedules that there are names for.
public sealed partial class Schedule
{
    /// <summary>Always the same number.</summary>
    /// <param name="value">The number; finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not finite.</exception>
    public static Schedule Constant(double value)
    {
        ExpectFinite(value, nameof(value), nameof(Constant));
        return new(Invariant($"Schedule.Constant({value})"), _ => value) { Always = value };
    }

    /// <summary>A function of one's own, from the number of steps before to the value. Two such schedules are equal only when they are one object.</summary>
    /// <param name="name">What it is called where it is printed.</param>
    /// <param name="function">A pure function.</param>
    public static Schedule Of(string name, Func<long, double> function)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(function);
        return new(name, function, isOwn: true);
    }

    /// <summary>From one number to another on a straight line; the last number after that.</summary>
    /// <param name="from">The number at step 0.</param>
    /// <param name="to">The number from step <paramref name="steps"/> on.</param>
    /// <param name="steps">How many steps it takes; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite, or there are no steps.</exception>
    public static Schedule Linear(double from, double to, long steps) => Polynomial(from, to, steps, 1, Invariant($"Schedule.Linear({from}, {to}, {steps})"), nameof(Linear));

    /// <summary>From one number to another by to + (from − to)·(1 − k/steps)^power; the last number after that.</summary>
    /// <param name="from">The number at step 0.</param>
    /// <param name="to">The number from step <paramref name="steps"/> on.</param>
    /// <param name="steps">How many steps it takes; at least 1.</param>
    /// <param name="power">The power; positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite, the power not positive, or there are no steps.</exception>
    public static Schedule Polynomial(double from, double to, long steps, double power) =>
        Polynomial(from, to, steps, power, Invariant($"Schedule.Polynomial({from}, {to}, {steps}, {power})"), nameof(Polynomial));

    /// <summary>A number that is multiplied by a factor every so many steps.</summary>
    /// <param name="value">The number at step 0.</param>
    /// <param name="every">How many steps it stays the same; at least 1.</param>
    /// <param name="factor">The factor; positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite, the factor not positive, or there are no steps.</exception>
    public static Schedule Step(double value, long every, double factor)
    {
        ExpectFinite(value, nameof(value), nameof(Step));
        ExpectSteps(every, nameof(every), nameof(Step));
        ExpectPositive(factor, nameof(factor), nameof(Step));
        return new(Invariant($"Schedule.Step({value}, {every}, {factor})"), step => value * double.Pow(factor, step / every));
    }

    /// <summary>value·factor^(k/steps): multiplied by the factor once in so many steps, a little at each.</summary>
    /// <param name="value">The number at step 0.</param>
    /// <param name="steps">In how many steps it is multiplied by the factor; at least 1.</param>
    /// <param name="factor">The factor; positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite, the factor not positive, or there are no steps.</exception>
    public static Schedule Exponential(double value, long steps, double factor)
    {
        ExpectFinite(value, nameof(value), nameof(Exponential));
        ExpectSteps(steps, nameof(steps), nameof(Exponential));
        ExpectPositive(factor, nameof(factor), nameof(Exponential));
        return new(Invariant($"Schedule.Exponential({value}, {steps}, {factor})"), step => value * double.Pow(factor, (double)step / steps));
    }

    /// <summary>Half a period of a cosine, from one number to another; the last number after that. Loshchilov and Hutter, "SGDR", ICLR 2017.</summary>
    /// <param name="from">The number at step 0.</param>
    /// <param name="steps">How many steps it takes; at least 1.</param>
    /// <param name="to">The number from then on; 0 when none is given.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite, or there are no steps.</exception>
    public static Schedule Cosine(double from, long steps, double to = 0)
    {
        ExpectFinite(from, nameof(from), nameof(Cosine));
        ExpectSteps(steps, nameof(steps), nameof(Cosine));
        ExpectFinite(to, nameof(to), nameof(Cosine));
        return new(Invariant($"Schedule.Cosine({from}, {steps}, {to})"), step => Wave(from, to, Math.Min(1, (double)step / steps)));
    }

    /// <summary>Half periods of cosines that begin again and again, each longer than the one before by a factor. Loshchilov and Hutter, "SGDR", ICLR 2017.</summary>
    /// <param name="from">The number at which each begins.</param>
    /// <param name="steps">The length of the first; at least 1.</param>
    /// <param name="growth">How many times longer each is than the one before; at least 1.</param>
    /// <param name="to">The number that each comes down to; 0 when none is given.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite, the growth below 1, or there are no steps.</exception>
    public static Schedule CosineRestarts(double from, long steps, int growth = 1, double to = 0)
    {
        ExpectFinite(from, nameof(from), nameof(CosineRestarts));
        ExpectSteps(steps, nameof(steps), nameof(CosineRestarts));
        ExpectFinite(to, nameof(to), nameof(CosineRestarts));
        if (growth < 1)
            throw new ArgumentOutOfRangeException(nameof(growth), Invariant($"Schedule.CosineRestarts: the growth is at least 1, got {growth}."));
        return new(Invariant($"Schedule.CosineRestarts({from}, {steps}, {growth}, {to})"), step =>
        {
            var (done, length) = (step % (growth == 1 ? steps : long.MaxValue), steps);
            while (done >= length)
                (done, length) = (done - length, length > long.MaxValue / growth ? long.MaxValue : length * growth);
            return Wave(from, to, (double)done / length);
        });
    }

    /// <summary>
    /// Up to a peak by half a period of a cosine, and down by another to nearly nothing, where it stays. Smith and Topin, "Super-convergence", 2018, with the numbers of
    /// PyTorch: from peak/25 up in 0.3 of the steps, then down to peak/25/10⁴.
    /// </summary>
    /// <param name="peak">The largest number.</param>
    /// <param name="steps">How many steps all of it takes; at least 2.</param>
    /// <param name="rise">Which share of them is the way up; in (0, 1).</param>
    /// <param name="initialDivisor">The peak over the first number; positive.</param>
    /// <param name="finalDivisor">The first number over the last one; positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Schedule OneCycle(double peak, long steps, double rise = 0.3, double initialDivisor = 25, double finalDivisor = 1e4)
    {
        ExpectFinite(peak, nameof(peak), nameof(OneCycle));
        if (steps < 2)
            throw new ArgumentOutOfRangeException(nameof(steps), Invariant($"Schedule.OneCycle: there are at least 2 steps, got {steps}."));
        if (!(rise > 0 && rise < 1))
            throw new ArgumentOutOfRangeException(nameof(rise), Invariant($"Schedule.OneCycle: the share of the way up is between 0 and 1, got {rise}."));
        ExpectPositive(initialDivisor, nameof(initialDivisor), nameof(OneCycle));
        ExpectPositive(finalDivisor, nameof(finalDivisor), nameof(OneCycle));
        ExpectQuotient(peak, initialDivisor, nameof(initialDivisor), "the first number");
        ExpectQuotient(peak / initialDivisor, finalDivisor, nameof(finalDivisor), "the last number");
        var (first, top, last) = (peak / initialDivisor, rise * steps - 1, steps - 1.0);
        return new(Invariant($"Schedule.OneCycle({peak}, {steps}, {rise}, {initialDivisor}, {finalDivisor})"), step =>
            top > 0 && step <= top ? Wave(first, peak, step / top) : Wave(peak, first / finalDivisor, Math.Min(1, (step - top) / (last - top))));
    }

    /// <summary>A number at the beginning, and others from given steps on.</summary>
    /// <param name="value">The number at step 0.</param>
    /// <param name="changes">From which step on which number; steps are positive and rise.</param>
    /// <exception cref="ArgumentException">A number is not finite, or steps do not rise.</exception>
    /// <example><code>
    /// var rate = Schedule.Piecewise(0.1, (30_000, 0.01), (60_000, 0.001));
    /// </code></example>
    public static Schedule Piecewise(double value, params ReadOnlySpan<(long Step, double Value)> changes)
    {
        ExpectFinite(value, nameof(value), nameof(Piecewise));
        ImmutableArray<(long Step, double Value)> all = [(0, value), .. changes];
        for (var i = 1; i < all.Length; i++)
        {
            ExpectFinite(all[i].Value, nameof(changes), nameof(Piecewise));
            if (all[i].Step <= all[i - 1].Step)
                throw new ArgumentException(Invariant($"Schedule.Piecewise: steps rise, but {all[i].Step} comes after {all[i - 1].Step}."), nameof(changes));
        }
        return new(
            Invariant($"Schedule.Piecewise({value}{string.Concat(all.Skip(1).Select(static change => Invariant($", ({change.Step}, {change.Value})")))})"),
            step => all.Last(change => change.Step <= step).Value);
    }

    /// <summary>Up to a peak evenly, then down with the inverse square root of the step: peak·min(k/w, √(w/k)) of k = step + 1. Vaswani et al., 2017.</summary>
    /// <param name="peak">The largest number, at step w − 1.</param>
    /// <param name="warmUp">w, how many steps it takes to the peak; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The peak is not finite, or there are no steps to it.</exception>
    public static Schedule InverseSquareRoot(double peak, long warmUp)
    {
        ExpectFinite(peak, nameof(peak), nameof(InverseSquareRoot));
        ExpectSteps(warmUp, nameof(warmUp), nameof(InverseSquareRoot));
        return new(
            Invariant($"Schedule.InverseSquareRoot({peak}, {warmUp})"),
            step => peak * Math.Min((step + 1.0) / warmUp, Math.Sqrt(warmUp / (step + 1.0))));
    }

    /// <summary>From one number to another along half a period of a cosine, of which a share is over.</summary>
    private static double Wave(double from, double to, double share) => to + (from - to) * ((1 + Math.Cos(Math.PI * share)) / 2);

    private static Schedule Polynomial(double from, double to, long steps, double power, string code, string kind)
    {
        ExpectFinite(from, nameof(from), kind);
        ExpectFinite(to, nameof(to), kind);
        ExpectSteps(steps, nameof(steps), kind);
        ExpectPositive(power, nameof(power), kind);
        return new(code, step => step >= steps ? to : to + (from - to) * double.Pow(1 - (double)step / steps, power));
    }

    private static void ExpectFinite(double value, string name, string kind)
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(name, Invariant($"Schedule.{kind}: {name} is finite, got {value}."));
    }

    private static void ExpectPositive(double value, string name, string kind)
    {
        if (!(value > 0 && double.IsFinite(value)))
            throw new ArgumentOutOfRangeException(name, Invariant($"Schedule.{kind}: {name} is positive and finite, got {value}."));
    }

    private static void ExpectQuotient(double value, double by, string name, string what)
    {
        if (!double.IsFinite(value / by))
            throw new ArgumentOutOfRangeException(name, Invariant($"Schedule.OneCycle: {what} is finite, but {value} over {by} is not."));
    }

    private static void ExpectSteps(long steps, string name, string kind)
    {
        if (steps < 1)
            throw new ArgumentOutOfRangeException(name, Invariant($"Schedule.{kind}: there is at least 1 step, got {steps}."));
    }
}
