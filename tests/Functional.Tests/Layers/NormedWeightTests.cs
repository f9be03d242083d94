using static Functional.Layers<double>;

namespace Functional.Tests.Layers;

/// <summary>Weights as lengths times directions, and weights of spectral norm 1.</summary>
public class NormedWeightTests
{
    private static readonly Key Seed = Key.FromSeed(6);

    [Fact]
    public void Weight_norm_begins_at_the_layers_own_weights()
    {
        var network = Chain(Dense(4), Tanh, Named("head", Dense(2)));
        var normed = network.WeightNorm();
        var (plain, made) = (network.Start(Seed, [3]).Parameters, normed.Start(Seed, [3]).Parameters);
        Assert.Equal(
            ["0.bias", "0.weight.direction", "0.weight.length", "head.bias", "head.weight.direction", "head.weight.length"],
            made.Leaves.Select(static leaf => leaf.Path));
        Assert.Equal([4], made["0.weight.length"].Shape);
        Near(network.At(plain)(Tensor.Ones<double>([2, 3])).Output, normed.At(made)(Tensor.Ones<double>([2, 3])).Output);
    }

    [Fact]
    public void The_length_of_a_direction_does_not_matter()
    {
        var layer = Dense(2).WeightNorm();
        var made = layer.Start(Seed, [3]).Parameters;
        var x = Seed.Normal<double>([4, 3]);
        Near(layer.At(made)(x).Output, layer.At(made.With("weight.direction", 5.0 * made["weight.direction"]))(x).Output);
    }

    [Fact]
    public void After_enough_passes_the_largest_singular_value_is_1()
    {
        var layer = Dense(4, bias: false).SpectralNorm();
        var made = layer.Start(Seed, [6]);
        var state = made.State;
        for (var step = 0; step < 300; step++)
            state = layer.Forward(made.Parameters, Tensor.Ones<double>([1, 6]), Context<double>.Training(Seed, state)).State;
        var normed = layer.Forward(made.Parameters, Tensor.Identity<double>(6), Context<double>.Inference(state)).Output;

        // The trace of a high power of WᵀW is the sum of the powers of its eigenvalues: the largest one is what is left of its root.
        var power = normed.MatMul(normed, Transposed.Left);
        for (var doubling = 0; doubling < 10; doubling++)
            power = power.MatMul(power);
        Assert.Equal(1, double.Pow((power * Tensor.Identity<double>(4)).Sum().Scalar, 1 / 1024.0), 2e-3);
    }

    [Fact]
    public void At_inference_the_vectors_stay_where_they_are()
    {
        var layer = Chain(Dense(3), BatchNorm()).SpectralNorm(2);
        var made = layer.Start(Seed, [2]);
        var x = Seed.Normal<double>([5, 2]);
        Assert.Equal(made.State, layer.Forward(made.Parameters, x, Context<double>.Inference(made.State)).State);
        var after = layer.Forward(made.Parameters, x, Context<double>.Training(Seed, made.State)).State;
        Assert.Equal(made.State.Leaves.Select(static leaf => leaf.Path), after.Leaves.Select(static leaf => leaf.Path));
        Assert.Equal(["1.mean", "1.variance", "spectral.0.weight.left", "spectral.0.weight.right"], after.Leaves.Select(static leaf => leaf.Path));
        Assert.NotEqual(made.State["1.mean"], after["1.mean"]);
    }

    /// <summary>There the vectors do not move with the weights, and the way back is the derivative.</summary>
    [Fact]
    public void At_inference_gradients_are_those_of_differences()
    {
        var layer = Dense(3).SpectralNorm();
        var made = layer.Start(Seed, [4]);
        var report = GradientCheck.Of(layer.In(Context<double>.Inference(made.State)), (made.Parameters, Seed.Split("x").Normal<double>([2, 4])), Seed);
        Assert.True(report.Verdict == Verdict.Passed, report.ToString());
    }

    [Fact]
    public void They_print_as_the_calls_that_make_them()
    {
        Assert.Equal("Dense(2).WeightNorm()", Dense(2).WeightNorm().ToString());
        Assert.Equal("Dense(2).SpectralNorm()", Dense(2).SpectralNorm().ToString());
        Assert.Equal("Dense(2).SpectralNorm(3)", Dense(2).SpectralNorm(3).ToString());
        Assert.Equal(Dense(2).WeightNorm(), Dense(2).WeightNorm());
        Assert.NotEqual(Dense(2).SpectralNorm(), Dense(2).SpectralNorm(2));
    }

    [Fact]
    public void A_layer_without_weights_is_refused()
    {
        foreach (var layer in new[] { Tanh.WeightNorm(), LayerNorm().SpectralNorm() })
        {
            var message = Assert.Throws<ParameterException>(() => layer.InitializeBody(Seed, Shape.Create(3))).Message;
            Assert.Contains("no parameter called 'weight'", message, StringComparison.Ordinal);
        }
        Assert.Contains(
            "singular vectors",
            Assert.ThrowsAny<ArgumentException>(() => Dense(2).SpectralNorm().Forward(Dense(2).Start(Seed, [3]).Parameters, Tensor.Ones<double>([1, 3]))).Message,
            StringComparison.Ordinal);
    }

    private static void Near(Tensor<double> expected, Tensor<double> actual) => Assert.InRange((expected - actual).Abs().Max().Scalar, 0, 1e-14);
}
