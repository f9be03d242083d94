using static Functional.Layers<double>;

namespace Functional.Tests.TrainingRuns;

/// <summary>A run makes any objective small: of a network and its cost, of a differentiable function, of a lambda; with values carried out beside it.</summary>
public class ObjectiveTests
{
    private static readonly Key Seed = Key.FromSeed(4);
    private static readonly Layer<double, Tensor<double>, Tensor<double>> Network = Chain(Dense(5), Tanh, Dense(3));
    private static readonly Samples<Tensor<double>, Labels> Iris = DataSets.Iris<double>().Samples;
    private static readonly TrainingState<double> Start = Training.Start(Network, [4], Optimizer.Adam(0.01), Seed);

    [Fact]
    public void A_network_and_its_cost_are_the_same_objective_by_all_ways()
    {
        var expected = Training.Run(Start, Network, CrossEntropy, Iris.Batches(30)).ElementAt(7).Parameters;
        var composed = Objective.Of((Samples<Tensor<double>, Labels> batch, Context<double> context) =>
            Network.On(batch.Inputs, context).Then(CrossEntropy(batch.Targets).At(TensorTree<double>.Empty)));
        var traced = Objective.Trace((TensorTree<double> θ, Samples<Tensor<double>, Labels> batch, Context<double> context) =>
            CrossEntropy(batch.Targets).Forward(TensorTree<double>.Empty, Network.Forward(θ, batch.Inputs, context).Output).Output);

        Assert.Equal(expected, Training.Run(Start, Objective.Of(Network, (Labels labels) => CrossEntropy(labels)), Iris.Batches(30)).ElementAt(7).Parameters);
        Assert.Equal(expected, Training.Run(Start, composed, Iris.Batches(30)).ElementAt(7).Parameters);
        Near(expected, Training.Run(Start, traced, Iris.Batches(30)).ElementAt(7).Parameters);
    }

    [Fact]
    public void Auxiliary_values_are_carried_out_and_nothing_flows_back_from_them()
    {
        var objective = Objective.Trace((TensorTree<double> θ, Tensor<double> x, Context<double> context) =>
        {
            var y = Network.Forward(θ, x, context).Output;
            return new ObjectiveValue<double>((y * y).Mean()) { Auxiliary = TensorTree<double>.Of(("largest", (y * 1e6).Abs().Max([0, 1]))) };
        });
        var alone = Objective.Trace((TensorTree<double> θ, Tensor<double> x, Context<double> context) =>
            Network.Forward(θ, x, context).Output is var y ? (y * y).Mean() : x);

        var (state, other) = (Training.Run(Start, objective, Iris.Inputs).ElementAt(3), Training.Run(Start, alone, Iris.Inputs).ElementAt(3));

        Assert.Equal(other.Parameters, state.Parameters);
        Assert.InRange(state.Auxiliary["largest"].Scalar, 1, 1e8);
        Assert.True(other.Auxiliary.IsEmpty);
    }

    [Fact]
    public void A_network_that_keeps_statistics_is_run_in_a_lambda_with_its_state()
    {
        var network = Chain(Dense(5), BatchNorm(), Tanh, Dense(3));
        var start = Training.Start(network, [4], Optimizer.Sgd(0.1), Seed);
        var traced = Objective.Trace((TensorTree<double> θ, Samples<Tensor<double>, Labels> batch, Context<double> context) =>
        {
            var (y, _, state) = network.Forward(θ, batch.Inputs, context);
            return new ObjectiveValue<double>(CrossEntropy(batch.Targets).Forward(TensorTree<double>.Empty, y).Output) { State = state };
        });

        var expected = Training.Run(start, network, CrossEntropy, Iris.Batches(50)).ElementAt(4);
        var actual = Training.Run(start, traced, Iris.Batches(50)).ElementAt(4);

        Near(expected.Parameters, actual.Parameters);
        Near(expected.NetworkState, actual.NetworkState);
    }

    [Fact]
    public void A_penalty_adds_its_number_and_its_gradient()
    {
        var penalty = Differentiable.Trace((TensorTree<double> θ) => (θ["0.weight"] * θ["0.weight"]).Sum() * 0.5);
        var context = Context<double>.Training(Seed, TensorTree<double>.Empty);
        var objective = Objective.Of(Network, (Labels labels) => CrossEntropy(labels));

        var (value, gradient) = objective.ValueAndGradient(Start.Parameters, Iris, context);
        var (more, together) = objective.Plus(penalty).ValueAndGradient(Start.Parameters, Iris, context);

        Assert.Equal(value.Cost.Scalar + penalty(Start.Parameters).Output.Scalar, more.Cost.Scalar, 1e-12);
        Near(gradient + penalty.Gradient()(Start.Parameters), together);
    }

    [Fact]
    public void A_penalty_does_not_hide_where_a_number_arose()
    {
        var broken = Chain(Dense(5), Function("log", static x => ((x - x).Log(), static dy => dy)), Dense(3));
        var heavy = Differentiable.Trace((TensorTree<double> θ) => (θ["0.weight"] * double.NaN).Sum());
        NonFiniteException Found(Layer<double, Tensor<double>, Tensor<double>> network, Differentiable<TensorTree<double>, Tensor<double>> penalty) =>
            Assert.Throws<NonFiniteException>(() => Training.Run(
                Training.Start(network, [4], Optimizer.Sgd(0.1), Seed), Objective.Of(network, (Labels labels) => CrossEntropy(labels)).Plus(penalty), Iris.Batches(30)).First());

        var (inLayer, inPenalty) = (Found(broken, Penalty.L2<double>(0.1)), Found(Network, heavy));

        Assert.Equal((Direction.Forward, "1"), (inLayer.Direction, inLayer.Path));
        Assert.Equal((Direction.Forward, null), (inPenalty.Direction, inPenalty.Path));
        Assert.Contains("the penalty", inPenalty.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_objective_that_says_nothing_of_the_networks_state_leaves_it_as_it_is()
    {
        var network = Chain(Dense(3), BatchNorm(), Dense(3));
        var start = Training.Start(network, [4], Optimizer.Sgd(0.1), Seed);
        var objective = Objective.Of((Samples<Tensor<double>, Labels> batch, Context<double> context) =>
            network.On(batch.Inputs, context).Then(CrossEntropy(batch.Targets).At(TensorTree<double>.Empty)));

        var states = Training.Run(start, objective, Iris.Batches(30)).Take(3).ToArray();

        Assert.All(states, state => Assert.Equal(start.NetworkState, state.NetworkState));
        Assert.Equal(start.NetworkState, Training.Step(start, objective, Iris).NetworkState);
    }

    [Fact]
    public void Steps_on_a_stream_end_with_it()
    {
        var objective = Objective.Of(Network, (Labels labels) => CrossEntropy(labels));
        var batches = Iris.Batches(40).Epoch(Seed).ToArray();

        var states = Training.RunOn(Start, objective, batches).ToArray();

        Assert.Equal([1L, 2, 3, 4], states.Select(static state => state.Step));
        Assert.Equal(batches.Aggregate(Start, (state, batch) => Training.Step(state, objective, batch)).Parameters, states[^1].Parameters);
        Assert.Equal([3L], Training.RunOn(Start, objective, batches, Every.Steps(3)).Select(static state => state.Step));
    }

    [Fact]
    public void Parameters_of_ones_own_need_no_network()
    {
        var start = Training.Start(TensorTree<double>.Of(("x", Tensor.Vector(3.0, -2.0))), Optimizer.Sgd(0.1), Seed);
        var objective = Objective.Trace((TensorTree<double> θ, Tensor<double> target, Context<double> _) => ((θ["x"] - target) * (θ["x"] - target)).Sum());

        var last = Training.Run(start, objective, Tensor.Vector(1.0, 1.0), Every.Steps(100)).First();

        Near(TensorTree<double>.Of(("x", Tensor.Vector(1.0, 1.0))), last.Parameters);
        Assert.Equal((100L, 99), (last.Step, last.Epoch));
    }

    [Theory]
    [InlineData("cost", "the cost is NaN", Direction.Forward)]
    [InlineData("gradient", "the gradient is NaN at x[0]", Direction.Backward)]
    [InlineData("data", "the data is not finite: NaN", Direction.Forward)]
    public void A_number_that_is_not_finite_is_told(string place, string told, Direction direction)
    {
        var start = Training.Start(TensorTree<double>.Of(("x", Tensor.Vector(1.0, 2.0))), Optimizer.Sgd(0.1), Seed);
        var objective = Objective.Of<double, Tensor<double>>(
            (data, _) => θ => (
                (θ["x"] * data).Sum() * (place == "cost" ? double.NaN : 1),
                dy => TensorTree<double>.Of(("x", place == "gradient" ? Tensor.Vector(double.NaN, 1) : data * dy))),
            "own");
        var data = place == "data" ? Tensor.Vector(1, double.NaN) : Tensor.Vector(1.0, 2.0);

        var found = Assert.Throws<NonFiniteException>(() => Training.Run(start, objective, data).First());

        Assert.Contains(told, found.Message, StringComparison.Ordinal);
        Assert.Equal((1L, direction), (found.Step, found.Direction));
        Assert.True(place == "data" || found.Message.Contains("'own'", StringComparison.Ordinal), found.Message);
    }

    private static void Near(TensorTree<double> expected, TensorTree<double> actual) =>
        Assert.All((expected - actual).Leaves.SelectMany(static leaf => leaf.Value), static each => Assert.InRange(each, -1e-9, 1e-9));
}
