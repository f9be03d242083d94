using System.Diagnostics;
using static Functional.Layers<float>;

namespace Functional.Examples;

/// <summary>A convolutional network on handwritten digits: what its first filters look at, and which digits it misreads.</summary>
internal static class ConvolutionExample
{
    private const int Epochs = 30;
    private const float Rate = 2e-3f;
    private const int BatchSize = 32;
    private const float Darkest = 16;
    private const int Side = 8;
    private const int Filters = 32;
    private const int Taps = 3;

    public static string Defaults { get; } = Invariant($"{Epochs} epochs, rate {Rate}");

    public static void Run(Settings settings, Screen screen)
    {
        var clock = Stopwatch.StartNew();
        var folder = new PictureFolder(settings.Output);
        var digits = DataSets.Digits<float>();
        var (train, test) = digits.Samples.SplitStratified(0.8, settings.Key.Split("split"));
        var (ready, unseen) = (Images(train), Images(test));

        var he = Initializers.HeNormal<float>();
        var network = Chain(
            Named("first", Convolution(Filters, [Taps, Taps], padding: Padding.Same, weights: he)), BatchNorm(), Relu,
            Convolution(Filters, [Taps, Taps], padding: Padding.Same, weights: he), BatchNorm(), Relu, MaxPool([2, 2]), SpatialDropout(0.2),
            Convolution(2 * Filters, [Taps, Taps], padding: Padding.Same, weights: he), BatchNorm(), Relu, MaxPool([2, 2]), Flatten,
            Dropout(0.4), Dense(128, weights: he), Relu, Dropout(0.4), Dense(digits.Classes.Length));
        Shape input = [Side, Side, 1];
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
        var read = Labels.ArgMax(network.At(last.Parameters, last.Inference)(unseen.Inputs).Output);
        int[] misread = [.. Enumerable.Range(0, read.Count).Where(i => read[i] != unseen.Targets[i])];
        screen.Line(Invariant($"held out: loss {Loss(last, unseen):F4}, accuracy {Accuracy.Of(read, unseen.Targets).Value:P1}, ")
            + Invariant($"{misread.Length} of {read.Count} misread, after {clock.Elapsed.TotalSeconds:F1} s"));
        var filters = last.Parameters["first.weight"];
        folder.Save(
            Pictures.Tiles(
                [.. Enumerable.Range(0, Filters).Select(filter => new Tile(Square(filters.Slice(-1, filter, 1), Taps), ""))],
                "The filters of the first convolution", diverging: true),
            "convolution-filters.png", 800, 460, screen);
        folder.Save(
            Pictures.Tiles(
                [.. misread.Select(i => new Tile(Square(unseen.Inputs.Slice(0, i, 1), Side), Invariant($"{unseen.Targets[i]}, read as {read[i]}")))],
                misread.Length == 0 ? "No held-out digit was misread" : "The held-out digits that were misread", diverging: false),
            "convolution-mistakes.png", 800, 300, screen);
        folder.Save(Pictures.Losses(losses), "convolution-loss.png", 800, 450, screen);

        double Loss(TrainingState<float> state, Samples<Tensor<float>, Labels> part) =>
            network.On(part.Inputs, state.Inference).Then(CrossEntropy(part.Targets))(state.Parameters).Output.Scalar;
    }

    /// <summary>The digits as images of one channel, [batch, height, width, 1].</summary>
    private static Samples<Tensor<float>, Labels> Images(Samples<Tensor<float>, Labels> samples) =>
        new((samples.Inputs / Darkest).Reshape(samples.Count, Side, Side, 1), samples.Targets);

    private static double[,] Square(Tensor<float> image, int side)
    {
        var pixels = new double[side, side];
        for (var i = 0; i < side * side; i++)
            pixels[i / side, i % side] = image.Span[i];
        return pixels;
    }
}
