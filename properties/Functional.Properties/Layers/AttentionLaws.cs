using System.Numerics;
using Functional.Properties.Differentiation;

namespace Functional.Properties.Layers;

/// <summary>Queries, keys and values of their own, of matrices and of batches of them.</summary>
public sealed class AttentionLaws : PullbackLaws
{
    public override Subject Make<T>(Draw draw)
    {
        var outer = draw.Batched("outer", 1, 2);
        var (n, m, d, e) = (draw.Size("n"), draw.Size("m"), draw.Size("d"), draw.Size("e"));
        var (q, k, v) = (draw.Tensor<T>("q", [.. outer, n, d]), draw.Tensor<T>("k", [.. outer, m, d]), draw.Tensor<T>("v", [.. outer, m, e]));
        return Subject.Of(
            Layers<T>.Attention, draw, Shapes.Pair(q.Shape[1..], Shapes.Pair(k.Shape[1..], v.Shape[1..])), (q, (k, v)),
            Space.Pairs(Space.Tensors<T>("q"), Space.Pairs(Space.Tensors<T>("k"), Space.Tensors<T>("v"))), Space.Tensors<T>());
    }
}

/// <summary>One value as queries, keys and values: three uses, whose cotangents add.</summary>
public sealed class SelfAttentionLaws : LayerLaws
{
    public override Subject Make<T>(Draw draw)
    {
        var layer = Layers<T>.Dense(draw.Size("units")).Then(Thrice<T>()).Then(Layers<T>.Attention);
        return Subject.Of(layer, draw, draw.Tensor<T>("x", draw.Batched("shape", 3)));
    }

    private static Layer<T, Tensor<T>, Pair<Tensor<T>, Pair<Tensor<T>, Tensor<T>>>> Thrice<T>()
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Pure<Tensor<T>, Pair<Tensor<T>, Pair<Tensor<T>, Tensor<T>>>>(
        "Thrice",
        input => Shapes.Pair(input, Shapes.Pair(input, input)),
        x => ((x, (x, x)), d => d.First + d.Second.First + d.Second.Second));
}
