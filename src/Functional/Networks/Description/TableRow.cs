using System.Text;

namespace Functional;

/// <summary>A line of a table of plain characters, or several where a cell is too long for one: words to the left, numbers to the right.</summary>
/// <param name="Indent">How many spaces the first cell begins with.</param>
/// <param name="Cells">The cells.</param>
internal sealed record TableRow(int Indent, string[] Cells)
{
    /// <summary>How many spaces are between columns.</summary>
    public const int Gap = 2;

    /// <summary>Writes the cells of as many columns as there are widths.</summary>
    /// <param name="text">Where to.</param>
    /// <param name="widths">How wide each column is.</param>
    /// <param name="words">How many columns, from the first, are words.</param>
    public void AppendTo(StringBuilder text, int[] widths, int words)
    {
        string[][] cells = [.. Cells.Take(widths.Length).Select((cell, column) => column == 0
            ? [.. Lines.Wrapped(cell, widths[0] - Indent, Gap).Select(line => new string(' ', Indent) + line)]
            : Lines.Wrapped(cell, widths[column], 0).ToArray())];
        for (var line = 0; line < cells.Max(static cell => cell.Length); line++)
        {
            var start = text.Length;
            for (var column = 0; column < cells.Length; column++)
            {
                var part = line < cells[column].Length ? cells[column][line] : "";
                text.Append(column == 0 ? "" : new string(' ', Gap));
                text.Append(column < words ? part.PadRight(widths[column]) : part.PadLeft(widths[column]));
            }
            while (text.Length > start && text[^1] == ' ')
                text.Length--;
            text.Append('\n');
        }
    }
}
