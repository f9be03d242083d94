using LanguageExt;
using LanguageExt.Common;

namespace Functional.IO;

// What the columns of a file are.
internal sealed partial class TableSource
{
    /// <summary>Looks at all values of a file.</summary>
    public Validation<Error, TableSurvey> Survey(string path, CsvFormat format)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (format.Problem() is { } problem)
            throw new ArgumentException($"{name}: {problem}.");
        return Outside.TryAll(path, () => Surveyed(path, format));
    }

    private Validation<Error, TableSurvey> Surveyed(string path, CsvFormat format)
    {
        using var file = open(path, format);
        var (problems, missing) = (new Problems(path, format.MostProblems), new MissingText(format.Missing, file.Numbers));
        var found = file.Names.Select(static name => new ColumnTally(name)).ToArray();
        file.Choose([.. Enumerable.Range(0, found.Length)]);
        while (file.Next() && !problems.IsFull)
            if (file.RowProblem() is { } wrong)
                problems.Add(wrong);
            else
                for (var column = 0; column < found.Length; column++)
                    found[column].Add(file, column, missing);
        if (problems.IsEmpty && found.All(static column => column.Rows == 0))
            problems.Add(file.NoRows);
        return problems.Or(() => new TableSurvey(path, [.. found.Select(static column => column.Counted)]));
    }
}
