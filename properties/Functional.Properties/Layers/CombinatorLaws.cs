using Functional.Properties.Differentiation;
using static Functional.Merge;

namespace Functional.Properties.Layers;

public sealed class ThenLaws : LayerLaws
{
    public override Subject Make<T>(Draw draw) => Subject.Of(
        Layers<T>.Duplicate.Then(Layers<T>.Concatenate).Then(Layers<T>.Dense(draw.Size("units"))).Then(Layers<T>.Sigmoid),
        draw, draw.Tensor<T>("x", draw.Batched("shape")));
}

public sealed class ChainLaws : LayerLaws
{
    public override Subject Make<T>(Draw draw) => Subject.Of(
        Layers<T>.Chain(Layers<T>.Dense(draw.Size("hidden")), Layers<T>.Tanh, Layers<T>.Dense(draw.Size("units"), bias: false), Layers<T>.LogSoftmax),
        draw, draw.Tensor<T>("x", draw.Batched("shape")));
}

public sealed class EmptyChainLaws : LayerLaws
{
    public override Subject Make<T>(Draw draw) => Subject.Of(Layers<T>.Identity, draw, draw.Tensor<T>("x", draw.Batched("shape", 1)));
}

public sealed class ResidualLaws : LayerLaws
{
    public override Subject Make<T>(Draw draw)
    {
        var x = draw.Tensor<T>("x", draw.Batched("shape"));
        var dense = Layers<T>.Dense(x.Shape[^1]);
        return Subject.Of(Layers<T>.Residual(draw.Coin("chain") ? Layers<T>.Chain(dense, Layers<T>.Tanh) : dense), draw, x);
    }
}

public sealed class ParallelConcatenatedLaws : LayerLaws
{
    public override Subject Make<T>(Draw draw) => Subject.Of(
        Layers<T>.Parallel(Layers<T>.Dense(draw.Size("a")), Layers<T>.Sigmoid, Layers<T>.Chain(Layers<T>.Dense(draw.Size("b")), Layers<T>.Tanh)),
        draw, draw.Tensor<T>("x", draw.Batched("shape")));
}

public sealed class ParallelSummedLaws : LayerLaws
{
    public override Subject Make<T>(Draw draw)
    {
        var units = draw.Size("units");
        return Subject.Of(
            Layers<T>.Parallel(Sum, Layers<T>.Dense(units), Layers<T>.Dense(units, bias: false), Layers<T>.Chain(Layers<T>.Dense(units), Layers<T>.Softmax)),
            draw, draw.Tensor<T>("x", draw.Batched("shape")));
    }
}

public sealed class RepeatLaws : LayerLaws
{
    public override Subject Make<T>(Draw draw)
    {
        var x = draw.Tensor<T>("x", draw.Batched("shape"));
        return Subject.Of(Layers<T>.Repeat(draw.Size("times", 0, 3), Layers<T>.Chain(Layers<T>.Dense(x.Shape[^1]), Layers<T>.Tanh)), draw, x);
    }
}

public sealed class NamedLaws : LayerLaws
{
    public override Subject Make<T>(Draw draw) => Subject.Of(
        Layers<T>.Chain(
            Layers<T>.Named("encoder", Layers<T>.Chain(Layers<T>.Dense(draw.Size("code")), Layers<T>.Tanh)),
            Layers<T>.Named("head", Layers<T>.Dense(draw.Size("units")))),
        draw, draw.Tensor<T>("x", draw.Batched("shape")));
}
