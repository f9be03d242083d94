using System.Collections.Immutable;
using LanguageExt;
using LanguageExt.Common;

namespace Functional.IO;

/// <summary>Learns an encoding from a file, which is read once, row by row.</summary>
internal static class TableLearner
{
    public static Validation<Error, TableEncoding> Learn(TableReader file, string path, Column target, ImmutableArray<Column>? wanted, CsvFormat format)
    {
        var problems = new Problems(path, format.MostProblems);
        var features = wanted ?? TableColumns.Others(file, target);
        ImmutableArray<Column> columns = [.. features, target];
        if (features.IsEmpty)
            problems.Add($"beside the target '{target.Name}' there is no column that could be a feature");
        var places = TableColumns.PlacesOf(file, columns, problems);
        if (!problems.IsEmpty)
            return problems.Or<TableEncoding>(static () => null!);
        var learners = columns.Select(static column => new ColumnLearner(column)).ToArray();
        var missing = new MissingText(format.Missing, file.Numbers);
        long rows = 0, dropped = 0;
        while (file.Next() && !problems.IsFull)
        {
            if (++rows > 0 && file.RowProblem() is { } problem)
                problems.Add(problem);
            else if (IsDropped(file, columns, places, missing))
                dropped++;
            else
                LearnRow(file, columns, places, learners, missing, problems);
        }
        if (rows == 0)
            problems.Add(file.NoRows);
        else if (rows == dropped)
            problems.Add("of every row a value is missing, so all of them are left out");
        if (!problems.IsEmpty)
            return problems.Or<TableEncoding>(static () => null!);
        var learnt = learners.Select(static learner => learner.Learnt()).ToArray();
        for (var i = 0; i < learnt.Length; i++)
            if (learnt[i].Problem is { } problem)
                problems.Add($"column '{columns[i].Name}': {problem}");
        return problems.Or(() => new TableEncoding { Features = [.. learnt[..^1].Select(static each => each.Learnt!)], Target = learnt[^1].Learnt!, Format = format });
    }

    private static bool IsDropped(TableReader file, ImmutableArray<Column> columns, int[] places, MissingText missing)
    {
        for (var i = 0; i < columns.Length; i++)
            if (columns[i].Fill.Kind == FillKind.DropRow && file.IsMissing(places[i], missing))
                return true;
        return false;
    }

    private static void LearnRow(TableReader file, ImmutableArray<Column> columns, int[] places, ColumnLearner[] learners, MissingText missing, Problems problems)
    {
        for (var i = 0; i < learners.Length; i++)
        {
            if (learners[i].IsOfNumbers && !(missing.HasNumbers && file.IsMissing(places[i], missing)) && file.TryNumber(places[i], out double number))
            {
                learners[i].Learn(number);
                continue;
            }
            var problem = !file.IsMissing(places[i], missing) ? learners[i].Learn(file.Field(places[i]), file.Numbers) : columns[i].Fill.Kind == FillKind.Refuse ? MissingText.Told : null;
            if (problem is not null)
                problems.Add($"{file.Place}, column '{columns[i].Name}': {problem}");
        }
    }
}
