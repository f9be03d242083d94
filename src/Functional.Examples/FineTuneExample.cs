using System.Collections.Immutable;
using System.Diagnostics;
using static Functional.Layers<float>;

namespace Functional.Examples;

/// <summary>
/// Fine-tuning: an encoder that has learnt to read digits is frozen and given a new head, which is to tell even digits from odd ones by few examples; then it is thawed layer by
/// layer. Beside it the same network learns from these examples alone.
/// </summary>
internal static class FineTuneExample
{
    private const int Epochs = 60;
    private const int EpochsBefore = 20;
    private const float Rate = 3e-3f;
    private const double ShareBefore = 0.6; // of the digits, for the encoder
    private const int Examples = 2;         // of each digit, for the new task
    private const int StepsOfEpoch = 10;
    private const float Darkest = 16;

    private static readonly string[] Stages = ["the head alone", "the second layer, too", "all layers"];

    public static string Defaults { get; } = Invariant($"{Epochs} epochs, rate {Rate}");

    public static void Run(Settings settings, Screen screen)
    {
        var clock = Stopwatch.StartNew();
        var folder = new PictureFolder(settings.Output);
        var (rate, epochs) = (settings.Rate ?? Rate, settings.Epochs ?? Epochs);
        var digits = DataSets.Digits<float>();
        var scaled = new Samples<Tensor<float>, Labels>(digits.Samples.Inputs / Darkest, digits.Samples.Targets);
        var (first, others) = scaled.SplitStratified(ShareBefore, settings.Key.Split("split"));
        var (few, unseen) = Few(others, settings.Key.Split("few"));

        var encoder = Named("encoder", Chain(Named("first", Dense(64, weights: Initializers.HeNormal<float>())), Relu, Named("second", Dense(32, weights: Initializers.HeNormal<float>())), Relu));
        var reader = Chain(encoder, Named("head", Dense(digits.Classes.Length)));
        Shape input = [64];
        var network = Chain(encoder, Named("head", Dense(2)));
        screen.Title("The network");
        screen.Line($"{network.Describe(input, few.Count)}");

        screen.Title("Before");
        var started = Training.Start(reader, input, Optimizer.Adam(rate), settings.Key.Split("before"));
        var before = Training.Run(started, reader, CrossEntropy, first.Batches(32), Every.Epoch).Epochs(EpochsBefore).Last();
        screen.Line(Invariant($"the encoder has learnt to read {first.Count} digits, seen {EpochsBefore} times"));

        screen.Title("Fine-tuning");
        screen.Line(Invariant($"even or odd: {few.Count} examples to learn from, {unseen.Count} held out"));
        var fresh = network.Start(settings.Key.Split("head"), input).Parameters;
        var tuned = before.Parameters.WithSubtree("head", fresh.Subtree("head"));
        // Each stage begins anew with what it may move, at a rate of its own; what is frozen keeps its bits.
        Optimizer<float>[] optimizers =
        [
            Optimizer.Adam(rate).Freeze("encoder"), Optimizer.Adam(rate / 3).Freeze("encoder.first"), Optimizer.Adam(rate / 10),
        ];
        var curve = ImmutableArray.CreateBuilder<double>();
        var ends = new List<double>();
        tuned = Staged().Show(screen.Console, checked(epochs * StepsOfEpoch), state =>
        {
            var accuracy = Accuracy(state.Parameters);
            curve.Add(accuracy);
            return Invariant($"epoch {curve.Count}: loss {state.Cost:F4}, {Stages[StageOf(curve.Count - 1)]}, held out {accuracy:P1}");
        }).Last().Parameters;
        var alone = ImmutableArray.CreateBuilder<double>();
        foreach (var state in Training.Run(Training.Start(network, input, Optimizer.Adam(rate), settings.Key.Split("alone")), network, CrossEntropy(few.Targets), few.Inputs, Every.Steps(StepsOfEpoch)).Take(curve.Count))
            alone.Add(Accuracy(state.Parameters));

        screen.Title("Result");
        for (var stage = 0; stage < Stages.Length && curve.Count > 0; stage++)
            screen.Line(Invariant($"{Stages[stage],-22} held out {curve[Math.Clamp((stage + 1) * epochs / Stages.Length, 1, curve.Count) - 1]:P1}"));
        screen.Line(Invariant($"{"from nothing",-22} held out {(alone.Count > 0 ? alone[^1] : 0):P1}"));
        screen.Line(Invariant($"held out: loss {network.On(unseen.Inputs).Then(CrossEntropy(unseen.Targets))(tuned).Output.Scalar:F4}, after {clock.Elapsed.TotalSeconds:F1} s"));
        if (curve.Count > 0)
            folder.Save(
                Pictures.Accuracies([("fine-tuned", curve.ToImmutable()), ("from nothing", alone.ToImmutable())], [.. Enumerable.Range(1, Stages.Length - 1).Select(stage => stage * epochs / Stages.Length)], Stages),
                "fine-tune-accuracy.png", screen);

        IEnumerable<TrainingState<float>> Staged()
        {
            var state = Training.Start(tuned, optimizers[0], settings.Key.Split("tuning"));
            for (var epoch = 0; epoch < epochs; epoch++)
            {
                if (epoch > 0 && StageOf(epoch) != StageOf(epoch - 1))
                    state = state.WithOptimizer(optimizers[StageOf(epoch)]);
                yield return state = Training.Run(state, network, CrossEntropy(few.Targets), few.Inputs, Every.Steps(StepsOfEpoch)).First();
            }
        }

        int StageOf(int epoch) => Math.Min(Stages.Length - 1, epoch * Stages.Length / epochs);
        double Accuracy(TensorTree<float> parameters) => Functional.Accuracy.Of(Labels.ArgMax(network.At(parameters)(unseen.Inputs).Output), unseen.Targets).Value;
    }

    /// <summary>A few of each digit, and the others; the target says whether it is odd.</summary>
    private static (Samples<Tensor<float>, Labels> Few, Samples<Tensor<float>, Labels> Others) Few(Samples<Tensor<float>, Labels> samples, Key key)
    {
        var chosen = key.Permutation(samples.Count).GroupBy(row => samples.Targets[row]).SelectMany(static rows => rows.Take(Examples)).Order().ToArray();
        return (Odd(samples.Take(chosen)), Odd(samples.Take([.. Enumerable.Range(0, samples.Count).Except(chosen)])));

        static Samples<Tensor<float>, Labels> Odd(Samples<Tensor<float>, Labels> part) =>
            new(part.Inputs, [.. Enumerable.Range(0, part.Count).Select(row => part.Targets[row] % 2)]);
    }
}
