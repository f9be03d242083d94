using static Functional.Layers<float>;

namespace Functional.Tests.TrainingRuns;

public class TrainingTests
{
    private static readonly Key Seed = Key.FromSeed(6);
    private static readonly Layer<float, Tensor<float>, Tensor<float>> Network = Chain(Dense(8), BatchNorm(), Relu, Dropout(0.3), Dense(3));
    private static readonly Batches<Tensor<float>, Labels> Iris = DataSets.Iris<float>().Samples.Batches(40);

    [Fact]
    public void Two_runs_with_the_same_key_are_bitwise_equal()
    {
        var (one, other) = (Run(Start()).Take(10).Last(), Run(Start()).Take(10).Last());

        Same(one, other);
        Assert.NotEqual(one.Parameters, Run(Start(Key.FromSeed(7))).Take(10).Last().Parameters);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(6)]
    public void A_run_that_goes_on_from_any_state_is_bitwise_the_uninterrupted_one(int steps)
    {
        var middle = Run(Start()).ElementAt(steps - 1);

        Same(Run(Start()).ElementAt(10), Run(middle).ElementAt(10 - steps));
    }

    [Fact]
    public void Epochs_and_batches_are_counted()
    {
        Assert.Equal(
            [(1, 0, 1), (2, 0, 2), (3, 0, 3), (4, 0, 4), (5, 1, 1)],
            Run(Start()).Take(5).Select(state => ((int)state.Step, state.Epoch, state.Batch)));
        Assert.Equal(8, Run(Start()).Epochs(2).Last().Step);
    }

    [Fact]
    public void Nothing_is_computed_before_it_is_asked_for()
    {
        var steps = 0;
        var run = Training.Run(Start(), Network, (Labels labels) =>
        {
            steps++;
            return CrossEntropy(labels);
        }, Iris);

        Assert.Equal(0, steps);
        Assert.Equal(3, run.Take(3).Count());
        Assert.Equal(3, steps);
    }

    [Fact]
    public void Every_step_has_a_key_of_its_own()
    {
        var keys = new List<Key>();
        var spy = new Layer<float, Tensor<float>, Tensor<float>>("spy", Dense(3).Initialize, (theta, x, context) =>
        {
            keys.Add(context.Key);
            return Dense(3).Forward(theta, x);
        });

        Assert.Equal(6, Run(spy).Take(6).Last().Step);
        Assert.Equal(6, keys.Distinct().Count());
    }

    [Fact]
    public void A_state_is_not_changed_by_the_steps_after_it()
    {
        var states = Run(Start()).Take(3).ToArray();
        var copy = states[0].Parameters.Map(leaf => Tensor.Create(leaf.Shape, leaf.Span));

        Assert.Equal(4, Run(states[0]).Take(3).Last().Step);
        Assert.Equal(copy, states[0].Parameters);
        Assert.NotEqual(states[1].Parameters, states[0].Parameters);
    }

    [Fact]
    public void Iris_is_learnt()
    {
        var (train, test) = DataSets.Iris<float>().Samples.SplitStratified(0.7, Seed);
        var scale = Standardization.Fit(train.Inputs);
        var network = Chain(Dense(16), Tanh, Dense(3));

        var last = Training.Run(Training.Start(network, [4], Optimizer.Adam(0.01f), Seed), network, CrossEntropy, scale.Apply(train).Batches(15)).Epochs(60).Last();

        var accuracy = Accuracy.Of(network.At(last.Parameters)(scale.Apply(test.Inputs)).Output, test.Targets).Value;
        Assert.True(accuracy >= 0.9, $"{accuracy:P1} of the held-out flowers are right.");
    }

    [Fact]
    public void A_cost_that_is_not_finite_names_the_step_and_the_first_layer()
    {
        var network = Chain(Dense(3), Named("deep", Chain(Tanh, Function("boom", static x => (x / 0f, static dy => dy)))), Dense(3));

        var stopped = Assert.Throws<NonFiniteException>(() => Run(network).First());

        Assert.Equal(1, stopped.Step);
        Assert.All(["step 1 ", "'deep.1'"], part => Assert.Contains(part, stopped.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_cost_that_is_not_finite_by_itself_says_so()
    {
        var network = Chain(Dense(3), LogSoftmax);
        var start = Training.Start(network, [4], Optimizer.Adam(0.01f), Seed);
        var broken = Pure<Tensor<float>, Tensor<float>>("log", static _ => Shape.Scalar, static x => ((x - x).Log().Sum(), static dy => dy));

        var stopped = Assert.Throws<NonFiniteException>(() => Training.Run(start, network, (Labels _) => broken, Iris).First());

        Assert.Contains("cost layer", stopped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_that_is_not_finite_is_named()
    {
        var inputs = Tensor.Generate<float>([2, 4], i => i == 6 ? float.NaN : 1);
        var state = Training.Start(Dense(3), [4], Optimizer.Adam(0.01f), Seed);

        var stopped = Assert.Throws<NonFiniteException>(() => Training.Step(state, Dense(3), CrossEntropy([0, 1]), inputs));

        Assert.Contains("NaN at element 2 of sample 1", stopped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Zero_epochs_are_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => Run(Start()).Epochs(0));

    private static TrainingState<float> Start(Key? key = null) => Training.Start(Network, [4], Optimizer.Adam(0.01f), key ?? Seed);

    private static IEnumerable<TrainingState<float>> Run(TrainingState<float> start) => Training.Run(start, Network, CrossEntropy, Iris);

    private static IEnumerable<TrainingState<float>> Run(Layer<float, Tensor<float>, Tensor<float>> network) =>
        Training.Run(Training.Start(network, [4], Optimizer.Adam(0.01f), Seed), network, CrossEntropy, Iris);

    private static void Same(TrainingState<float> one, TrainingState<float> other)
    {
        Assert.Equal((one.Parameters, one.NetworkState, one.OptimizerState), (other.Parameters, other.NetworkState, other.OptimizerState));
        Assert.Equal((one.Step, one.Epoch, one.Batch, one.Cost), (other.Step, other.Epoch, other.Batch, other.Cost));
    }
}
