using System.Diagnostics;
using static Functional.Layers<float>;

namespace Functional.Examples;

/// <summary>A network whose middle is a fixed point, on two spirals that lie in each other.</summary>
internal static class EquilibriumExample
{
    private const int Epochs = 150;
    private const float Rate = 1e-2f;
    private const int BatchSize = 50;
    private const int Samples = 400;
    private const int Units = 32;
    private const int Dots = 60;
    private const int MostLines = 8;
    private const double Turns = 1.5;

    public static string Defaults { get; } = Invariant($"{Epochs} epochs, rate {Rate}");

    public static void Run(Settings settings, Screen screen)
    {
        var clock = Stopwatch.StartNew();
        var folder = new PictureFolder(settings.Output);
        var (train, test) = Spirals(settings.Key.Split("spirals")).SplitStratified(0.7, settings.Key.Split("split"));
        var equilibrium = new Layer<float, Tensor<float>, Tensor<float>>(new EquilibriumLink(Units));
        var network = Chain(Dense(Units), Tanh, equilibrium, Dense(2));
        Shape input = [2];
        screen.Title("The network");
        screen.Line($"{network.Describe(input, BatchSize)}");

        screen.Title("Training");
        screen.Line(Invariant($"{train.Count} points of two spirals to learn from, {test.Count} held out"));
        var batches = train.Batches(BatchSize);
        var start = Training.Start(network, input, Optimizer.Adam(settings.Rate ?? Rate), settings.Key.Split("training"));
        var (last, losses) = TrainingRun.Follow(
            screen, start, Training.Run(start, network, CrossEntropy, batches), settings.Epochs ?? Epochs, batches.Count,
            state => (Loss(state, train), Loss(state, test)));

        screen.Title("The way to the fixed point");
        var features = Chain(Dense(Units), Tanh).At(last.Parameters.Without("2").Without("3"))(test.Inputs).Output;
        screen.Line("how far an iteration is from the end, on a logarithmic scale");
        Show("plain iteration", EquilibriumLink.Distances(last.Parameters.Subtree("2"), features, memory: 0));
        Show("with Anderson's acceleration", EquilibriumLink.Distances(last.Parameters.Subtree("2"), features, memory: 5));

        screen.Title("Result");
        screen.Line(Invariant($"training: loss {Loss(last, train):F4}, accuracy {Accuracy.Of(Classify(train.Inputs), train.Targets).Value:P1}"));
        screen.Line(Invariant($"after {clock.Elapsed.TotalSeconds:F1} s"));
        screen.Line(Invariant($"held out: loss {Loss(last, test):F4}, accuracy {Accuracy.Of(Classify(test.Inputs), test.Targets).Value:P1}"));
        folder.Save(
            Pictures.DecisionRegions(train, test, Classify, ["x", "y"], ["one arm", "the other"], "A network whose middle is a fixed point"),
            "equilibrium-regions.png", 800, 560, screen);
        folder.Save(Pictures.Losses(losses), "equilibrium-loss.png", 800, 450, screen);

        Labels Classify(Tensor<float> points) => Labels.ArgMax(network.At(last.Parameters)(points).Output);
        double Loss(TrainingState<float> state, Samples<Tensor<float>, Labels> part) =>
            network.On(part.Inputs).Then(CrossEntropy(part.Targets))(state.Parameters).Output.Scalar;
        void Show(string name, double[] distances)
        {
            screen.Line(Invariant($"{name}: {distances.Length} iterations"));
            for (var i = 0; i < distances.Length; i += (distances.Length + MostLines - 1) / MostLines)
                screen.Line(Invariant($"  {i,3}  {distances[i],7:0.0E+0}  {new string('#', Bar(distances[i]))}"));
        }
    }

    /// <summary>From 1e-7 to 1, by the logarithm.</summary>
    private static int Bar(double distance) => distance > 0 ? (int)Math.Clamp((Math.Log10(distance) + 7) / 7 * Dots, 0, Dots) : 0;

    /// <summary>Points on two arms that turn around each other, with some noise.</summary>
    private static Samples<Tensor<float>, Labels> Spirals(Key key)
    {
        var noise = key.Normal<float>([Samples, 2], 0, 0.04);
        var points = Tensor.Generate<float>([Samples, 2], i =>
        {
            var (point, axis) = (i / 2, i % 2);
            var share = (point / 2 + 0.5) / (Samples / 2);
            var angle = 2 * Math.PI * Turns * Math.Sqrt(share) + Math.PI * (point % 2);
            return (float)(2 * Math.Sqrt(share) * (axis == 0 ? Math.Cos(angle) : Math.Sin(angle)));
        });
        return new(points + noise, [.. Enumerable.Range(0, Samples).Select(static point => point % 2)]);
    }
}
