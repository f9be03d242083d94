using System.Collections.Immutable;
using Functional.IO;

namespace Functional.Examples.Tables;

/// <summary>What is predicted: how its targets are scaled, costed and divided.</summary>
/// <typeparam name="L">The type of the targets: labels, or numbers.</typeparam>
internal abstract record TableTask<L>(TableEncoding Encoding, Samples<Tensor<float>, L> Samples)
    where L : IRows<L>
{
    /// <summary>The scale of the targets of samples.</summary>
    public abstract Standardization<float> ScaleOf(L targets);

    /// <summary>Targets in that scale.</summary>
    public abstract L Scaled(L targets, Standardization<float> scale);

    public abstract Layer<float, Tensor<float>, Tensor<float>> Cost(L targets);

    /// <summary>Samples to learn from and samples to stop by.</summary>
    public abstract (Samples<Tensor<float>, L> Training, Samples<Tensor<float>, L> HeldOut) Split(Samples<Tensor<float>, L> samples, double share, Key key);

    public abstract IEnumerable<(Samples<Tensor<float>, L> Training, Samples<Tensor<float>, L> HeldOut)> Folds(int count, Key key);

    /// <summary>How many folds there can be; below 2 for none.</summary>
    public abstract int MostFolds { get; }
}

internal sealed record ClassTask(TableEncoding Encoding, Samples<Tensor<float>, Labels> Samples) : TableTask<Labels>(Encoding, Samples)
{
    public override int MostFolds => Samples.Targets.GroupBy(static label => label).Min(static group => group.Count());

    public override Standardization<float> ScaleOf(Labels targets) => TableModel.Nothing(0);

    public override Labels Scaled(Labels targets, Standardization<float> scale) => targets;

    public override Layer<float, Tensor<float>, Tensor<float>> Cost(Labels targets) => Layers<float>.CrossEntropy(targets);

    public override (Samples<Tensor<float>, Labels> Training, Samples<Tensor<float>, Labels> HeldOut) Split(Samples<Tensor<float>, Labels> samples, double share, Key key) =>
        samples.SplitStratified(share, key);

    public override IEnumerable<(Samples<Tensor<float>, Labels> Training, Samples<Tensor<float>, Labels> HeldOut)> Folds(int count, Key key) => Samples.StratifiedKFold(count, key);
}

internal sealed record NumberTask(TableEncoding Encoding, Samples<Tensor<float>, Tensor<float>> Samples) : TableTask<Tensor<float>>(Encoding, Samples)
{
    public override int MostFolds => Samples.Count / 2;         // R² needs two rows

    public override Standardization<float> ScaleOf(Tensor<float> targets) => Standardization.Fit(targets);

    public override Tensor<float> Scaled(Tensor<float> targets, Standardization<float> scale) => scale.Apply(targets);

    public override Layer<float, Tensor<float>, Tensor<float>> Cost(Tensor<float> targets) => Layers<float>.MeanSquaredError(targets);

    public override (Samples<Tensor<float>, Tensor<float>> Training, Samples<Tensor<float>, Tensor<float>> HeldOut) Split(Samples<Tensor<float>, Tensor<float>> samples, double share, Key key) =>
        samples.Split(share, key);

    public override IEnumerable<(Samples<Tensor<float>, Tensor<float>> Training, Samples<Tensor<float>, Tensor<float>> HeldOut)> Folds(int count, Key key) => Samples.KFold(count, key);
}

/// <summary>Fits a network to a table, and stops where rows that it does not learn from get worse.</summary>
internal static class TableFit
{
    private const int FewestToHoldOut = 20, FewInputs = 20, SmallWidth = 32, LargeWidth = 64;
    private const double ShareToLearn = 0.9;

    public static (TableModel Model, ImmutableArray<EpochLoss> Losses) Run<L>(
        TableTask<L> task, Samples<Tensor<float>, L> samples, TrainingSettings settings, Key key, Screen screen, string what)
        where L : IRows<L>
    {
        var stops = settings.Patience > 0 && samples.Count >= FewestToHoldOut;
        var (training, heldOut) = stops ? task.Split(samples, ShareToLearn, key.Split("hold out")) : (samples, samples);
        var (inputs, targets) = (Standardization.Fit(training.Inputs), task.ScaleOf(training.Targets));
        var (ready, unseen) = (Scaled(training), Scaled(heldOut));
        var width = training.Inputs.Shape[1] <= FewInputs ? SmallWidth : LargeWidth;
        var network = TableModel.Network(task.Encoding, width);
        var batches = ready.Batches(settings.Batch);
        var steps = checked((long)settings.Epochs * batches.Count);
        var start = Training.Start(network, [training.Inputs.Shape[1]], settings.Optimizer<float>(steps), key.Split("training"));

        var losses = ImmutableArray.CreateBuilder<EpochLoss>();
        var run = Training.Run(start, network, task.Cost, batches, Every.Epoch).Show(screen.Console, steps, state =>
        {
            losses.Add(new(state.Epoch + 1, Loss(state, ready), stops ? Loss(state, unseen) : double.NaN));
            var last = losses[^1];
            return Invariant($"{what}, epoch {last.Epoch}: loss {last.Training:F4}") + (stops ? Invariant($", held out {last.HeldOut:F4}") : "");
        });
        var best = stops ? run.StopAfter(settings.Patience, state => losses[state.Epoch].HeldOut).Best(state => losses[state.Epoch].HeldOut) : run.Last();
        TrainingRun.ExpectLearnt(Loss(start, ready), losses[best.Epoch].Training, settings.Rate);
        return (new(task.Encoding, width, inputs, targets, best.Parameters), losses.ToImmutable());

        Samples<Tensor<float>, L> Scaled(Samples<Tensor<float>, L> part) => new(inputs.Apply(part.Inputs), task.Scaled(part.Targets, targets));
        double Loss(TrainingState<float> state, Samples<Tensor<float>, L> part) =>
            network.On(part.Inputs, state.Inference).Then(task.Cost(part.Targets))(state.Parameters).Output.Scalar;
    }
}
