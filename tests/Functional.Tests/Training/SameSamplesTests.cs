using static Functional.Layers<float>;

namespace Functional.Tests.TrainingRuns;

/// <summary>Runs on the same samples in each step.</summary>
public class SameSamplesTests
{
    private static readonly Key Seed = Key.FromSeed(3);
    private static readonly Layer<float, Tensor<float>, Tensor<float>> Network = Chain(Dense(8), BatchNorm(), Relu, Dropout(0.3), Dense(3));
    private static readonly Samples<Tensor<float>, Labels> Iris = DataSets.Iris<float>().Samples;
    private static readonly TrainingState<float> Start = Training.Start(Network, [4], Optimizer.Adam(0.01f), Seed);

    [Fact]
    public void Each_step_is_an_epoch_of_one_batch() => Assert.Equal(
        [(1, 0, 1, true), (2, 1, 1, true), (3, 2, 1, true)],
        Run(Start).Take(3).Select(state => ((int)state.Step, state.Epoch, state.Batch, state.EndsEpoch)));

    [Fact]
    public void Epochs_are_steps() => Assert.Equal(7, Run(Start).Epochs(7).Last().Step);

    [Fact]
    public void Looking_at_each_epoch_is_looking_at_each_step() =>
        Assert.Equal(Run(Start).Take(4), Run(Start, Every.Epoch).Take(4));

    [Fact]
    public void Looking_seldom_is_seeing_fewer_of_the_same_states() =>
        Assert.Equal(Run(Start).Take(9).Where(state => state.Step % 3 == 0), Run(Start, Every.Steps(3)).Take(3));

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_run_that_goes_on_from_any_state_is_the_uninterrupted_one(int steps)
    {
        var middle = Run(Start).ElementAt(steps - 1);

        Assert.Equal(Run(Start).Skip(steps).Take(5), Run(middle).Take(5));
    }

    /// <summary>The order of the samples has no part in the mean of the cost, but for rounding, where no layer draws numbers for each.</summary>
    [Fact]
    public void It_is_a_run_on_one_batch_of_all()
    {
        var network = Chain(Dense(8), Tanh, Dense(3));
        var start = Training.Start(network, [4], Optimizer.Sgd(0.01f), Seed);
        var same = Training.Run(start, network, CrossEntropy(Iris.Targets), Iris.Inputs).ElementAt(4);
        var drawn = Training.Run(start, network, CrossEntropy, Iris.Batches(Iris.Count)).ElementAt(4);

        Assert.Equal((drawn.Step, drawn.Epoch, drawn.Batch, drawn.EndsEpoch), (same.Step, same.Epoch, same.Batch, same.EndsEpoch));
        Assert.Equal(drawn.Cost!.Value, same.Cost!.Value, 1e-4f);
    }

    [Fact]
    public void Nothing_is_computed_before_it_is_asked_for()
    {
        var passes = 0;
        var counted = Pure<Tensor<float>, Tensor<float>>("counted", static shapes => shapes, x =>
        {
            passes++;
            return (x, dx => dx);
        });
        var network = counted.Then(Dense(3));
        var run = Training.Run(Training.Start(network, [4], Optimizer.Adam(0.01f), Seed), network, CrossEntropy(Iris.Targets), Iris.Inputs);

        Assert.Equal(0, passes);
        Assert.Equal(2, run.Take(2).Count());
        Assert.Equal(2, passes);
    }

    private static IEnumerable<TrainingState<float>> Run(TrainingState<float> start, Every every = default) =>
        Training.Run(start, Network, CrossEntropy(Iris.Targets), Iris.Inputs, every);
}
