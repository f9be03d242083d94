using System.Numerics;
using System.Runtime.InteropServices;
using Functional.IO;
using Functional.Laws;
using Functional.Properties.Optimization;
using LanguageExt;

namespace Functional.Properties.Keeping;

/// <summary>A run that is stopped, kept, and gone on with, beside the same run without a stop.</summary>
internal static class Resumption
{
    private const int MostSteps = 4;

    /// <summary>The law that to train, save, load and train on is to train, bitwise, for a drawn network with statistics and random numbers.</summary>
    public static Law<Draw> Law(DrawnOptimizer<double> optimizer, DrawnOptimizer<float> inSingle) => new(
        "kept", "a run that is stopped, saved and loaded goes on as if it had not been, to the bit, in double and in float", draw =>
        {
            var ordinary = draw.Ordinary;
            return Outcome.All(() => Of(ordinary, optimizer(ordinary), SavedAndLoaded), () => Of(ordinary, inSingle(ordinary), SavedAndLoaded));
        });

    /// <summary>Compares the two runs, on a drawn network and drawn samples.</summary>
    /// <param name="draw">The draw.</param>
    /// <param name="optimizer">The optimiser.</param>
    /// <param name="kept">From the state where the run is stopped, and the one before its first step, to the state that it goes on from.</param>
    public static Outcome Of<T>(Draw draw, Optimizer<T> optimizer, Func<TrainingState<T>, TrainingState<T>, TrainingState<T>> kept)
        where T : struct, IFloatingPointIeee754<T>
    {
        var (features, classes, count) = (draw.Size("features", 1, 4), draw.Size("classes", 2, 3), 2 * draw.Size("pairs of samples", 2, 4));
        var network = Layers<T>.Chain(Layers<T>.Dense(draw.Size("units", 1, 4)), Layers<T>.BatchNorm(epsilon: 0.1), Layers<T>.Tanh, Layers<T>.Dropout(0.3), Layers<T>.Dense(classes));
        var samples = new Samples<Tensor<T>, Labels>(draw.Tensor<T>("x", [count, features], -1, 1), draw.Labels("labels", count, classes));
        var start = Training.Start(network, [features], optimizer, draw.Key);
        return Of(draw, start, state => Training.Run(state, network, Layers<T>.CrossEntropy, samples.Batches(2)), kept);
    }

    /// <summary>Compares the two runs.</summary>
    public static Outcome Of<T>(
        Draw draw, TrainingState<T> start, Func<TrainingState<T>, IEnumerable<TrainingState<T>>> run, Func<TrainingState<T>, TrainingState<T>, TrainingState<T>> kept)
        where T : struct, IFloatingPointIeee754<T>
    {
        var (before, after) = (draw.Size("steps before", 1, MostSteps), draw.Size("steps after", 1, MostSteps));
        var whole = run(start).ElementAt(before + after - 1);
        var resumed = run(kept(run(start).ElementAt(before - 1), start)).ElementAt(after - 1);
        return Outcome.All(
            () => (whole.Step, whole.Epoch, whole.Batch, whole.EndsEpoch, whole.Cost, whole.OptimizerState.Step)
                == (resumed.Step, resumed.Epoch, resumed.Batch, resumed.EndsEpoch, resumed.Cost, resumed.OptimizerState.Step)
                ? Outcome.Holds : Outcome.Broken($"without a stop it ends at {whole}, resumed at {resumed}"),
            () => SameBits("parameters", whole.Parameters, resumed.Parameters),
            () => SameBits("statistics", whole.NetworkState, resumed.NetworkState),
            () => SameBits("moments", whole.OptimizerState.Moments, resumed.OptimizerState.Moments));
    }

    /// <summary>The state as it comes back from a file: loaded into the one before the first step.</summary>
    public static TrainingState<T> SavedAndLoaded<T>(TrainingState<T> state, TrainingState<T> start)
        where T : struct, IFloatingPointIeee754<T>
    {
        using var file = new MemoryStream();
        Checkpoint.Write(file, state);
        file.Position = 0;
        return Checkpoint.Read(file, "memory", start)
            .IfFail(static problems => throw new InvalidDataException(string.Join('\n', problems.Select(static each => each.Message))));
    }

    private static Outcome SameBits<T>(string what, TensorTree<T> whole, TensorTree<T> resumed)
        where T : struct, IFloatingPointIeee754<T>
    {
        var (left, right) = (whole.Leaves.ToArray(), resumed.Leaves.ToArray());
        if (!left.Select(static leaf => (leaf.Path, leaf.Value.Shape)).SequenceEqual(right.Select(static leaf => (leaf.Path, leaf.Value.Shape))))
            return Outcome.Broken($"{what}: without a stop there are\n{whole}\nresumed\n{resumed}");
        foreach (var ((path, one), (_, other)) in left.Zip(right))
            if (!MemoryMarshal.AsBytes(one.Span).SequenceEqual(MemoryMarshal.AsBytes(other.Span)))
                return Outcome.Broken($"{what} '{path}': without a stop {one}, resumed {other}");
        return Outcome.Holds;
    }
}
