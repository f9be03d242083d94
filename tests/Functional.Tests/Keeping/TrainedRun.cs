using Functional.IO;
using static Functional.Layers<float>;

namespace Functional.Tests.Keeping;

/// <summary>A small run whose steps depend on all that a state has: statistics, random numbers, moments, a schedule, the order of the samples.</summary>
internal static class TrainedRun
{
    public const int Steps = 40;

    private static readonly Batches<Tensor<float>, Labels> Batches = DataSets.Iris<float>().Samples.Batches(16);

    public static Layer<float, Tensor<float>, Tensor<float>> Network { get; } = Chain(Named("body", Chain(Dense(6), BatchNorm(), Tanh)), Dropout(0.2), Named("head", Dense(3)));

    public static Optimizer<float> Optimizer { get; } =
        Functional.Optimizer.AdamW<float>(Schedule.Cosine(1e-2, Steps).WarmUp(5), 1e-2, Paths.EndsWith("weight"));

    public static TrainingState<float> Start { get; } = Training.Start(Network, [4], Optimizer, Key.FromSeed(0xFEDCBA9876543210));

    public static IEnumerable<TrainingState<float>> From(TrainingState<float> state, Every every = default) =>
        Training.Run(state, Network, CrossEntropy, Batches, every).TakeWhile(static each => each.Step <= Steps);

    public static TrainingState<float> After(int steps) => From(Start).ElementAt(steps - 1);

    /// <summary>Two states are the same in every number, and in every bit of every tensor.</summary>
    public static void Same(TrainingState<float> expected, TrainingState<float> actual)
    {
        Assert.Equal(
            (expected.Step, expected.Epoch, expected.Batch, expected.EndsEpoch, expected.Cost, expected.Key, expected.OptimizerState.Step, expected.Sample, expected.Optimizer),
            (actual.Step, actual.Epoch, actual.Batch, actual.EndsEpoch, actual.Cost, actual.Key, actual.OptimizerState.Step, actual.Sample, actual.Optimizer));
        SafetensorsTests.SameBits(expected.Parameters, actual.Parameters);
        SafetensorsTests.SameBits(expected.NetworkState, actual.NetworkState);
        SafetensorsTests.SameBits(expected.OptimizerState.Moments, actual.OptimizerState.Moments);
    }

    public static TrainingState<float> Loaded(string path) => Checkpoint.Load(path, Start).IfFail(static problems => throw new InvalidDataException(problems.Head.Message));
}
