using System.Collections.Immutable;
using Functional.Plots;
using ScottPlot;

namespace Functional.Examples.Tables;

/// <summary>How good predictions of rows are that were not learnt from: it adds up over folds.</summary>
internal abstract class TableReport<L>
{
    public abstract void Add(Tensor<float> outputs, L targets);

    public abstract string Text { get; }

    /// <summary>What is seen of it.</summary>
    public abstract (Picture Picture, string Name) Drawn { get; }

    /// <summary>The numbers, and what goes with them, in a page.</summary>
    public abstract Report On(Report page);
}

internal sealed class ClassReport(ImmutableArray<string> classes) : TableReport<Labels>
{
    private ConfusionMatrix confusion = ConfusionMatrix.Empty;
    private readonly List<double> accuracies = [];

    public override string Text => Invariant($"accuracy {confusion.Accuracy:P1} ({string.Join(", ", accuracies.Select(static each => Invariant($"{each:P1}")))})\n\n{confusion.Report(classes)}");

    public override void Add(Tensor<float> outputs, Labels targets)
    {
        var fold = ConfusionMatrix.Of(outputs, targets);
        accuracies.Add(fold.Accuracy);
        confusion += fold;
    }

    public override (Picture Picture, string Name) Drawn => (Picture.Confusion(confusion, classes, "Rows that were not learnt from"), "confusion.png");

    public override Report On(Report page) => page
        .Metrics("Rows that were not learnt from", [("accuracy", confusion.Accuracy), .. accuracies.Select(static (each, fold) => (Invariant($"accuracy of fold {fold + 1}"), each))])
        .Confusion("What was taken for what", confusion, classes);
}

internal sealed class NumberReport(string target) : TableReport<Tensor<float>>
{
    private RegressionErrors errors = RegressionErrors.Empty;
    private readonly List<double> shares = [], predicted = [], found = [];

    public override string Text => Invariant($"R² {errors.RSquared:F3} ({string.Join(", ", shares.Select(static each => Invariant($"{each:F3}")))})\n")
        + Invariant($"{target}: mean absolute error {errors.MeanAbsolute:G4}, root mean squared error {errors.RootMeanSquared:G4}, largest {errors.Maximum:G4}, of {errors.Count} rows");

    public override void Add(Tensor<float> outputs, Tensor<float> targets)
    {
        var fold = RegressionErrors.Of(outputs, targets);
        shares.Add(fold.RSquared);
        errors += fold;
        predicted.AddRange(outputs.Select(static each => (double)each));
        found.AddRange(targets.Select(static each => (double)each));
    }

    public override (Picture Picture, string Name) Drawn => (Picture.Of(Points()), "predicted.png");

    public override Report On(Report page) => page
        .Metrics("Rows that were not learnt from", [
            ("R²", errors.RSquared), .. shares.Select(static (each, fold) => (Invariant($"R² of fold {fold + 1}"), each)),
            ("mean absolute error", errors.MeanAbsolute), ("root mean squared error", errors.RootMeanSquared), ("largest error", errors.Maximum),
        ]);

    /// <summary>A point for each row; on the line the prediction is the value.</summary>
    private Plot Points()
    {
        var plot = Picture.NewPlot("Rows that were not learnt from", $"{target}, as it is", $"{target}, as predicted");
        var points = plot.Add.ScatterPoints(found.ToArray(), predicted.ToArray(), OkabeIto.Colours[0]);
        points.MarkerSize = 5;
        var (low, high) = (Math.Min(found.Min(), predicted.Min()), Math.Max(found.Max(), predicted.Max()));
        plot.Add.Line(low, low, high, high).Color = OkabeIto.Colours[1];
        return plot;
    }
}
