using System.Text;

namespace Functional;

// A schedule as a picture in text.
public sealed partial class Schedule
{
    /// <summary>A picture in text: the values over the steps, with the smallest and the largest beside them.</summary>
    /// <param name="steps">How many steps are shown; at least 2.</param>
    /// <param name="width">How many characters wide the curve is; at least 8.</param>
    /// <param name="height">How many lines high it is; at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no room, or there are too few steps.</exception>
    public string Plot(long steps, int width = 60, int height = 10)
    {
        if (steps < 2)
            throw new ArgumentOutOfRangeException(nameof(steps), Invariant($"Plot: at least 2 steps are shown, got {steps}."));
        if (width < 8)
            throw new ArgumentOutOfRangeException(nameof(width), Invariant($"Plot: the curve is at least 8 characters wide, got {width}."));
        if (height < 2)
            throw new ArgumentOutOfRangeException(nameof(height), Invariant($"Plot: the curve is at least 2 lines high, got {height}."));
        var values = Enumerable.Range(0, width).Select(column => At((long)((double)column / (width - 1) * (steps - 1)))).ToArray();
        var last = Invariant($"{steps - 1}");
        return new StringBuilder(TextCurve.Draw(values, height)).Append('\n').Append(new string(' ', TextCurve.Margin)).Append(" └").Append(new string('─', width)).Append('\n')
            .Append(new string(' ', TextCurve.Margin + 2)).Append('0').Append(last.PadLeft(width - 1)).Append(" steps").ToString();
    }
}
