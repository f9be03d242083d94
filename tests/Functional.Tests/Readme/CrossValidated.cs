using static Functional.Layers<float>;

namespace Functional.Tests.Readme;

/// <summary>Evaluation by folds, as README.md shows it: the lines between the marks are those of the page.</summary>
internal static class CrossValidated
{
    public static (ConfusionMatrix Confusion, string Report) Run()
    {
        // begin
        var iris = DataSets.Iris<float>();
        var network = Chain(Dense(8), Tanh, Dense(3));
        var confusion = iris.Samples.StratifiedKFold(5, Key.FromSeed(1)).Select(fold =>
        {
            var scale = Standardization.Fit(fold.Training.Inputs);
            var start = Training.Start(network, [4], Optimizer.Adam(1e-2f), Key.FromSeed(2));
            var run = Training.Run(start, network, CrossEntropy, scale.Apply(fold.Training).Batches(16), Every.Epoch);
            return ConfusionMatrix.Of(network.At(run.Epochs(30).Last().Parameters)(scale.Apply(fold.HeldOut.Inputs)).Output, fold.HeldOut.Targets);
        }).Combine();
        var report = confusion.Report(iris.Classes);        // precision, recall and F1 of each species, their averages, and the accuracy
        // end
        return (confusion, report);
    }
}
