using System.Collections.Immutable;

namespace Functional.IO;

/// <summary>The columns of an encoding at their places in a file.</summary>
internal static class TableColumns
{
    /// <summary>The features when none are named: all columns but the target, as numbers.</summary>
    public static ImmutableArray<Column> Others(TableReader file, Column target) => [.. file.Names.Where(name => name != target.Name).Select(static name => Column.Number(name))];

    /// <summary>The place of each column, which is then read; −1, and a problem, for one that is not there.</summary>
    public static int[] PlacesOf(TableReader file, IEnumerable<Column> columns, Problems problems)
    {
        int[] places = [.. columns.Select(column => file.Names.IndexOf(column.Name))];
        foreach (var (place, column) in places.Zip(columns))
            if (place < 0)
                problems.Add(file.WhyNot(column.Name));
        file.Choose([.. places.Where(static place => place >= 0)]);
        return places;
    }
}
