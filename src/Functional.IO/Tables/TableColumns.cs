using System.Collections.Immutable;

namespace Functional.IO;

/// <summary>The columns of an encoding at their places in a file.</summary>
internal static class TableColumns
{
    /// <summary>The features when none are named: all columns but the target, as numbers.</summary>
    public static ImmutableArray<Column> Others(CsvReader file, Column target) => [.. file.Names.Where(name => name != target.Name).Select(static name => Column.Number(name))];

    /// <summary>The place of each column; −1, and a problem, for one that is not there.</summary>
    public static int[] PlacesOf(CsvReader file, IEnumerable<Column> columns, Problems problems) =>
    [
        .. columns.Select(column =>
        {
            var place = file.Names.IndexOf(column.Name);
            if (place < 0)
                problems.Add($"there is no column '{column.Name}': {NearNames.Listed(column.Name, file.Names)}"
                    + (!file.FirstIsData ? "" : file.HeaderWasFound
                        ? "; the first line has a number, so it was taken as one of the data: if it has the names of the columns, say HasHeader = true" : ""));
            return place;
        }),
    ];
}
