using System.Text;

namespace Functional;

/// <summary>Counts of a confusion matrix as tables of at most 80 columns.</summary>
internal static class ConfusionTable
{
    private const int Width = 80;
    private const int WidestRowName = 24;
    private const int WidestColumn = 14;
    private const string Zero = "·";

    public static string Of(ConfusionMatrix confusion, IReadOnlyList<string> classes)
    {
        string[] names = [.. classes.Select(Lines.Printable)];
        var text = new StringBuilder(Invariant($"{Quantity.Of(confusion.Count, "sample")}: a row for each true class, a column for each predicted one"));
        var rowName = names.Length == 0 ? 0 : Math.Min(WidestRowName, names.Select(static name => name.Length).Max());
        for (var (first, end) = (0, 0); first < names.Length; first = end)
        {
            List<int> widths = [rowName];
            for (var room = Width - rowName; end < names.Length && ColumnWidth(end) + TableRow.Gap <= room; end++)
            {
                widths.Add(ColumnWidth(end));
                room -= TableRow.Gap + widths[^1];
            }
            text.Append("\n\n");
            new TableRow(0, ["", .. names[first..end]]).AppendTo(text, [.. widths], words: 1);
            for (var target = 0; target < names.Length; target++)
            {
                var cells = Enumerable.Range(first, end - first).Select(predicted => Cell(target, predicted));
                new TableRow(0, [names[target], .. cells]).AppendTo(text, [.. widths], words: 1);
            }
            text.Length--;
        }
        return text.ToString();

        int ColumnWidth(int predicted) => Math.Max(
            Math.Min(WidestColumn, names[predicted].Length), Enumerable.Range(0, names.Length).Max(target => Cell(target, predicted).Length));

        string Cell(int target, int predicted) => confusion[target, predicted] is var count && count == 0 ? Zero : Invariant($"{count:N0}");
    }
}
