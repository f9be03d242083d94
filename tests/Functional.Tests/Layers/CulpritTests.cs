using static Functional.Layers<double>;

namespace Functional.Tests.Layers;

/// <summary>A layer whose pullback returns something that does not fit is named itself, with both shapes, wherever it stands.</summary>
public class CulpritTests
{
    private static readonly Key Seed = Key.FromSeed(5);

    /// <summary>Loses the batch on the way back.</summary>
    private static readonly Layer<double, Tensor<double>, Tensor<double>> Bad = Function("bad", static x => (x * 2.0, static dy => (dy * 2.0).Sum([0])));

    public static TheoryData<Layer<double, Tensor<double>, Tensor<double>>, string> Surroundings => new()
    {
        { Chain(Dense(3), Bad), "1" },
        { Chain(Dense(3), Bad, Dense(2)), "1" },
        { Chain(Dense(3), Named("inside", Bad), Flatten), "inside" },
        { Chain(Dense(3), Residual(Chain(Relu, Bad))), "1.1" },
        { Chain(Dense(3), Residual(Named("f", Bad))), "1.f" },
        { Chain(Dense(3), Bad, Identity, Dropout(0.5)), "1" },
        { Chain(Dense(3), Parallel(Relu, Bad)), "1.1" },
        { Chain(Dense(3), Bad, Reshape([3, 1])), "1" },
        { Chain(Dense(3), Named("block", Chain(Bad, Relu)), Dense(2)), "block.0" },
    };

    [Theory]
    [MemberData(nameof(Surroundings))]
    public void A_cotangent_of_another_shape_is_the_layers_that_made_it(Layer<double, Tensor<double>, Tensor<double>> network, string path)
    {
        var x = Seed.Normal<double>([4, 2]);
        var (y, back) = network.On(x)(network.Start(Seed, [2]).Parameters);

        var refused = Assert.Throws<LayerException>(() => back(y));

        Assert.Equal((path, "bad"), (refused.Path, refused.Layer));
        Assert.Contains("expected a tensor of shape [4, 3], got [3]", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Alone_and_in_a_gradient_check_it_is_refused_too()
    {
        Assert.Contains("[4, 3]", Assert.Throws<ShapeException>(() => Bad.At(TensorTree<double>.Empty)(Seed.Normal<double>([4, 3])).Pullback(Tensor.Ones<double>([4, 3]))).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => Bad.CheckGradients(TensorTree<double>.Empty, Seed.Normal<double>([4, 3])));
        Assert.Throws<ShapeException>(() => Bad.CheckGradients(TensorTree<double>.Empty, Seed.Normal<double>([1, 3])));
    }

    [Fact]
    public void Cotangents_of_other_parameters_are_the_layers_that_made_them()
    {
        var (forgotten, added) = (Gain(static _ => TensorTree<double>.Empty), Gain(static dy => TensorTree<double>.Of(("gain", dy.Sum()), ("shift", dy))));
        foreach (var bad in new[] { forgotten, added, Gain(static dy => TensorTree<double>.Of(("gain", dy.Sum([0])))) })
        {
            var network = Chain(Dense(3), bad, Dense(2));
            var (y, back) = network.On(Seed.Normal<double>([4, 2]))(network.Start(Seed, [2]).Parameters);

            var refused = Assert.Throws<LayerException>(() => back(y));

            Assert.Equal(("1", "gain"), (refused.Path, refused.Layer));
            Assert.Contains("gain []", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_missing_cotangent_is_told()
    {
        var network = Chain(Dense(3), Function("silent", static x => (x, static _ => null!)), Dense(2));
        var (y, back) = network.On(Seed.Normal<double>([4, 2]))(network.Start(Seed, [2]).Parameters);

        Assert.Contains("missing", Assert.Throws<LayerException>(() => back(y)).Message, StringComparison.Ordinal);
    }

    private static Layer<double, Tensor<double>, Tensor<double>> Gain(Func<Tensor<double>, TensorTree<double>> gradient) => new(
        "gain",
        static (_, input) => Initialization<double>.Of(input, TensorTree<double>.Of(("gain", Tensor.Ones<double>([])))),
        (theta, x, _) => new(x * theta["gain"], dy => new(() => gradient(dy), () => dy * theta["gain"])));
}
