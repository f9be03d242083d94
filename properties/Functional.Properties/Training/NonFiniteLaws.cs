using Functional.Laws;
using Functional.Properties.Kit;

namespace Functional.Properties.TrainingRuns;

/// <summary>
/// In a random network a layer with a NaN in one place is found: by its path, the way that it broke on and the step. Without its mistake the same
/// network trains, and is the same whoever looks on.
/// </summary>
public sealed class NonFiniteLaws
{
    private const int Cases = 200;

    public enum Place
    {
        Nowhere,
        Output,
        InputCotangent,
        ParameterCotangent,
    }

    [Fact]
    public void An_output_is_found() => Found(Place.Output, Direction.Forward);

    [Fact]
    public void A_cotangent_of_the_input_is_found() => Found(Place.InputCotangent, Direction.Backward);

    [Fact]
    public void A_cotangent_of_parameters_is_found() => Found(Place.ParameterCotangent, Direction.Backward);

    [Fact]
    public void A_network_without_a_mistake_trains() => Each(Place.Nowhere, (network, state, x) =>
    {
        var apart = state;
        for (var step = 0; step < 3; step++)
            apart = Training.Step(apart, network, Mean, x);

        Assert.Equal(apart.Parameters, Training.Run(state, network, Mean, x, Every.Steps(1)).ElementAt(2).Parameters);
    });

    [Fact]
    public void Who_looks_on_changes_nothing() => Each(Place.Nowhere, (network, state, x) =>
    {
        var (seen, unseen) = (network.On(x, ContextOf(state).Observing(new Planted()))(state.Parameters), network.On(x, ContextOf(state))(state.Parameters));

        Assert.Equal(unseen.Output, seen.Output);
        Assert.Equal(unseen.Pullback(unseen.Output), seen.Pullback(seen.Output));
    });

    [Fact]
    public void Each_layer_is_seen_on_both_ways_and_the_network_last_and_first() => Each(Place.Nowhere, (network, state, x) =>
    {
        var planted = new Planted();
        var (y, back) = network.On(x, ContextOf(state).Observing(planted))(state.Parameters);
        Assert.Equal("", planted.Outputs[^1]);

        Assert.False(back(y).IsEmpty);

        Assert.Contains("", planted.Ways);
        Assert.All(planted.Paths, path => Assert.Contains(path, planted.Ways));
    });

    private static Layer<double, Tensor<double>, Tensor<double>> Mean { get; } =
        Layers<double>.Function("mean", static x => (x.Mean(), dy => Tensor.Full(x.Shape, dy.Scalar / x.Length)));

    private static void Found(Place place, Direction direction) => Each(place, (network, state, x) =>
    {
        var planted = new Planted();
        network.On(x, ContextOf(state).Observing(planted))(state.Parameters);
        var step = () => Training.Step(state, network, Mean, x);

        // What an activation or a pooling has left out afterwards does not matter, and is not found.
        if (Reaches(network, state, x))
        {
            var found = Assert.Throws<NonFiniteException>(step);
            Assert.Equal((direction, state.Step + 1), (found.Direction, found.Step));
            Assert.Contains(found.Path, place == Place.Output ? planted.Paths[..1] : planted.Paths);
            Assert.Contains("(planted)", found.Message, StringComparison.Ordinal);
            return;
        }
        Assert.NotEqual(Place.ParameterCotangent, place);
        Assert.True(step().Parameters.IsFinite);
    });

    private static bool Reaches(
        Layer<double, Tensor<double>, Tensor<double>> network, TrainingState<double> state, Tensor<double> x)
    {
        var (y, back, statistics) = network.Forward(state.Parameters, x, ContextOf(state));
        var (cost, costBack) = Mean.At(TensorTree<double>.Empty)(y);
        return !cost.IsFinite || !statistics.IsFinite || !back(costBack(1)).Parameters.IsFinite;
    }

    private static Context<double> ContextOf(TrainingState<double> state) =>
        Context<double>.Training(state.Key.Split("step").Split((int)state.Step), state.NetworkState);

    /// <summary>Random networks with the layer in them, at a step and on a batch of their own, each with another optimiser.</summary>
    private static void Each(Place place, Action<Layer<double, Tensor<double>, Tensor<double>>, TrainingState<double>, Tensor<double>> check)
    {
        var grammar = Grammar.Standard.With(Production.Layer(Broken(place).Then(Same), code: "Planted"));
        foreach (var each in Sampled.Of(Arbitraries.Networks(grammar, NetworkLaws.DefaultDepth), Cases))
        {
            var (network, draw) = (grammar.ToLayer(each.Network), each.Draw.Under("training"));
            var optimizer = draw.Size("optimizer", 0, 2) switch
            {
                0 => Optimizer.Sgd(0.01),
                1 => Optimizer.Sgd(0.01, momentum: 0.9),
                _ => Optimizer.Adam(0.01),
            };
            var state = Training.Start(network, [each.Width], optimizer, draw.Key) with { Step = draw.Size("step", 0, 5) };
            check(network, state, draw.Tensor<double>("x", [draw.Size("batch", 2, 4), each.Width], -1, 1));
        }
    }

    /// <summary>So that the layer before has a place of its own.</summary>
    private static Layer<double, Tensor<double>, Tensor<double>> Same { get; } =
        Layers<double>.Pure<Tensor<double>, Tensor<double>>("same", static shapes => shapes, static x => (x, static dy => dy));

    /// <summary>x ↦ gain·x, with a NaN in one place, at all elements.</summary>
    private static Layer<double, Tensor<double>, Tensor<double>> Broken(Place place)
    {
        return new(
            "planted",
            static (_, input) => Initialization<double>.Of(input, TensorTree<double>.Of(("gain", Tensor.Ones<double>([1])))),
            (theta, x, _) => new(
                Spoilt(Place.Output, x * theta["gain"]),
                dy => new(
                    () => TensorTree<double>.Of(("gain", Spoilt(Place.ParameterCotangent, (x * dy).Sum().Reshape(1)))),
                    () => Spoilt(Place.InputCotangent, dy * theta["gain"])),
                TensorTree<double>.Empty));

        Tensor<double> Spoilt(Place at, Tensor<double> value) => at == place ? value.Map(static _ => double.NaN) : value;
    }

    private sealed class Planted : ILayerObserver<double>
    {
        public List<string> Paths { get; } = [];

        public List<string> Outputs { get; } = [];

        public List<string> Ways { get; } = [];

        public void See<X, Y>(string path, Layer<double, X, Y> layer, TensorTree<double> parameters, X input, Y output, Context<double> context)
        {
            Outputs.Add(path);
            if (layer.Name == "planted")
                Paths.Add(path);
        }

        public void SeeBack<X, Y>(string path, Layer<double, X, Y> layer, Y cotangent, Cotangents<double, X> cotangents) => Ways.Add(path);
    }
}
