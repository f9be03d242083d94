using System.Numerics;
using Functional.Laws;

namespace Functional.Properties.Layers;

/// <summary>
/// A chain computes a dense layer and the activation after it as one. Beside it stands the same chain with a dense layer whose forward pass is
/// called through another function, so that the chain cannot know it: outputs, gradients and errors are the same, to the last bit.
/// </summary>
public sealed class JoinedLaws
{
    [Law]
    public void In_double(Draw draw) => AreApart<double>(draw);

    [Law]
    public void In_float(Draw draw) => AreApart<float>(draw);

    [Law]
    public void A_wrong_cotangent_is_refused_alike(Draw draw) => RefusedAlike(draw, static (chain, theta, x) =>
        chain.Forward(theta, x, null).Pullback(Tensor.Ones<double>([.. x.Shape[..^1], x.Shape[^1] + 7])).Parameters);

    [Law]
    public void An_input_of_another_width_is_refused_alike(Draw draw) => RefusedAlike(draw, static (chain, theta, x) =>
        chain.Forward(theta, Tensor.Ones<double>([.. x.Shape[..^1], x.Shape[^1] + 1]), null).Output);

    [Law]
    public void A_missing_weight_is_refused_alike(Draw draw) => RefusedAlike(draw, static (chain, theta, x) =>
        chain.Forward(TensorTree<double>.Of([.. theta.Children.Skip(1)]), x, null).Output);

    [Law]
    public void Parameters_of_an_activation_are_refused_alike(Draw draw) => RefusedAlike(draw, static (chain, theta, x) =>
        chain.Forward(TensorTree<double>.Union(theta, TensorTree<double>.Of(("1", TensorTree<double>.Of(("slope", x))))), x, null).Output);

    [Law]
    public void An_observer_is_shown_both_layers(Draw draw)
    {
        var (joined, apart, theta, x) = Made<double>(draw);
        var (seen, expected) = (new Outputs(), new Outputs());
        joined.Forward(theta, x, Context<double>.Inference().Observing(seen));
        apart.Forward(theta, x, Context<double>.Inference().Observing(expected));

        Assert.Equal(["0", "1", "2", "3"], seen.All.Select(static each => each.Path));
        Assert.Equal(expected.All, seen.All);
    }

    [Law(20)]
    public void A_layer_with_another_forward_pass_is_another_layer(Draw draw)
    {
        var (x, dense) = (draw.Tensor<double>("x", [2, 3], -1, 1), Layers<double>.Dense(4));
        var twice = new Layer<double, Tensor<double>, Tensor<double>>(
            "Twice", Layers<double>.Relu.Initialize, static (theta, x, context) => Layers<double>.Relu.Forward(theta, 2.0 * x, context));
        var theta = Layers<double>.Chain(dense, twice).Start(draw.Key, [3]).Parameters;

        Assert.Equal(
            Layers<double>.Relu.At(TensorTree<double>.Empty)(2.0 * dense.At(theta.Child("0"))(x).Output).Output,
            Layers<double>.Chain(dense, twice).At(theta)(x).Output);
    }

    /// <summary>In chains of chains, too, whose parts meet at the seam.</summary>
    [Fact]
    public void A_dense_layer_and_an_activation_are_joined_wherever_they_meet()
    {
        var (dense, relu) = (Layers<double>.Dense(2), Layers<double>.Relu);

        Assert.Equal(1, Links(Layers<double>.Chain(dense, relu)));
        Assert.Equal(1, Links(dense.Then(relu)));
        Assert.Equal(3, Links(Layers<double>.Chain(Layers<double>.Chain(dense, relu, dense), Layers<double>.Chain(relu, dense))));
        Assert.Equal(2, Links(dense.Then(relu).Then(dense).Then(relu)));
        Assert.Equal(2, Links(Layers<double>.Chain(Apart(dense), relu)));
        Assert.Equal(2, Links(Layers<double>.Chain(dense, Layers<double>.Softmax)));
        Assert.Equal(1, Links(Layers<double>.Chain(dense, Layers<double>.Named("rest", Layers<double>.Chain(relu)))));
        Assert.Equal(1, Links(Layers<double>.Chain(Layers<double>.Named("one", dense), relu)));
        Assert.Equal(1, Links(Layers<double>.Chain(Layers<double>.Named("head", Layers<double>.Chain(dense, relu, dense)), relu)));

        static int Links(Layer<double, Tensor<double>, Tensor<double>> chain) => chain.Sequence.CountJoined;
    }

    /// <summary>A rectifier and a maximum over windows are one, in either order, and one with the linear layer before them.</summary>
    [Fact]
    public void A_maximum_over_windows_and_a_rectifier_are_joined()
    {
        var (convolution, relu, pool) = (Layers<double>.Convolution(2, [3]), Layers<double>.Relu, Layers<double>.MaxPool([2]));

        Assert.Equal(1, Layers<double>.Chain(relu, pool).Sequence.CountJoined);
        Assert.Equal(1, Layers<double>.Chain(pool, relu).Sequence.CountJoined);
        Assert.Equal(1, Layers<double>.Chain(convolution, relu, pool).Sequence.CountJoined);
        Assert.Equal(2, Layers<double>.Chain(convolution, pool, relu).Sequence.CountJoined);
        Assert.Equal(2, Layers<double>.Chain(convolution, Layers<double>.Tanh, pool).Sequence.CountJoined);
        Assert.Equal(2, Layers<double>.Chain(convolution, relu, pool, relu).Sequence.CountJoined);
        Assert.Equal(3, Layers<double>.Chain(convolution, relu, pool, convolution, relu, pool, Layers<double>.Flatten).Sequence.CountJoined);
    }

    [Law]
    public void A_maximum_over_windows_of_what_is_rectified_in_double(Draw draw) => PoolsAreApart<double>(draw);

    [Law]
    public void A_maximum_over_windows_of_what_is_rectified_in_float(Draw draw) => PoolsAreApart<float>(draw);

    /// <summary>A chain of a convolution, a rectifier and a maximum, joined, and each by itself: the same to the last bit.</summary>
    private static void PoolsAreApart<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T>
    {
        var drawn = Generators.DrawnWindows.Of(draw);
        var x = Generators.DrawnWindows.Images(draw).Cast<T>();
        var convolution = Layers<T>.Convolution(3, Shape.Create([.. drawn.Space.Select(static _ => 2)]), padding: Padding.Same);
        var pool = Layers<T>.MaxPool(drawn.Window, drawn.Strides, drawn.Padding, drawn.Dilation);
        foreach (var parts in (Layer<T, Tensor<T>, Tensor<T>>[][])[[convolution, Layers<T>.Relu, pool], [Layers<T>.Relu, pool], [pool, Layers<T>.Relu]])
        {
            var (joined, apart) = (Layers<T>.Chain(parts), Layers<T>.Chain([.. parts.Select(Apart)]));
            var theta = joined.Start(draw.Key, x.Shape[1..]).Parameters;
            var (y, back, _) = joined.Forward(theta, x, null);
            var (expected, expectedBack, _) = apart.Forward(theta, x, null);
            var dy = draw.Tensor<T>("dy", y.Shape, -2, 2);
            Assert.Equal(expected, y);
            Assert.Equal(expectedBack(dy).Parameters, back(dy).Parameters);
            Assert.Equal(expectedBack(dy).Input, back(dy).Input);
        }
    }

    private static void AreApart<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T>
    {
        var (joined, apart, theta, x) = Made<T>(draw);
        var (y, back, _) = joined.Forward(theta, x, null);
        var (expected, expectedBack, _) = apart.Forward(theta, x, null);
        Assert.Equal(expected, y);
        Assert.Equal(expectedBack(expected).Parameters, back(y).Parameters);
        Assert.Equal(expectedBack(expected).Input, back(y).Input);
    }

    private static void RefusedAlike(Draw draw, Func<Layer<double, Tensor<double>, Tensor<double>>, TensorTree<double>, Tensor<double>, object> act)
    {
        var (joined, apart, theta, x) = Made<double>(draw);
        var expected = Assert.Throws<LayerException>(() => act(apart, theta, x));
        var refused = Assert.Throws<LayerException>(() => act(joined, theta, x));
        Assert.Equal((expected.Path, expected.Layer, expected.Message), (refused.Path, refused.Layer, refused.Message));
    }

    private static (Layer<T, Tensor<T>, Tensor<T>> Joined, Layer<T, Tensor<T>, Tensor<T>> Apart, TensorTree<T> Theta, Tensor<T> X) Made<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T>
    {
        var activation = draw.Size("activation", 0, 2) switch { 0 => Layers<T>.Relu, 1 => Layers<T>.Tanh, _ => Layers<T>.Sigmoid };
        var (first, second) = (
            Layers<T>.Dense(draw.Size("hidden", 1, 40), bias: draw.Size("bias", 0, 1) == 1), Layers<T>.Dense(draw.Size("units", 1, 40), bias: draw.Size("bias", 0, 1) == 0));
        var shape = draw.Batched("x");
        var joined = Layers<T>.Chain(first, activation, second, activation);
        return (
            joined,
            Layers<T>.Chain(Apart(first), activation, Apart(second), activation),
            joined.Start(draw.Key, shape[1..]).Parameters,
            draw.Tensor<T>("values", shape, -2, 2));
    }

    private static Layer<T, Tensor<T>, Tensor<T>> Apart<T>(Layer<T, Tensor<T>, Tensor<T>> layer)
        where T : struct, IFloatingPointIeee754<T> => new(layer.Name, layer.Initialize, (theta, x, context) => layer.Forward(theta, x, context));

    private sealed class Outputs : ILayerObserver<double>
    {
        public List<(string Path, Tensor<double> Output)> All { get; } = [];

        public void See<X, Y>(string path, Layer<double, X, Y> layer, TensorTree<double> parameters, X input, Y output, Context<double> context) =>
            All.Add((path, (Tensor<double>)(object)output!));
    }
}
