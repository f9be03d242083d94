using Functional.Properties.Differentiation;

namespace Functional.Properties.Layers;

public sealed class FlattenLaws : LayerLaws
{
    public override Subject Make<T>(Draw draw) => Subject.Of(Layers<T>.Flatten, draw, draw.Tensor<T>("x", draw.Batched("shape", 1, 4)));
}

public sealed class ReshapeLaws : LayerLaws
{
    public override Subject Make<T>(Draw draw)
    {
        var (batch, a, b, c) = (draw.Size("batch", 1, 4), draw.Size("a"), draw.Size("b"), draw.Size("c"));
        return Subject.Of(Layers<T>.Reshape(draw.Coin("split") ? [c, a * b] : [b, c, a]), draw, draw.Tensor<T>("x", [batch, a, b * c]));
    }
}

public sealed class ConcatenateLaws : PullbackLaws
{
    public override Subject Make<T>(Draw draw)
    {
        var outer = draw.Batched("outer", 1);
        var (first, second) = (draw.Tensor<T>("first", [.. outer, draw.Size("a")]), draw.Tensor<T>("second", [.. outer, draw.Size("b")]));
        return Subject.Of(
            Layers<T>.Concatenate, draw, Shapes.Pair(first.Shape[1..], second.Shape[1..]), (first, second),
            Space.Pairs(Space.Tensors<T>("first"), Space.Tensors<T>("second")), Space.Tensors<T>());
    }
}

public sealed class DuplicateLaws : PullbackLaws
{
    public override Subject Make<T>(Draw draw)
    {
        var x = draw.Tensor<T>("x", draw.Batched("shape", 1));
        return Subject.Of(Layers<T>.Duplicate, draw, x.Shape[1..], x, Space.Tensors<T>(), Space.Pairs(Space.Tensors<T>("first"), Space.Tensors<T>("second")));
    }
}
