using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// Two dense layers with an activation between, on each vector by itself: <c>[batch, …, features]</c> to the same shape. Parameters <c>up</c> and
    /// <c>down</c>, each with <c>weight</c> and <c>bias</c>. Vaswani et al., NeurIPS 2017.
    /// </summary>
    /// <param name="hidden">How many features there are between.</param>
    /// <param name="activation">The activation; <see cref="Relu"/> when none is given.</param>
    /// <param name="bias">Whether there are biases.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is nothing between.</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> FeedForward(int hidden, Layer<T, Tensor<T>, Tensor<T>>? activation = null, bool bias = true) =>
        new(new FeedForwardLink<T>(Positive(hidden, nameof(hidden), "FeedForward: there is at least 1 feature between"), activation, bias));

    /// <summary>
    /// (f(x·V) ∘ (x·W))·U, on each vector by itself: a feed-forward layer with a gate, <c>[batch, …, features]</c> to the same shape; of SiLU it is SwiGLU, of
    /// GELU GEGLU. Parameters <c>gated.gate.up</c>, <c>gated.up</c> and <c>down</c>. Shazeer, "GLU variants improve transformer", 2020.
    /// </summary>
    /// <param name="hidden">How many features there are between.</param>
    /// <param name="activation">The activation f of the gate; <see cref="Sigmoid"/> when none is given.</param>
    /// <param name="bias">Whether there are biases.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is nothing between.</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> GatedFeedForward(int hidden, Layer<T, Tensor<T>, Tensor<T>>? activation = null, bool bias = true) =>
        new(new GatedFeedForwardLink<T>(Positive(hidden, nameof(hidden), "GatedFeedForward: there is at least 1 feature between"), activation, bias));
}

/// <summary>Two dense layers with an activation between.</summary>
internal sealed record FeedForwardLink<T>(int Hidden, Layer<T, Tensor<T>, Tensor<T>>? Activation, bool Bias) : ComposedLink<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => Invariant($"FeedForward({Hidden})");

    public override string Code => $"FeedForward({FeedForwardCode.Of(Hidden, Activation, Bias)})";

    protected override Layer<T, Tensor<T>, Tensor<T>> Compose(int features) => Layers<T>.Chain(
        Layers<T>.Named("up", Layers<T>.Dense(Hidden, Bias)),
        Layers<T>.Named("activation", Activation ?? Layers<T>.Relu),
        Layers<T>.Named("down", Layers<T>.Dense(features, Bias)));
}

/// <summary>A feed-forward layer with a gate.</summary>
internal sealed record GatedFeedForwardLink<T>(int Hidden, Layer<T, Tensor<T>, Tensor<T>>? Activation, bool Bias) : ComposedLink<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => Invariant($"GatedFeedForward({Hidden})");

    public override string Code => $"GatedFeedForward({FeedForwardCode.Of(Hidden, Activation, Bias)})";

    protected override Layer<T, Tensor<T>, Tensor<T>> Compose(int features)
    {
        var gate = Layers<T>.Chain(
            Layers<T>.Named("up", Layers<T>.Dense(Hidden, Bias)), Layers<T>.Named("activation", Activation ?? Layers<T>.Sigmoid));
        return Layers<T>.Named("gated", Layers<T>.Fork(Layers<T>.Named("gate", gate), Layers<T>.Named("up", Layers<T>.Dense(Hidden, Bias))))
            .Then(Layers<T>.Multiply)
            .Then(Layers<T>.Named("down", Layers<T>.Dense(features, Bias)));
    }
}

/// <summary>The settings of feed-forward layers as C#.</summary>
internal static class FeedForwardCode
{
    public static string Of<T>(int hidden, Layer<T, Tensor<T>, Tensor<T>>? activation, bool bias)
        where T : struct, IFloatingPointIeee754<T> => Invariant($"{hidden}{(activation is null ? "" : $", {activation}")}{(bias ? "" : ", bias: false")}");
}
