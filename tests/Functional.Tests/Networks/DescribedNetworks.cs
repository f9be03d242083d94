using static Functional.Layers<float>;
using Net = Functional.Layer<float, Functional.Tensor<float>, Functional.Tensor<float>>;

namespace Functional.Tests.Networks;

/// <summary>Networks whose descriptions are written out in the tests.</summary>
internal static class DescribedNetworks
{
    /// <summary>Two dense layers.</summary>
    public static Net Small { get; } = Chain(Dense(8), Relu, Dense(3));

    /// <summary>A cell of 4 units along a sequence.</summary>
    public static Net Recurrent { get; } = Scan(Concatenate.Then(Dense(4)).Then(Tanh).Then(Duplicate), [4]);

    /// <summary>Attention of a sequence to itself.</summary>
    public static Net SelfAttention { get; } = Pure<Tensor<float>, Pair<Tensor<float>, Pair<Tensor<float>, Tensor<float>>>>(
        "Thrice",
        static input => Shapes.Pair(input, Shapes.Pair(input, input)),
        static x => ((x, (x, x)), static d => d.First + d.Second.First + d.Second.Second),
        static _ => 0).Then(Attention);

    /// <summary>Every combinator, in one another, and a layer that does not say how much it computes.</summary>
    public static Net Nested { get; } = Chain(
        Dense(4),
        Named("encoder", Chain(
            Residual(Dense(4, bias: false)),
            Parallel(Named("near", Relu), Chain(Dense(2), Named("square", Function("Square [\"x²\"]", static x => (x * x, dy => 2f * x * dy))))))),
        Named("attention", Residual(SelfAttention)),
        Named("recurrent", Recurrent),
        Flatten,
        Named("head", Dense(5)),
        LogSoftmax);
}
