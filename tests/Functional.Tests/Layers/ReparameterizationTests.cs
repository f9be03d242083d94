using Functional.Laws;
using static Functional.Layers<double>;
using V = Functional.Tensor<double>;

namespace Functional.Tests.Layers;

/// <summary>Layers at φ(θ): tying, freezing, weight normalisation, low-rank updates.</summary>
public class ReparameterizationTests
{
    private static readonly Key Seed = Key.FromSeed(5);

    [Fact]
    public void A_decoder_is_tied_to_its_encoder_by_the_transposed_weights()
    {
        var tied = Chain(Named("encoder", Dense(2)), Tanh, Named("decoder", Dense(3))).Reparameterize(
            "Tied",
            static (_, made) => made.Without("decoder.weight"),
            static theta => (
                theta.WithSubtree("decoder.weight", theta["encoder.weight"].Transpose()),
                static d => d.Without("decoder.weight").WithSubtree("encoder.weight", d["encoder.weight"] + d["decoder.weight"].Transpose())));

        Assert.Equal(["decoder.bias", "encoder.bias", "encoder.weight"], tied.Start(Seed, [3]).Parameters.Leaves.Select(static leaf => leaf.Path));
        Obeys(tied, 3);
    }

    [Fact]
    public void What_is_frozen_keeps_its_numbers_and_has_no_gradient()
    {
        var network = Chain(Named("encoder", Dense(4)), Tanh, Named("head", Dense(2)));
        var learnt = network.Start(Seed, [3]).Parameters;
        var frozen = network.Reparameterize(
            "Frozen",
            static (_, made) => made.Without("encoder"),
            theta => (theta.WithSubtree("encoder", learnt.Subtree("encoder")), static d => d.Without("encoder")));

        var start = Training.Start(frozen, [3], Optimizer.Sgd(0.1), Seed);
        var x = Seed.Normal<double>([4, 3]);
        var trained = Training.Run(start, frozen, MeanSquaredError(Tensor.Ones<double>([4, 2])), x).ElementAt(5);

        Assert.Equal(["head.bias", "head.weight"], trained.Parameters.Leaves.Select(static leaf => leaf.Path));
        Assert.NotEqual(start.Parameters, trained.Parameters);
        Assert.Equal(
            network.At(trained.Parameters.WithSubtree("encoder", learnt.Subtree("encoder")))(x).Output, frozen.At(trained.Parameters)(x).Output);
        Obeys(frozen, 3);
    }

    [Fact]
    public void Weights_are_a_length_times_a_direction()
    {
        // Salimans and Kingma, NeurIPS 2016: W = g·V / ‖V‖, column by column.
        var normed = Dense(2).Reparameterize("WeightNorm", static (_, made) => TensorTree<double>.Of(
            ("bias", made["bias"]), ("direction", made["weight"]), ("length", Length(made["weight"]))), WeightNorm);

        var made = normed.Start(Seed, [3]).Parameters;

        Assert.Equal(Length(made["direction"]), made["length"]);
        Obeys(normed, 3);

        static V Length(V weight) => (weight * weight).Sum([0]).Sqrt();

        static (TensorTree<double>, Func<TensorTree<double>, TensorTree<double>>) WeightNorm(TensorTree<double> theta)
        {
            var (direction, length) = (theta["direction"], theta["length"]);
            var norm = Length(direction);
            var unit = direction / norm;
            return (TensorTree<double>.Of(("bias", theta["bias"]), ("weight", unit * length)), d =>
            {
                var along = (d["weight"] * unit).Sum([0]);
                return TensorTree<double>.Of(("bias", d["bias"]), ("direction", (d["weight"] - unit * along) * (length / norm)), ("length", along));
            });
        }
    }

    [Fact]
    public void A_low_rank_update_begins_at_what_was_learnt_and_changes_little_of_it()
    {
        var layer = Dense(5);
        var learnt = layer.Start(Seed, [4]).Parameters;
        var adapted = layer.Reparameterize(
            "LowRank",
            static (key, _) => TensorTree<double>.Of(("a", key.Normal<double>([4, 2])), ("b", Tensor.Zeros<double>([2, 5]))),
            theta => (learnt.With("weight", learnt["weight"] + theta["a"].MatMul(theta["b"])), d => TensorTree<double>.Of(
                ("a", d["weight"].MatMul(theta["b"], Transposed.Right)),
                ("b", theta["a"].MatMul(d["weight"], Transposed.Left)))));
        var x = Seed.Normal<double>([3, 4]);

        Assert.Equal(layer.At(learnt)(x).Output, adapted.At(adapted.Start(Seed, [4]).Parameters)(x).Output);
        Obeys(adapted, 4);
    }

    [Fact]
    public void A_map_to_other_parameters_than_the_layers_is_refused_where_it_stands()
    {
        var wrong = Chain(Tanh, Dense(2).Reparameterize("Wrong", static (_, made) => made, static theta => (theta.Without("bias"), static d => d)));
        var message = Assert.Throws<LayerException>(() => wrong.Start(Seed, [3])).Message;
        Assert.StartsWith("Layer '1' (Wrong): ", message, StringComparison.Ordinal);
        Assert.Contains("bias", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tied_place_counts_once_and_adds_its_gradients()
    {
        var (tied, free) = (Tied(Repeat(2, Dense(3)), "0", "1"), Repeat(2, Dense(3)));
        var theta = tied.Start(Seed, [3]).Parameters;
        var x = Seed.Normal<double>([4, 3]);
        var both = TensorTree<double>.Of(("0", theta.Child("0")), ("1", theta.Child("0")));
        var cost = MeanSquaredError(Tensor.Ones<double>([4, 3]));

        Assert.Equal(free.At(both)(x).Output, tied.At(theta)(x).Output);
        var (apart, together) = (free.On(x).Then(cost).Gradient()(both), tied.On(x).Then(cost).Gradient()(theta));
        Assert.Equal(apart.Child("0").Plus(apart.Child("1")), together.Child("0"));
    }

    [Fact]
    public void A_layer_is_a_function_of_the_pair_of_its_parameters_and_its_input()
    {
        var network = Chain(Dense(4), Tanh, Dense(2));
        var (theta, x) = (network.Start(Seed, [3]).Parameters, Seed.Normal<double>([5, 3]));
        var dy = Seed.Split("dy").Normal<double>([5, 2]);

        var (y, back) = network.In()((theta, x));

        Assert.Equal(network.At(theta)(x).Output, y);
        Assert.Equal(network.On(x)(theta).Pullback(dy), back(dy).First);
        Assert.Equal(network.At(theta)(x).Pullback(dy), back(dy).Second);
        Assert.Equal(Verdict.Passed, GradientCheck.Of(network.In(), (theta, x), Seed).Verdict);
    }

    private static void Obeys(Layer<double, V, V> layer, int features) => LayerLaws.For(layer, [features], code: layer.Name).Check();
}
