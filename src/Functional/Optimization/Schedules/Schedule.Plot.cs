using System.Text;

namespace Functional;

// A schedule as a picture in text.
public sealed partial class Schedule
{
    private const int Margin = 12;

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
        var (low, high) = (values.Min(), values.Max());
        var rows = values.Select(value => high == low ? height / 2 : (int)Math.Round((high - value) / (high - low) * (height - 1))).ToArray();
        var text = new StringBuilder();
        for (var row = 0; row < height; row++)
        {
            var label = row == 0 ? Invariant($"{high:G4}") : row == height - 1 ? Invariant($"{low:G4}") : "";
            text.Append(label.PadLeft(Margin)).Append(" │");
            for (var column = 0; column < width; column++)
            {
                // A steep part is drawn through all lines between.
                var (from, to) = column == 0 ? (rows[0], rows[0]) : (rows[column - 1], rows[column]);
                var isThere = row == to || (from < to ? row > from && row < to : row < from && row > to);
                text.Append(isThere ? row == to ? '•' : '·' : ' ');
            }
            TrimEnd(text).Append('\n');
        }
        var last = Invariant($"{steps - 1}");
        return text.Append(new string(' ', Margin)).Append(" └").Append(new string('─', width)).Append('\n')
            .Append(new string(' ', Margin + 2)).Append('0').Append(last.PadLeft(width - 1)).Append(" steps").ToString();
    }

    private static StringBuilder TrimEnd(StringBuilder text)
    {
        while (text.Length > 0 && text[^1] == ' ')
            text.Length--;
        return text;
    }
}
