using System.Text;

namespace Functional;

/// <summary>Curves in text, as <see cref="Schedule.Plot"/> and the view of a run draw them.</summary>
public static class TextCurve
{
    /// <summary>How wide the labels before the line <c>│</c> are.</summary>
    internal const int Margin = 12;

    /// <summary>
    /// Numbers as a curve, one in each column, with the largest and the smallest beside its first and last line. Where a number is NaN the column is empty. Lines are joined by
    /// line feeds and end with no blanks; what is below the curve is the caller's.
    /// </summary>
    /// <param name="values">The numbers; finite or NaN.</param>
    /// <param name="height">How many lines high it is; at least 2.</param>
    /// <param name="logarithmic">Whether equal heights are equal ratios; then all numbers are positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no room.</exception>
    /// <exception cref="ArgumentException">A number is infinite, or not positive where it must be.</exception>
    /// <example><code>
    /// Console.WriteLine(TextCurve.Draw([.. losses], logarithmic: true));
    /// </code></example>
    public static string Draw(ReadOnlySpan<double> values, int height = 10, bool logarithmic = false)
    {
        if (height < 2)
            throw new ArgumentOutOfRangeException(nameof(height), Invariant($"TextCurve: the curve is at least 2 lines high, got {height}."));
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
        {
            if (double.IsInfinity(value) || (logarithmic && value <= 0))
                throw new ArgumentException(Invariant($"TextCurve: a number {(logarithmic ? "on a logarithmic scale is positive and finite" : "is finite")}, got {value}."), nameof(values));
            if (value < low)
                low = value;
            if (value > high)
                high = value;
        }
        var rows = new int?[values.Length];
        for (var column = 0; column < rows.Length; column++)
            rows[column] = double.IsNaN(values[column]) ? null : RowOf(values[column]);
        var text = new StringBuilder();
        for (var row = 0; row < height; row++)
        {
            var label = high < low ? "" : row == 0 ? Invariant($"{high:G4}") : row == height - 1 ? Invariant($"{low:G4}") : "";
            text.Append(row == 0 ? "" : "\n").Append(label.PadLeft(Margin)).Append(" │");
            for (var column = 0; column < rows.Length; column++)
            {
                // A steep part is drawn through all lines between.
                var to = rows[column];
                var from = column == 0 ? to : rows[column - 1] ?? to;
                var isThere = row == to || (from < to ? row > from && row < to : row < from && row > to);
                text.Append(isThere ? row == to ? '•' : '·' : ' ');
            }
            while (text[^1] == ' ')
                text.Length--;
        }
        return text.ToString();

        int RowOf(double value)
        {
            var share = high == low ? double.NaN : Below(value) / Below(low);
            return double.IsNaN(share) ? height / 2 : (int)Math.Round(share * (height - 1));
        }

        // How far below the top; neither a ratio nor a difference overflows.
        double Below(double value) => logarithmic
            ? high / value is var ratio && double.IsFinite(ratio) ? Math.Log(ratio) : Math.Log(high) - Math.Log(value)
            : double.IsFinite(high - low) ? high - value : high / 2 - value / 2;
    }
}
