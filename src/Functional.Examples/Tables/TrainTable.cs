using System.Collections.Immutable;
using System.Diagnostics;
using Functional.IO;
using Functional.Plots;
using LanguageExt;
using LanguageExt.Common;

namespace Functional.Examples.Tables;

/// <summary>Trains a network on a table of the user's own: how good it will be, by folds, and the model of all rows.</summary>
internal static class TrainTable
{
    private static readonly TrainingSettings Preset = new() { Rate = 3e-3, Epochs = 200, Patience = 20 };

    public static string Defaults { get; } = Invariant($"{Preset.Epochs} epochs at most, {Preset.Patience} without a better one, {Preset.OptimizerName}, rate {Preset.Rate}");

    public static void Run(TableRequest request, Screen screen)
    {
        // All that is wrong with the settings and the table is told together.
        var settings = (request.SettingsFile is { } file ? SettingsSource.Json(file).Map(request.Given.Over) : Validation<Error, SettingsSource>.Success(request.Given))
            .Bind(source => TrainingSettings.From(source, Preset));
        var table = Csv.Survey(request.Data, request.Format).Bind(survey =>
            (TargetOf(survey, request), survey.Features(request.Target, [.. request.Ignored]))
                .Apply(static (target, features) => (Target: target, Features: features))
                .Bind(columns => Csv.Learn(request.Data, columns.Target, columns.Features, request.Format))
                .Map(encoding => (Survey: survey, Encoding: encoding)));
        var known = UserException.Unless((settings, table).Apply(static (one, other) => (Settings: one, other.Survey, other.Encoding)));
        Run(request, known.Settings, known.Survey, known.Encoding, screen);
    }

    private static Validation<Error, Column> TargetOf(TableSurvey survey, TableRequest request) => request.IsOfClasses is { } classes
        ? Validation<Error, Column>.Success(classes ? Column.Class(request.Target, Fill.DropRow) : Column.Number(request.Target, Fill.DropRow))
        : survey.Target(request.Target);

    private static void Run(TableRequest request, TrainingSettings settings, TableSurvey survey, TableEncoding encoding, Screen screen)
    {
        var folder = new PictureFolder(request.Output);
        screen.Title("The table");
        foreach (var line in TableText.Columns(survey, encoding))
            screen.Line(line);
        var page = Report.Titled($"{Path.GetFileName(request.Data)}: {request.Target}")
            .Table("The columns", survey.Columns.Select(column => (column.Name, TableText.TakenFor(column, encoding))))
            .Table("Settings", [.. settings.Named(), ("folds", Invariant($"{request.Folds}"))]);
        if (encoding.Target.Kind == ColumnKind.Class)
            Train(new ClassTask(encoding, UserException.Unless(Csv.ReadClasses<float>(request.Data, encoding))), new ClassReport(encoding.Target.Classes), request, settings, page, folder, screen);
        else
            Train(new NumberTask(encoding, UserException.Unless(Csv.ReadNumbers<float>(request.Data, encoding))), new NumberReport(encoding.Target.Name), request, settings, page, folder, screen);
    }

    private static void Train<L>(TableTask<L> task, TableReport<L> report, TableRequest request, TrainingSettings settings, Report page, PictureFolder folder, Screen screen)
        where L : IRows<L>
    {
        var (clock, key) = (Stopwatch.StartNew(), Key.FromSeed(settings.Seed));
        var folds = Math.Min(request.Folds, task.MostFolds);
        if (folds >= 2)
        {
            screen.Title(Invariant($"How good it will be, by {folds} folds"));
            var count = 0;
            foreach (var (training, heldOut) in task.Folds(folds, key.Split("folds")))
            {
                var (fitted, _) = TableFit.Run(task, training, settings, key.Split("fold").Split(++count), screen, Invariant($"fold {count} of {folds}"));
                if (screen.IsInterrupted)
                    return;
                report.Add(fitted.Outputs(heldOut.Inputs), heldOut.Targets);
            }
            screen.Line();
            screen.Line(report.Text);
            var (picture, name) = report.Drawn;
            folder.Save(picture, name, screen);
            page = report.On(page);
            if (task is NumberTask)
                page = page.Picture("Predicted and found", picture);
        }
        else
            screen.Line(request.Folds < 2 ? "No folds were asked for." : "There are too few rows for folds: how good the model will be is not known.");

        screen.Title("The model");
        var (model, losses) = TableFit.Run(task, task.Samples, settings, key.Split("model"), screen, "all rows");
        var path = Path.Combine(request.Output, "model.safetensors");
        _ = UserException.Unless(model.Save(path));
        var unit = task is ClassTask ? "mean cross-entropy (nats)" : "mean squared error (in deviations)";
        var seen = losses.Where(static loss => !double.IsNaN(loss.HeldOut)).ToImmutableArray();
        folder.SaveLosses(seen, "loss.png", screen, unit);
        page = page.Network(TableModel.Network(task.Encoding, model.Width).Describe([task.Samples.Inputs.Shape[1]]));
        if (!seen.IsEmpty)
            page = page.Picture("Learning", PictureFolder.LossCurves(seen, unit));
        var written = Path.Combine(request.Output, "report.html");
        _ = UserException.Unless(page.Picture("Weights", Picture.Histograms(model.Parameters)).Save(written));
        screen.Line($"report: {written}");
        screen.Line($"model: {path}");
        screen.Line(Invariant($"after {clock.Elapsed.TotalSeconds:F1} s; to use it: -- predict {path} {request.Data}"));
    }
}
