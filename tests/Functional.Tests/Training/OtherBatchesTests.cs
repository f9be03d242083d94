using static Functional.Layers<float>;

namespace Functional.Tests.TrainingRuns;

/// <summary>A run that goes on with batches of another size.</summary>
public class OtherBatchesTests
{
    private static readonly Key Seed = Key.FromSeed(5);
    private static readonly Layer<float, Tensor<float>, Tensor<float>> Network = Dense(2);
    private static readonly Samples<Tensor<float>, Tensor<float>> Samples = new(Seed.Normal<float>([12, 3]), Seed.Split("targets").Normal<float>([12, 2]));

    /// <summary>Not in the middle of an epoch that is over.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(12)]
    public void From_the_end_of_an_epoch_it_begins_the_next_one(int size)
    {
        var end = Run(Start, 4).ElementAt(2);
        Assert.True(end.EndsEpoch);

        var next = Run(end, size).First();

        Assert.Equal((1, 1), (next.Epoch, next.Batch));
        var batch = Samples.Batches(size).Epoch(Seed.Split("epoch").Split(1)).First();
        Assert.Equal(Training.Step(end, Network, MeanSquaredError(batch.Targets), batch.Inputs).Parameters, next.Parameters);
    }

    [Fact]
    public void Within_an_epoch_of_more_batches_it_is_refused_and_with_as_many_goes_on()
    {
        var within = Run(Start, 2).ElementAt(2);        // after 3 of 6 batches

        Assert.Equal((0, 4), (Run(within, 2).First().Epoch, Run(within, 2).First().Batch));
        foreach (var size in (int[])[4, 12])
        {
            var count = 12 / size;
            Assert.Equal(
                $"Training: the run stopped within epoch 0, after batch 3, but of these batches there are {count}: go on with those that it was started on, "
                + "or from the end of an epoch. (Parameter 'batches')",
                Assert.Throws<ArgumentException>(() => Run(within, size).First()).Message);
        }
    }

    private static TrainingState<float> Start { get; } = Training.Start(Network, [3], Optimizer.Sgd(0.1f), Seed);

    private static IEnumerable<TrainingState<float>> Run(TrainingState<float> from, int size) =>
        Training.Run(from, Network, MeanSquaredError, Samples.Batches(size));
}
