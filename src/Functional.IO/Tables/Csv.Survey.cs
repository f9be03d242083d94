using System.Globalization;
using LanguageExt;
using LanguageExt.Common;

namespace Functional.IO;

public static partial class Csv
{
    /// <summary>Looks at all values of a file: what its columns can be taken for. It is read once, and may be larger than memory.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">How the file is written; found out, when it is not said.</param>
    /// <returns>The survey; or all that is wrong with the rows as such.</returns>
    /// <exception cref="ArgumentException">The format contradicts itself.</exception>
    /// <example><code>
    /// var table = Csv.Survey("houses.csv").Bind(survey =>
    ///     (survey.Target("price"), survey.Features("price")).Apply((target, features) => Csv.Learn("houses.csv", target, features)));
    /// </code></example>
    public static Validation<Error, TableSurvey> Survey(string path, CsvFormat? format = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (format?.Problem() is { } problem)
            throw new ArgumentException($"Csv: {problem}.");
        return Outside.TryAll(path, () => Surveyed(path, format ?? new()));
    }

    private static Validation<Error, TableSurvey> Surveyed(string path, CsvFormat format)
    {
        using var file = new CsvReader(path, format);
        var (problems, missing) = (new Problems(path, format.MostProblems), new MissingText(format.Missing, file.Numbers));
        var found = file.Names.Select(static name => new ColumnTally(name)).ToArray();
        while (file.Next() && !problems.IsFull)
            if (file.RowProblem() is { } wrong)
                problems.Add(wrong);
            else
                for (var column = 0; column < found.Length; column++)
                    found[column].Add(file.Field(column), missing, file.Numbers);
        if (problems.IsEmpty && found[0].Rows == 0)
            problems.Add("there are no lines after the header");
        return problems.Or(() => new TableSurvey(path, [.. found.Select(static column => column.Counted)]));
    }

    /// <summary>Counts what the values of a column are.</summary>
    private sealed class ColumnTally(string name)
    {
        private static readonly NumberFormatInfo Comma = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "" };

        private readonly System.Collections.Generic.HashSet<string> different = new(StringComparer.Ordinal);
        private long missing, numbers, wholes, otherNumbers, dates;

        public long Rows { get; private set; }

        public ColumnSurvey Counted => new(name, Rows, missing, numbers, wholes, otherNumbers, dates, different.Count);

        /// <summary>Numbers with the other decimal sign.</summary>
        private static NumberFormatInfo Other(NumberFormatInfo format) => format.NumberDecimalSeparator == "," ? NumberFormatInfo.InvariantInfo : Comma;

        public void Add(ReadOnlySpan<char> text, MissingText absent, NumberFormatInfo format)
        {
            Rows++;
            if (absent.Contains(text))
            {
                missing++;
                return;
            }
            if (CellText.TryNumber<double>(text, format, out var number))
            {
                numbers++;
                wholes += double.IsInteger(number) ? 1 : 0;
            }
            else if (CellText.TryNumber<double>(text, Other(format), out _))
                otherNumbers++;
            else if (DateText.TryRead(text, null, out _))
                dates++;
            if (different.Count <= TableSurvey.MostClasses && !different.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text))
                different.Add(text.ToString());
        }
    }
}
