using System.Text;

namespace Functional;

/// <summary>A description as a table of plain characters. A cell that is too long goes on in the next line; nothing is left out.</summary>
internal static class DescriptionTable
{
    private const int Width = 100;
    private const int Gap = TableRow.Gap;
    private const int WidestShape = 24;
    private const int NarrowestLayer = 20;
    private const int Words = 2;                    // the layer and its output
    private const int DeepestIndent = 10;
    private const char Together = '\u00a0';        // a space at which no line is broken

    public static string Of(NetworkDescription network)
    {
        List<TableRow> rows =
        [
            new(0, ["layer", "output", "parameters", "multiply-adds", "bytes kept"]),
            new(0, ["input", $"{network.Input}", "", "", ""]),
        ];
        var columns = network.WhyBytesUnknown is null ? rows[0].Cells.Length : rows[0].Cells.Length - 1;      // the totals say why
        foreach (var layer in network.Layers)
            Add(rows, layer, "", 0);
        int[] widths = [.. Enumerable.Range(0, columns).Select(column => rows.Max(row => row.Cells[column].Length + (column == 0 ? row.Indent : 0)))];
        var room = Width - widths[2..].Sum(static width => Gap + width) - Gap;
        widths[1] = Math.Min(widths[1], Math.Max(WidestShape, room - widths[0]));
        widths[0] = Math.Min(widths[0], Math.Max(NarrowestLayer, room - widths[1]));
        var text = new StringBuilder();
        foreach (var row in rows)
            row.AppendTo(text, widths, Words);
        foreach (var line in Lines.Wrapped(Totals(network), Width, Gap))
            text.Append(line.Replace(Together, ' ')).Append('\n');
        return text.ToString(0, text.Length - 1);
    }

    private static void Add(List<TableRow> rows, LayerDescription layer, string surroundings, int depth)
    {
        // A layer that stands for the whole of the one around has that one's numbers, which are not written twice.
        var isWhole = depth > 0 && layer.Path == surroundings;
        var deeper = depth <= DeepestIndent ? "" : Invariant($"({depth} deep) ");
        rows.Add(new(Gap * Math.Min(depth, DeepestIndent), [
            deeper + Lines.Printable(layer.LabelledTitle(surroundings)),
            $"{layer.Output}",
            isWhole ? "" : Invariant($"{layer.ParameterCount:N0}"),
            isWhole ? "" : $"{layer.MultiplyAdds}",
            isWhole ? "" : Bytes(layer.BytesKept),
        ]));
        foreach (var part in layer.Layers)
            Add(rows, part, layer.Path, depth + 1);
    }

    private static string Totals(NetworkDescription network)
    {
        var mode = network.Mode == Mode.Training ? "training" : "inference";
        string[] totals =
        [
            $"total: {Quantity.Of(network.ParameterCount, "parameter")};",
            $"{network.MultiplyAdds} multiply-adds per sample;",
            $"{Bytes(network.BytesKept)} bytes kept ({mode}, batch of {Invariant($"{network.BatchSize:N0}")})",
        ];
        return string.Join(' ', totals.Select(static total => total.Replace(' ', Together)))
            + (network.WhyBytesUnknown is { } why ? ": " + Lines.Printable(why) : "");
    }

    private static string Bytes(long? bytes) => bytes is { } known ? Invariant($"{known:N0}") : "unknown";
}
