using static Functional.Layers<double>;

namespace Functional.Tests.Layers;

public class ContextTests
{
    private static readonly Key Seed = Key.FromSeed(4);

    [Fact]
    public void Dropout_does_nothing_at_inference()
    {
        var x = Seed.Normal<double>([3, 4]);

        Assert.Equal(x, Dropout(0.7).At(TensorTree<double>.Empty, Context<double>.Inference())(x).Output);
    }

    [Fact]
    public void Dropout_keeps_the_mean_and_says_by_its_key_what_is_dropped()
    {
        var x = Tensor.Ones<double>([100, 100]);
        Tensor<double> Run(int step) => Dropout(0.25).At(TensorTree<double>.Empty, Context<double>.Training(Seed.Split(step)))(x).Output;

        Assert.Equal(Run(0), Run(0));
        Assert.NotEqual(Run(0), Run(1));
        Assert.All(Run(0), value => Assert.True(value == 0 || Math.Abs(value - 1 / 0.75) < 1e-15));
        // The mean of 10⁴ elements of variance 1/3 is within five standard deviations.
        Assert.InRange(Run(0).Mean().Scalar, 1 - 5 * Math.Sqrt(1 / 3.0) / 100, 1 + 5 * Math.Sqrt(1 / 3.0) / 100);
    }

    [Fact]
    public void Without_a_context_a_network_is_used_and_does_not_learn()
    {
        var network = Chain(Dense(2), Dropout(0.5));
        var (theta, x) = (network.Start(Seed, [2]).Parameters, Tensor.Ones<double>([1, 2]));

        Assert.Equal(network.At(theta, Context<double>.Inference())(x).Output, network.At(theta)(x).Output);
        Assert.Equal(network.At(theta)(x).Output, network.On(x)(theta).Output);
    }

    [Fact]
    public void Without_statistics_a_layer_that_keeps_them_is_refused_with_its_path()
    {
        var network = Chain(Dense(2), Residual(Named("norm", BatchNorm())));
        var theta = network.Start(Seed, [2]).Parameters;

        var message = Assert.Throws<LayerException>(() => network.At(theta)(Tensor.Ones<double>([2, 2]))).Message;

        Assert.Contains("'1.norm' (BatchNorm)", message, StringComparison.Ordinal);
        Assert.Contains("Context<double>.Inference(statistics)", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_is_told_its_path_and_draws_from_its_own_key()
    {
        var seen = new List<Context<double>>();
        var plain = new Layer<double, Tensor<double>, Tensor<double>>("plain", Dense(2).Initialize, Spy(Dense(2), seen));
        var network = Chain(Dropout(0.5), Chain(plain, Named("block", Residual(Chain(Relu, plain)))));

        network.Forward(network.Start(Seed, [2]).Parameters, Tensor.Ones<double>([1, 2]), Context<double>.Training(Seed));

        Assert.Equal(["1", "block.1"], seen.Select(static context => context.Path));
        Assert.Equal([Seed.Split("1"), Seed.Split("block").Split("1")], seen.Select(static context => context.Key));
    }

    [Fact]
    public void Statistics_go_in_and_come_out_and_nothing_is_stored()
    {
        var network = Chain(Dense(3), BatchNorm());
        var made = network.Start(Seed, [2]);
        var x = Seed.Normal<double>([8, 2]);
        var context = Context<double>.Training(Seed, made.State);

        var (first, second) = (network.Forward(made.Parameters, x, context), network.Forward(made.Parameters, x, context));

        Assert.Equal((first.Output, first.State), (second.Output, second.State));
        Assert.NotEqual(made.State, first.State);
        Assert.Equal(["1.mean", "1.variance"], first.State.Leaves.Select(leaf => leaf.Path));
        Assert.Equal(made.State, network.Forward(made.Parameters, x, Context<double>.Inference(made.State)).State);
    }

    private static Forward<double, Tensor<double>, Tensor<double>> Spy(Layer<double, Tensor<double>, Tensor<double>> layer, List<Context<double>> seen) =>
        (theta, x, context) =>
        {
            seen.Add(context);
            return layer.Forward(theta, x, context);
        };
}
