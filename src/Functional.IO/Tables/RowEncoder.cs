using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;

namespace Functional.IO;

/// <summary>What became of a row.</summary>
internal enum RowStatus
{
    Encoded,
    Dropped,
    Broken,
}

/// <summary>Writes rows of a file as numbers: those of the features, and behind them the target, a number or the number of a class.</summary>
internal sealed class RowEncoder<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private readonly TableReader file;
    private readonly ImmutableArray<Column> columns;
    private readonly int[] places, widths, dropping;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>>?[] classes;
    private readonly MissingText missing;
    private readonly Problems problems;

    /// <summary>An encoder of the rows of a file. Columns that are not there are problems.</summary>
    /// <param name="file">The file.</param>
    /// <param name="encoding">The encoding.</param>
    /// <param name="withTarget">Whether there is a target.</param>
    /// <param name="problems">What is wrong with the rows.</param>
    public RowEncoder(TableReader file, TableEncoding encoding, bool withTarget, Problems problems)
    {
        (this.file, this.problems, missing) = (file, problems, new(encoding.Format.Missing, file.Numbers));
        columns = withTarget ? encoding.Features.Add(encoding.Target) : encoding.Features;
        places = TableColumns.PlacesOf(file, columns, problems);
        widths = [.. columns.Select(static column => column.NumberNames.Count())];
        dropping = [.. places.Where((_, i) => columns[i].Fill.Kind == FillKind.DropRow)];
        classes = [.. columns.Select(static column => column.Classes.IsEmpty ? (Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>>?)null
            : column.Classes.Select(static (name, number) => (name, number)).ToDictionary(static each => each.name, static each => each.number, StringComparer.Ordinal)
                .GetAlternateLookup<ReadOnlySpan<char>>())];
    }

    /// <summary>How many numbers a row becomes.</summary>
    public int Width => widths.Sum();

    /// <summary>Goes to the next row that is there, and writes it. Whatever is wrong with it is told.</summary>
    /// <returns>What became of it; null after the last one.</returns>
    public RowStatus? Next(Span<T> numbers)
    {
        if (!file.Next())
            return null;
        if (file.RowProblem() is { } problem)
        {
            problems.Add(problem);
            return RowStatus.Broken;
        }
        foreach (var place in dropping)
            if (file.IsMissing(place, missing))
                return RowStatus.Dropped;
        var (status, at) = (RowStatus.Encoded, 0);
        for (var i = 0; i < places.Length; at += widths[i], i++)
        {
            var own = numbers.Slice(at, widths[i]);
            if (columns[i].Kind == ColumnKind.Number && !(missing.HasNumbers && file.IsMissing(places[i], missing)) && file.TryNumber(places[i], out own[0]))
                continue;
            var wrong = !file.IsMissing(places[i], missing) ? Write(i, file.Field(places[i]), own, file.Numbers)
                : columns[i].Fill.Value is { } filled ? Write(i, filled, own, NumberFormatInfo.InvariantInfo)
                : MissingText.Told;
            if (wrong is not null)
            {
                problems.Add($"{file.Place}, column '{columns[i].Name}': {wrong}");
                status = RowStatus.Broken;
            }
        }
        return status;
    }

    /// <summary>Writes the numbers of a value; or says what is wrong with it.</summary>
    private string? Write(int i, ReadOnlySpan<char> text, Span<T> numbers, NumberFormatInfo format)
    {
        switch (columns[i].Kind)
        {
            case ColumnKind.Number:
                return CellText.TryNumber(text, format, out numbers[0]) ? null : CellText.NoNumber<T>(text, format);
            case ColumnKind.Date:
                if (!DateText.TryRead(text, columns[i].DateFormat, out var date))
                    return CellText.NoDate(text, columns[i].DateFormat);
                DateText.Write(date, columns[i].Parts, numbers);
                return null;
            default:
                if (!classes[i]!.Value.TryGetValue(text, out var number))
                    return CellText.NoClass(text, columns[i].Classes);
                if (columns[i].Kind == ColumnKind.Class)
                    numbers[0] = T.CreateTruncating(number);
                else
                {
                    numbers.Clear();
                    numbers[number] = T.One;
                }
                return null;
        }
    }
}
