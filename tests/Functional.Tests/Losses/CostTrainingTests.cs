using static Functional.Layers<double>;

namespace Functional.Tests.Losses;

/// <summary>Costs where they are used: in a run, over heads, and beside penalties.</summary>
public class CostTrainingTests
{
    private static readonly Key Seed = Key.FromSeed(7);
    private static readonly Tensor<double> X = Seed.Split("x").Normal<double>([8, 3]);
    private static readonly Labels Kinds = [0, 1, 2, 0, 1, 2, 0, 1];
    private static readonly Tensor<double> Values = Seed.Split("values").Normal<double>([8, 2]);

    [Fact]
    public void A_cost_is_told_to_a_run_by_its_name_alone()
    {
        var (labelled, mixed) = (new Samples<Tensor<double>, Labels>(X, Kinds).Batches(4), new Samples<Tensor<double>, Tensor<double>>(X, Tensor.OneHot<double>(Kinds, [8, 3])).Batches(4));
        var (network, start) = Started(Dense(3));

        Assert.Equal(
            Training.Run(start, network, CrossEntropy, labelled).ElementAt(9).Parameters,
            Training.Run(start, network, labels => CrossEntropy(labels, ignored: 255), labelled).ElementAt(9).Parameters);
        Falls(Training.Run(start, network, CrossEntropy, mixed));
        Falls(Training.Run(start, network, MultiClassHinge, labelled));
        Falls(Training.Run(start, network, FocalCrossEntropy, labelled));
        Falls(Training.Run(start, network, labels => CrossEntropy(labels, smoothing: 0.1, weights: [1, 2, 3]), labelled));
    }

    [Fact]
    public void A_network_says_how_sure_it_is()
    {
        var network = Dense(4).Then(Split(-1, 2));
        var start = Training.Start(network, [3], Optimizer.Adam(0.05), Seed);

        Falls(Training.Run(start, network, GaussianNegativeLogLikelihood, new Samples<Tensor<double>, Tensor<double>>(X, Values).Batches(8)));
    }

    [Fact]
    public void Pairs_and_triplets_are_trained_by_an_encoder_that_they_share()
    {
        var network = Shared(Dense(4));
        var pairs = new Samples<Pair<Tensor<double>, Tensor<double>>, Tensor<double>>((X, X.Flip(0)), Tensor.Vector<double>(1, -1, 1, -1, 1, -1, 1, -1)).Batches(8);
        var start = Training.Start(network, Shapes.Pair([3], [3]), Optimizer.Adam(0.05), Seed);

        Falls(Training.Run(start, network, CosineEmbedding, pairs));
        Falls(Training.Run(start, network, InfoNce(temperature: 0.5, symmetric: true), (X, X.Flip(0))));
    }

    [Fact]
    public void Words_are_found_in_frames_without_knowing_where()
    {
        var network = Chain(Dense(5), LogSoftmax);
        var frames = Seed.Split("frames").Normal<double>([4, 6, 3]);
        LabelSequences words = [[1, 2], [3, 3], [4], []];
        var start = Training.Start(network, [6, 3], Optimizer.Adam(0.05), Seed);

        Falls(Training.Run(start, network, Ctc, new Samples<Tensor<double>, LabelSequences>(frames, words).Batches(4)));
    }

    [Fact]
    public void Heads_have_any_cost()
    {
        var network = Chain(Dense(4), Tanh).Then(Heads(("kind", Dense(3)), ("value", Dense(2)), ("side", Dense(2))));
        var sides = Values.Map(static value => value < 0 ? -1.0 : 1);
        var cost = WeightedCosts(
            ("kind", 1, CrossEntropy(Kinds, smoothing: 0.1)), ("value", 0.5, Huber(Values, delta: 0.5)), ("side", 2, Hinge(sides, squared: true)));
        var made = network.Start(Seed, [3]);

        var (outputs, back, _) = network.Forward(made.Parameters, X, null);
        var (value, costBack) = cost.At(TensorTree<double>.Empty)(outputs);

        var expected = Of(CrossEntropy(Kinds, smoothing: 0.1), "kind") + 0.5 * Of(Huber(Values, delta: 0.5), "value") + 2 * Of(Hinge(sides, squared: true), "side");
        Assert.Equal(expected, value.Scalar, 1e-14);
        Assert.Equal(Verdict.Passed, GradientCheck.Of(network.On(X).Then(cost), made.Parameters).Verdict);
        Assert.Equal("WeightedCosts((\"kind\", 1, CrossEntropy), (\"value\", 0.5, Huber), (\"side\", 2, Hinge))", cost.ToString());
        Assert.True(back(costBack(1.0)).Parameters.IsFinite);

        double Of(Layer<double, Tensor<double>, Tensor<double>> one, string head) => one.At(TensorTree<double>.Empty)(outputs[head]).Output.Scalar;
    }

    [Fact]
    public void Penalties_are_of_the_parameters_that_their_paths_choose()
    {
        var network = Chain(Dense(4), Tanh, Named("head", Dense(3)));
        var parameters = network.Start(Seed, [3]).Parameters.Map(static leaf => leaf + 0.25);
        static bool OfWeights(string path) => path.EndsWith("weight", StringComparison.Ordinal);
        var cost = network.On(X).Then(CrossEntropy(Kinds));
        var objective = cost.Plus(Penalty.L2<double>(0.1, OfWeights)).Plus(Penalty.L1<double>(0.01, static path => path.StartsWith("head", StringComparison.Ordinal)));

        var (value, gradient) = objective.ValueAndGradient()(parameters);
        var (alone, ofAlone) = cost.ValueAndGradient()(parameters);

        var squares = parameters.Leaves.Where(static leaf => OfWeights(leaf.Path)).Sum(static leaf => leaf.Value.Dot(leaf.Value));
        var sizes = parameters.Subtree("head").Leaves.Sum(static leaf => leaf.Value.Abs().Sum().Scalar);
        Assert.Equal(alone.Scalar + 0.1 * squares + 0.01 * sizes, value.Scalar, 1e-14);
        Assert.Equal(ofAlone["0.bias"], gradient["0.bias"]);
        Near(ofAlone["0.weight"] + 0.2 * parameters["0.weight"], gradient["0.weight"]);
        Near(ofAlone["head.bias"] + 0.01 * parameters["head.bias"].Sign(), gradient["head.bias"]);
        Assert.Equal(Verdict.Passed, GradientCheck.Of(objective, parameters).Verdict);
    }

    [Fact]
    public void A_penalty_of_nothing_is_refused_by_the_names_that_there_are()
    {
        var parameters = Dense(2).Start(Seed, [3]).Parameters;

        var refused = Assert.Throws<ParameterException>(() => Penalty.L2<double>(0.1, static path => path.EndsWith("wieght", StringComparison.Ordinal))(parameters));

        Assert.Equal("Penalty.L2: no parameter is chosen of bias, weight.", refused.Message);
        Assert.Equal(0, Penalty.L1<double>(0.1)(TensorTree<double>.Empty).Output.Scalar);
    }

    private static (Layer<double, Tensor<double>, Tensor<double>> Network, TrainingState<double> Start) Started(Layer<double, Tensor<double>, Tensor<double>> network) =>
        (network, Training.Start(network, [3], Optimizer.Adam(0.05), Seed));

    /// <summary>A run whose cost is a good deal smaller after some steps.</summary>
    private static void Falls(IEnumerable<TrainingState<double>> run)
    {
        var costs = run.Take(60).Select(static state => (double)state.Cost!).ToArray();
        Assert.True(costs[^1] < costs[0] - 0.05, Invariant($"from {costs[0]} to {costs[^1]}"));
    }

    private static void Near(Tensor<double> expected, Tensor<double> actual) =>
        Assert.All(expected - actual, static difference => Assert.Equal(0, difference, 1e-15));
}
