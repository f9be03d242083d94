using System.Collections.Immutable;
using System.Globalization;
using Parquet;
using Parquet.Schema;

namespace Functional.IO;

/// <summary>
/// A Parquet file, row by row. Groups of rows are read one after the other, and of each only the columns that are asked for. Whatever the reader of the format throws at a broken file
/// is told as what it is.
/// </summary>
internal sealed class ParquetTable : TableReader
{
    private readonly FileStream file;
    private readonly ParquetStream stream;
    private readonly ParquetReader reader;
    private readonly ImmutableArray<DataField> fields;
    private readonly ImmutableArray<ParquetColumn> columns;
    private int[] chosen = [];
    private int group = -1, row, rows;
    private long before;
    private string? broken;

    /// <summary>Opens a file.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="InvalidDataException">It is no whole Parquet file, or two columns have one name.</exception>
    public ParquetTable(string path)
    {
        file = InputFile.Open(path);
        try
        {
            ParquetBounds.ExpectWhole(file);
            stream = new(file);
            reader = Read("what it says about itself", () => ParquetReader.CreateAsync(stream, new() { UseDateOnlyTypeForDates = true }, leaveStreamOpen: true).GetAwaiter().GetResult());
            var all = Read("what it says about itself", () => reader.Schema.Fields.OfType<DataField>().Select(static field => (Field: field, Column: ParquetTypes.ColumnOf(field))).ToArray());
            (fields, columns) = ([.. all.Where(static each => each.Column is not null).Select(static each => each.Field)], [.. all.Select(static each => each.Column).OfType<ParquetColumn>()]);
            Names = [.. fields.Select(static field => field.Name)];
            if (Names.GroupBy(static name => name, StringComparer.Ordinal).FirstOrDefault(static each => each.Count() > 1) is { } twice)
                throw new InvalidDataException($"two columns have the name '{twice.Key}'");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override NumberFormatInfo Numbers => NumberFormatInfo.InvariantInfo;

    /// <inheritdoc/>
    public override ImmutableArray<string> Names { get; }

    /// <inheritdoc/>
    public override string Place => Invariant($"row {before + row + 1}");

    /// <inheritdoc/>
    public override string NoRows => "there are no rows";

    /// <inheritdoc/>
    public override string WhyNot(string name) => reader.Schema.Fields.FirstOrDefault(field => field.Name == name) switch
    {
        null => base.WhyNot(name),
        DataField { IsArray: false } field => $"the column '{name}' has values of a type that becomes no number and no text ({field.ClrType.Name})",
        _ => $"the column '{name}' is nested or repeated: only what has one value a row becomes numbers",
    };

    /// <inheritdoc/>
    public override void Choose(IReadOnlyList<int> places) => chosen = [.. places];

    /// <inheritdoc/>
    public override bool Next()
    {
        if (broken is not null)
            return false;
        row++;
        try
        {
            while (row >= rows)
                if (!NextGroup())
                    return false;
        }
        catch (InvalidDataException problem)
        {
            broken = problem.Message;
        }
        return true;
    }

    /// <inheritdoc/>
    public override string? RowProblem() => broken;

    /// <inheritdoc/>
    public override ReadOnlySpan<char> Field(int column) => columns[column].Text(row);

    /// <inheritdoc/>
    public override bool IsMissing(int column, MissingText missing) => columns[column].IsNull(row) || base.IsMissing(column, missing);

    /// <inheritdoc/>
    public override void Dispose()
    {
        reader?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        file.Dispose();
    }

    /// <inheritdoc/>
    protected override bool TrySingle(int column, out float number) => columns[column].TrySingle(row, out number);

    /// <inheritdoc/>
    protected override bool TryDouble(int column, out double number) => columns[column].TryDouble(row, out number);

    private bool NextGroup()
    {
        (before, row, rows) = (before + rows, 0, 0);
        if (++group >= reader.RowGroupCount)
            return false;
        var place = Invariant($"the {group + 1}. group of rows");
        var read = Read(place, () => reader.OpenRowGroupReader(group));
        if (read.RowCount is < 0 or > ParquetBounds.MostRows)
            throw new InvalidDataException(Invariant($"{place} says that it has {read.RowCount} rows, and at most {ParquetBounds.MostRows} are read at once"));
        foreach (var column in chosen)
            ReadColumn(read, column, (int)read.RowCount, $"column '{Names[column]}', {place}");
        rows = (int)read.RowCount;
        return true;
    }

    private void ReadColumn(ParquetRowGroupReader read, int column, int count, string place)
    {
        var field = fields[column];
        if (read.GetMetadata(field) is not { MetaData: { } told, FilePath: null } || told.NumValues != count)
            throw new InvalidDataException($"{place}: it has not as many values as there are rows");
        if (count == 0)
            return;
        var start = new[] { told.DictionaryPageOffset ?? 0, told.DataPageOffset, told.IndexPageOffset ?? 0 }.Where(static each => each != 0).DefaultIfEmpty(-1).Min();
        try
        {
            stream.Show(start, ParquetBounds.EndOfPages(file, start, count, (int)told.Codec));
        }
        catch (InvalidDataException problem)
        {
            throw new InvalidDataException($"{place}: {problem.Message}", problem);
        }
        Read(place, () =>
        {
            columns[column].Read(read, count);
            return true;
        });
    }

    /// <summary>What is read; or that it cannot be, and why, whatever is thrown.</summary>
    private static A Read<A>(string place, Func<A> read)
    {
        try
        {
            return read();
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            // What is thrown for reasons of its own says nothing of the file.
            throw new InvalidDataException(problem is NotSupportedException or ParquetException or InvalidDataException or IOException ? $"{place}: {problem.Message.TrimEnd('.')}" : $"{place} is broken", problem);
        }
    }
}
