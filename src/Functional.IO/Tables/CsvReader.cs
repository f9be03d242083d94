using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using nietras.SeparatedValues;

namespace Functional.IO;

/// <summary>A file of separated values, row by row: each field by its place, and what is wrong with a row. The file is opened once, and read from its beginning to its end.</summary>
internal sealed class CsvReader : TableReader
{
    private readonly string path;
    private readonly FileStream file;
    private readonly SepReader rows;
    private readonly bool firstIsData, headerWasFound;
    private long nextLine = 1;
    private bool isAtFirst;
    private string? broken;

    /// <summary>Opens a file.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="InvalidDataException">It has no lines, its first line breaks a rule, or two columns have one name.</exception>
    public CsvReader(string path, CsvFormat format)
    {
        this.path = path;
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberGroupSeparator = "\n";       // Sep reads 1,5 as 15 where a comma groups digits: no field without quotes has a new line
        if (format.DecimalComma)
            culture.NumberFormat.NumberDecimalSeparator = ",";
        Numbers = culture.NumberFormat;
        file = InputFile.Open(path);
        try
        {
            var separator = format.Separator ?? FoundSeparator();
            rows = Sep.New(separator).Reader(options => options with { HasHeader = false, DisableColCountCheck = true, CultureInfo = culture }).From(StrictText.Over(file));
            if (!MoveNext())
                throw new InvalidDataException("it has no lines");
            ColumnCount = broken is null ? rows.Current.ColCount : 0;
            if (RowProblem() is { } problem)
                throw new InvalidDataException(problem);
            var first = Enumerable.Range(0, ColumnCount).Select(column => Field(column).ToString()).ToImmutableArray();
            firstIsData = !(format.HasHeader ?? !first.Any(field => double.TryParse(field, NumberStyles.Float, Numbers, out _)));
            isAtFirst = firstIsData;
            Names = firstIsData ? [.. first.Select(static (_, column) => Invariant($"{column + 1}"))] : first;
            headerWasFound = format.HasHeader is null;
            ExpectDifferent(Names);
        }
        catch (DecoderFallbackException)
        {
            Dispose();
            throw new InvalidDataException(StrictText.Refusal(path));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override NumberFormatInfo Numbers { get; }

    /// <inheritdoc/>
    public override ImmutableArray<string> Names { get; } = [];

    /// <inheritdoc/>
    public override string Place => Invariant($"line {Line}");

    /// <inheritdoc/>
    public override string NoRows => "there are no lines after the header";

    /// <summary>How many fields the first line has.</summary>
    public int ColumnCount { get; }

    /// <summary>The line where the row begins, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>
    /// Goes to the next row; lines without a character are passed over where there are several columns. Where the text cannot be read on, that is the problem of the last row.
    /// </summary>
    /// <returns>Whether there is one.</returns>
    public override bool Next()
    {
        if (isAtFirst)
        {
            isAtFirst = false;
            return true;
        }
        return MoveNext();
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<char> Field(int column) => Quotes.Without(rows.Current[column].Span);

    /// <inheritdoc/>
    public override string WhyNot(string name) => base.WhyNot(name) + (firstIsData && headerWasFound
        ? "; the first line has a number, so it was taken as one of the data: if it has the names of the columns, say HasHeader = true" : "");

    /// <summary>What is wrong with the row as a whole: how many fields it has, their quotes, or that the text cannot be read there. Null when nothing is.</summary>
    public override string? RowProblem()
    {
        if (broken is not null)
            return broken;
        var row = rows.Current;
        if (row.Span.Contains('"'))
            for (var (column, offset) = (0, 0); column < row.ColCount; offset += row[column].Span.Length + 1, column++)
                if (Quotes.BrokenAt(row[column].Span, out var how) is var at and >= 0)
                {
                    var before = row.Span[..(offset + at)];
                    return Invariant($"line {Line + before.Count('\n')}, character {before.Length - before.LastIndexOf('\n')}: {how}");
                }
        return row.ColCount == ColumnCount ? null
            : Invariant($"line {Line} has {row.ColCount} {(row.ColCount == 1 ? "field" : "fields")}, but the first one has {ColumnCount}");
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        rows?.Dispose();
        file.Dispose();
    }

    /// <inheritdoc/>
    protected override bool TrySingle(int column, out float number) => rows.Current[column].TryParse(out number);

    /// <inheritdoc/>
    protected override bool TryDouble(int column, out double number) => rows.Current[column].TryParse(out number);

    private bool MoveNext()
    {
        if (broken is not null)
            return false;
        try
        {
            do
            {
                if (!rows.MoveNext())
                    return false;
                Line = nextLine;
                nextLine = rows.Current.LineNumberToExcl;
            }
            while (rows.Current.Span.IsEmpty && ColumnCount != 1);
            return true;
        }
        catch (DecoderFallbackException)
        {
            broken = StrictText.Refusal(path);
        }
        catch (NotSupportedException)           // longer than what Sep can hold
        {
            broken = Invariant($"the row that begins at line {nextLine} is too long: perhaps a quote is not closed there");
        }
        return true;
    }

    private char FoundSeparator()
    {
        using var reader = StrictText.Over(file);
        var sample = new char[CsvLayout.SampleLength];
        var count = reader.ReadBlock(sample);
        file.Position = 0;
        return CsvLayout.SeparatorOf(sample.AsSpan(0, count), isWhole: count < sample.Length);
    }

    private static void ExpectDifferent(ImmutableArray<string> names)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var column = 0; column < names.Length; column++)
            if (!places.TryAdd(names[column], column))
                throw new InvalidDataException(Invariant($"two columns have the name '{names[column]}': the {places[names[column]] + 1}. and the {column + 1}."));
    }
}
