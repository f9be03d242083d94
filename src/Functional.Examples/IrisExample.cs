using System.Collections.Immutable;
using static Functional.Layers<float>;

namespace Functional.Examples;

/// <summary>The softmax classifier on the petals of iris: two species that overlap, or all three.</summary>
internal static class IrisExample
{
    private const int Epochs = 200;
    private const float Rate = 0.1f;
    private const int BatchSize = 10;

    public static string Defaults { get; } = Invariant($"{Epochs} epochs, rate {Rate}");

    public static void TwoClass(Settings settings, Screen screen) => Run("two-class", settings, screen, ["versicolor", "virginica"]);

    public static void MultiClass(Settings settings, Screen screen) => Run("multi-class", settings, screen, ["setosa", "versicolor", "virginica"]);

    private static void Run(string name, Settings settings, Screen screen, ImmutableArray<string> species)
    {
        var folder = new PictureFolder(settings.Output);
        var iris = DataSets.Iris<float>();
        var rows = Enumerable.Range(0, iris.Samples.Count).Where(row => species.Contains(iris.Classes[iris.Samples.Targets[row]])).ToArray();
        var samples = new Samples<Tensor<float>, Labels>(
            iris.Samples.Inputs.TakeRows(rows)[.., 2..4],                       // petal length and width
            [.. rows.Select(row => species.IndexOf(iris.Classes[iris.Samples.Targets[row]]))]);
        var (train, test) = samples.SplitStratified(0.7, settings.Key.Split("split"));
        var standard = Standardization.Fit(train.Inputs);
        var (ready, unseen) = (standard.Apply(train), standard.Apply(test));

        screen.Title("The network");
        var dense = Dense(species.Length);
        var network = Chain(dense, LogSoftmax);
        Shape input = [2];
        screen.Line($"{network.Describe(input, BatchSize)}");

        screen.Title("Forward and backward, by pullbacks and by the formulas");
        var few = ready.Take(0, ready.Count / 2, ready.Count - 1);
        ClosedFormulas.Show(screen, dense, dense.Start(settings.Key.Split("sight"), input).Parameters, few.Inputs, few.Targets);

        screen.Title("Training");
        screen.Line(Invariant($"{train.Count} samples to learn from, {test.Count} held out: {string.Join(", ", species)}"));
        var batches = ready.Batches(BatchSize);
        var start = Training.Start(network, input, Optimizer.Sgd(settings.Rate ?? Rate), settings.Key.Split("training"));
        var (last, losses) = TrainingRun.Follow(
            screen, start, Training.Run(start, network, NegativeLogLikelihood, batches), settings.Epochs ?? Epochs, batches.Count,
            state => (Loss(state, ready), Loss(state, unseen)));

        screen.Title("Result");
        screen.Line(Invariant($"training: loss {Loss(last, ready):F4}, accuracy {AccuracyOf(ready):P1}"));
        screen.Line(Invariant($"held out: loss {Loss(last, unseen):F4}, accuracy {AccuracyOf(unseen):P1}"));
        var regions = Pictures.DecisionRegions(train, test, points => Classify(standard.Apply(points)), iris.Features[2..], species);
        folder.Save(regions, $"{name}-regions.png", 800, 560, screen);
        folder.Save(Pictures.Losses(losses), $"{name}-loss.png", 800, 450, screen);

        Labels Classify(Tensor<float> points) => Labels.ArgMax(network.At(last.Parameters)(points).Output);
        double AccuracyOf(Samples<Tensor<float>, Labels> part) => Accuracy.Of(Classify(part.Inputs), part.Targets).Value;
        double Loss(TrainingState<float> state, Samples<Tensor<float>, Labels> part) =>
            network.On(part.Inputs).Then(NegativeLogLikelihood(part.Targets))(state.Parameters).Output.Scalar;
    }
}
