using System.Diagnostics;
using static Functional.Layers<float>;

namespace Functional.Examples;

/// <summary>
/// A long short-term memory on a task that needs one: of a sequence of numbers it is to add the two that are marked, however far apart they are.
/// Hochreiter and Schmidhuber, Neural Computation 9(8), 1997, experiment 4.
/// </summary>
internal static class SequenceExample
{
    private const int Epochs = 40;
    private const float Rate = 5e-3f;
    private const int BatchSize = 50;
    private const int Sequences = 4000;
    private const int HeldOut = 1000;
    private const int Steps = 40;
    private const int Units = 32;

    public static string Defaults { get; } = Invariant($"{Epochs} epochs, rate {Rate}");

    public static void Run(Settings settings, Screen screen)
    {
        var clock = Stopwatch.StartNew();
        var folder = new PictureFolder(settings.Output);
        var (train, test) = (Sums(Sequences, settings.Key.Split("train")), Sums(HeldOut, settings.Key.Split("test")));
        var network = Chain(Named("memory", Lstm(Units)), Named("last", Select(0, -1)), Named("sum", Dense(1)));
        Shape input = [Steps, 2];
        screen.Title("The network");
        screen.Line($"{network.Describe(input, BatchSize)}");

        screen.Title("Training");
        screen.Line(Invariant($"{Sequences} sequences of {Steps} numbers, two of them marked, to learn from; {HeldOut} held out"));
        screen.Line("always to say 1, the mean, would have the loss 1/6 = 0.1667");
        var batches = train.Batches(BatchSize);
        var start = Training.Start(network, input, Optimizer.Adam(settings.Rate ?? Rate), settings.Key.Split("training"));
        var (last, losses) = TrainingRun.Follow(
            screen, start, Training.Run(start, network, MeanSquaredError, batches), settings.Epochs ?? Epochs, batches.Count,
            state => (Loss(state, train), Loss(state, test)));

        screen.Title("Result");
        var error = (network.At(last.Parameters)(test.Inputs).Output - test.Targets).Abs();
        screen.Line(Invariant($"held out: loss {Loss(last, test):F5}, mean error {error.Mean().Scalar:F4}, largest {error.Max().Scalar:F4}, ")
            + Invariant($"after {clock.Elapsed.TotalSeconds:F1} s"));

        // The same parameters without the choice of the last step say what the network would answer after each step.
        var one = test.Inputs.Slice(0, 0, 1);
        var answers = Chain(Named("memory", Lstm(Units)), Named("sum", Dense(1))).At(last.Parameters)(one).Output;
        var state = Named("memory", Lstm(Units)).At(last.Parameters.Without("sum"))(one).Output;
        Show(screen, one, answers);
        folder.Save(Pictures.Memory(Numbers(one.Slice(-1, 0, 1)), Numbers(one.Slice(-1, 1, 1)), Numbers(answers), Rows(state)), "sequence-memory.png", 800, 720, screen);
        folder.Save(Pictures.Losses(losses, "mean squared error"), "sequence-loss.png", 800, 450, screen);

        double Loss(TrainingState<float> at, Samples<Tensor<float>, Tensor<float>> part) =>
            network.On(part.Inputs).Then(MeanSquaredError(part.Targets))(at.Parameters).Output.Scalar;
    }

    /// <summary>Sequences [count, steps, 2] of a number in [0, 1] and a mark, one mark in each half; the targets [count, 1] are the sums of those marked.</summary>
    private static Samples<Tensor<float>, Tensor<float>> Sums(int count, Key key)
    {
        var (numbers, marks) = (key.Split("numbers").Uniform<float>([count, Steps, 1]), new float[count * Steps]);
        for (var i = 0; i < count; i++)
            for (var half = 0; half < 2; half++)
                marks[i * Steps + half * Steps / 2 + (int)(key.Split("marks").Uniform(2 * i + half) * Steps / 2)] = 1;
        var marked = Tensor.Create<float>([count, Steps, 1], marks);
        return new(Tensor.Concatenate(-1, numbers, marked), (numbers * marked).Sum([1]));
    }

    private static void Show(Screen screen, Tensor<float> one, Tensor<float> answers)
    {
        var sum = 0f;
        for (var step = 0; step < Steps; step++)
            if (one[0, step, 1] == 1)
                screen.Line(Invariant($"step {step,2}: marked {one[0, step, 0]:F3}, the sum is {sum += one[0, step, 0]:F3}; the network would say {answers[0, step, 0]:F3}"));
        screen.Line(Invariant($"at the end it says {answers[0, Steps - 1, 0]:F3}"));
    }

    private static double[] Numbers(Tensor<float> x) => [.. x.Span.ToArray().Select(static value => (double)value)];

    /// <summary>[1, steps, units] as a picture, a unit a row.</summary>
    private static double[,] Rows(Tensor<float> state)
    {
        var rows = new double[Units, Steps];
        for (var unit = 0; unit < Units; unit++)
            for (var step = 0; step < Steps; step++)
                rows[unit, step] = state[0, step, unit];
        return rows;
    }
}
