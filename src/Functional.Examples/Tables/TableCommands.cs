using System.CommandLine;
using System.Globalization;
using Functional.IO;

namespace Functional.Examples.Tables;

/// <summary>The commands for a table of the user's own: <c>train</c> and <c>predict</c>.</summary>
internal static class TableCommands
{
    private const int Folds = 5;

    public static Command Train(
        Option<int?> epochs, Option<float?> rate, Option<ulong?> seed, Option<string> folder, Func<Action<ParseResult, Screen>, Func<ParseResult, int>> guarded)
    {
        var data = new Argument<string>("data.csv") { Description = "The table: a line for each sample, the names of the columns in the first one." };
        var target = new Option<string>("--target") { Description = "The column that is predicted: a class or a number.", Required = true };
        var ignored = new Option<string[]>("--ignore") { Description = "Columns that are left out.", AllowMultipleArgumentsPerToken = true };
        var kind = new Option<string>("--kind") { Description = "Whether the target is one of classes or of numbers. [default: as it looks]" };
        kind.AcceptOnlyFromAmong("classes", "numbers");
        var folds = CommandLine.Option<int?>("--folds", Invariant($"In how many parts the rows are divided to find out how good it will be; 0 for not at all. [default: {Folds}]"), "a whole number of at least 0", static text =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null);
        var file = new Option<string>("--settings") { Description = "A JSON file of settings: optimizer, rate, momentum, decay, schedule, warm-up, clip, batch, epochs, patience, seed." };
        var comma = new Option<bool>("--decimal-comma") { Description = "Numbers have a comma where others have a point." };
        var missing = new Option<string[]>("--missing") { Description = "Texts that stand for a value that is missing, beside the empty one.", AllowMultipleArgumentsPerToken = true };
        var command = new Command("train", $"A network for a table of your own. [defaults: {TrainTable.Defaults}]") { data, target, ignored, kind, folds, file, comma, missing };
        command.SetAction(guarded((result, screen) => TrainTable.Run(
            new(
                result.GetValue(data)!, result.GetValue(target)!, [.. result.GetValue(ignored) ?? []],
                result.GetValue(kind) is { } said ? said == "classes" : null,
                new CsvFormat { DecimalComma = result.GetValue(comma), Missing = ["", .. result.GetValue(missing) ?? []] },
                result.GetValue(folds) ?? Folds, result.GetValue(file), Given(result), result.GetValue(folder)!),
            screen)));
        return command;

        SettingsSource Given(ParseResult result)
        {
            var given = new List<(string Name, string Value)>();
            if (result.GetValue(epochs) is { } rounds)
                given.Add(("epochs", Invariant($"{rounds}")));
            if (result.GetValue(rate) is { } speed)
                given.Add(("rate", Invariant($"{speed}")));
            if (result.GetValue(seed) is { } start)
                given.Add(("seed", Invariant($"{start}")));
            return SettingsSource.Of("the command line", [.. given]);
        }
    }

    public static Command Predict(TextWriter output, Func<Action<ParseResult, Screen>, Func<ParseResult, int>> guarded)
    {
        var model = new Argument<string>("model") { Description = "A model that train has written: model.safetensors." };
        var data = new Argument<string>("data.csv") { Description = "A table with the same columns; the target may be missing." };
        var command = new Command("predict", "What a model says of the rows of a table, a line of CSV each.") { model, data };
        command.SetAction(guarded((result, _) => PredictTable.Run(result.GetValue(model)!, result.GetValue(data)!, output)));
        return command;
    }
}
