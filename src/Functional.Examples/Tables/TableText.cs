using Functional.IO;

namespace Functional.Examples.Tables;

/// <summary>What a table was taken for, in lines of text.</summary>
internal static class TableText
{
    private const int MostNamed = 8;

    public static IEnumerable<string> Columns(TableSurvey survey, TableEncoding encoding)
    {
        var known = survey.Columns.ToDictionary(static column => column.Name);
        (string Name, string Kind, string Missing)[] rows =
        [
            ("column", "taken for", "missing"),
            .. encoding.Features.Select(column => (column.Name, Taken(column), Missing(column))),
            .. survey.Columns.Where(column => column.Name != encoding.Target.Name && encoding.Features.All(feature => feature.Name != column.Name)).Select(static column => (column.Name, "left out", "")),
            (encoding.Target.Name, $"target: {Taken(encoding.Target)}", Missing(encoding.Target)),
        ];
        var (name, kind) = (rows.Max(static row => row.Name.Length), rows.Max(static row => row.Kind.Length));
        return rows.Select(row => $"{row.Name.PadRight(name)}  {row.Kind.PadRight(kind)}  {row.Missing}".TrimEnd());

        string Missing(Column column) => known[column.Name].Missing is > 0 and var count ? Invariant($"{count}, {Filled(column.Fill)}") : "";
    }

    /// <summary>What one column was taken for.</summary>
    public static string TakenFor(ColumnSurvey column, TableEncoding encoding) => column.Name == encoding.Target.Name ? $"target: {Taken(encoding.Target)}"
        : encoding.Features.FirstOrDefault(feature => feature.Name == column.Name) is { } feature ? Taken(feature) : "left out";

    private static string Taken(Column column) => column.Kind switch
    {
        ColumnKind.Number => "a number",
        ColumnKind.Date => "a date",
        _ => Invariant($"{column.Classes.Length} classes: {string.Join(", ", column.Classes.Take(MostNamed))}{(column.Classes.Length > MostNamed ? ", …" : "")}"),
    };

    private static string Filled(Fill fill) => fill.Kind switch
    {
        FillKind.DropRow => "rows left out",
        FillKind.Mean => "the mean filled in",
        FillKind.MostFrequent => "the most frequent filled in",
        _ => "",
    };
}
