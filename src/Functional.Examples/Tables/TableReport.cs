using System.Collections.Immutable;

namespace Functional.Examples.Tables;

/// <summary>How good predictions of rows are that were not learnt from: it adds up over folds.</summary>
internal abstract class TableReport<L>
{
    public abstract void Add(Tensor<float> outputs, L targets);

    public abstract string Text { get; }

    public abstract void Draw(PictureFolder folder, Screen screen);
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

    public override void Draw(PictureFolder folder, Screen screen) => folder.Save(Pictures.Confusion(confusion, classes), "confusion.png", 640, 620, screen);
}

internal sealed class NumberReport(string target) : TableReport<Tensor<float>>
{
    private RegressionErrors errors = RegressionErrors.Empty;
    private readonly List<double> shares = [];

    public override string Text => Invariant($"R² {errors.RSquared:F3} ({string.Join(", ", shares.Select(static each => Invariant($"{each:F3}")))})\n")
        + Invariant($"{target}: mean absolute error {errors.MeanAbsolute:G4}, root mean squared error {errors.RootMeanSquared:G4}, largest {errors.Maximum:G4}, of {errors.Count} rows");

    public override void Add(Tensor<float> outputs, Tensor<float> targets)
    {
        var fold = RegressionErrors.Of(outputs, targets);
        shares.Add(fold.RSquared);
        errors += fold;
    }

    public override void Draw(PictureFolder folder, Screen screen)
    {
    }
}
