using System.Text;

namespace Functional;

/// <summary>Precision, recall, F1 and support as a table of at most 80 columns.</summary>
internal static class ClassificationReport
{
    private const int Width = 80;
    private const string Nothing = "–";

    public static string Of(ConfusionMatrix confusion, IReadOnlyList<string> classes, Undefined undefined)
    {
        Metric.ExpectSamples(confusion.Count, "ConfusionMatrix: the report");
        ClassRatios[] ratios = [confusion.Precision, confusion.Recall, confusion.F1];
        var support = confusion.Support;
        TableRow[] rows =
        [
            new(0, ["class", .. ratios.Select(static ratio => ratio.Name), "support"]),
            .. classes.Select((name, index) => Row(Lines.Printable(name), ratio => ratio[index], support[index])),
        ];
        TableRow[] averages =
        [
            Row("macro average", ratio => ratio.AverageOf(weighted: false, undefined), confusion.Count),
            Row("weighted average", ratio => ratio.AverageOf(weighted: true, undefined), confusion.Count),
        ];
        int[] widths = [.. Enumerable.Range(0, rows[0].Cells.Length).Select(column => rows.Concat(averages).Max(row => row.Cells[column].Length))];
        widths[0] = Math.Min(widths[0], Width - widths[1..].Sum(static width => TableRow.Gap + width));
        var text = new StringBuilder();
        foreach (var row in rows)
            row.AppendTo(text, widths, words: 1);
        text.Append('\n');
        foreach (var row in averages)
            row.AppendTo(text, widths, words: 1);
        text.Append(Invariant($"\naccuracy {confusion.Accuracy:F3}: {confusion.Correct:N0} of {Quantity.Of(confusion.Count, "sample")} predicted correctly"));
        if (ratios.Any(static ratio => ratio.Any(static each => each is null)))
            foreach (var line in Lines.Wrapped(Explanation(undefined), Width, TableRow.Gap))
                text.Append('\n').Append(line);
        return text.ToString();

        TableRow Row(string name, Func<ClassRatios, double?> cell, long count) =>
            new(0, [name, .. ratios.Select(ratio => cell(ratio) is { } known ? Invariant($"{known:F3}") : Nothing), Invariant($"{count:N0}")]);
    }

    private static string Explanation(Undefined undefined)
    {
        var counted = undefined switch
        {
            Undefined.Zero => "In the averages it counts as 0.",
            Undefined.One => "In the averages it counts as 1.",
            _ => "It is left out of the averages.",
        };
        return $"{Nothing} stands for 0/0: the precision of a class that is never predicted, the recall of a class without samples, the F1 of one that is both. {counted}";
    }
}
