using System.Diagnostics;
using static Functional.Layers<float>;

namespace Functional.Examples;

/// <summary>A deep network that holds another deep network as a layer, and that one a third, on handwritten digits.</summary>
internal static class DigitsExample
{
    private const int Epochs = 40;
    private const float Rate = 2e-3f;
    private const int BatchSize = 32;
    private const float Darkest = 16;

    public static string Defaults { get; } = Invariant($"{Epochs} epochs, rate {Rate}");

    public static void Run(Settings settings, Screen screen)
    {
        var clock = Stopwatch.StartNew();
        var folder = new PictureFolder(settings.Output);
        var digits = DataSets.Digits<float>();
        var (train, test) = digits.Samples.SplitStratified(0.8, settings.Key.Split("split"));
        var (ready, unseen) = (Scaled(train), Scaled(test));

        var he = Initializers.HeNormal<float>();
        var innermost = Chain(Dense(64, weights: he), BatchNorm(), Relu, Dropout(0.4), Dense(128));
        var middle = Chain(Dense(128, weights: he), BatchNorm(), Relu, Named("innermost", Residual(innermost)), Relu);
        var network = Chain(Dropout(0.1), Named("middle", middle), Dropout(0.4), Dense(digits.Classes.Length));
        Shape input = [64];
        screen.Title("The network");
        screen.Line($"{network.Describe(input, BatchSize)}");

        screen.Title("Training");
        screen.Line(Invariant($"{train.Count} digits to learn from, {test.Count} held out"));
        var batches = ready.Batches(BatchSize);
        var start = Training.Start(network, input, Optimizer.Adam(settings.Rate ?? Rate), settings.Key.Split("training"));
        var (last, losses) = TrainingRun.Follow(
            screen, start, Training.Run(start, network, CrossEntropy, batches), settings.Epochs ?? Epochs, batches.Count,
            state => (Loss(state, ready), Loss(state, unseen)));

        screen.Title("Result");
        var confusion = ConfusionMatrix.Of(network.At(last.Parameters, last.Inference)(unseen.Inputs).Output, unseen.Targets);
        screen.Line(Invariant($"held out: loss {Loss(last, unseen):F4}, accuracy {confusion.Accuracy:P1}, after {clock.Elapsed.TotalSeconds:F1} s"));
        screen.Line();
        screen.Line(confusion.Report(digits.Classes));
        screen.Line();
        screen.Line(confusion.Table(digits.Classes));
        folder.Save(Pictures.Confusion(confusion, digits.Classes), "digits-confusion.png", 640, 620, screen);
        folder.Save(Pictures.Losses(losses), "digits-loss.png", 800, 450, screen);

        double Loss(TrainingState<float> state, Samples<Tensor<float>, Labels> part) =>
            network.On(part.Inputs, state.Inference).Then(CrossEntropy(part.Targets))(state.Parameters).Output.Scalar;
    }

    private static Samples<Tensor<float>, Labels> Scaled(Samples<Tensor<float>, Labels> samples) => new(samples.Inputs / Darkest, samples.Targets);
}
