using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>Two tensors joined along the last axis: <c>[batch, …, a]</c> and <c>[batch, …, b]</c> to <c>[batch, …, a + b]</c>.</summary>
    public static Layer<T, Pair<Tensor<T>, Tensor<T>>, Tensor<T>> Concatenate { get; } = new(new ConcatenateLink<T>());
}

/// <summary>Two tensors joined along the last axis.</summary>
internal sealed record ConcatenateLink<T> : PureLink<T, Pair<Tensor<T>, Tensor<T>>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "Concatenate";

    /// <summary>The shape of two joined samples.</summary>
    public static Shape Beside(string layer, Shape first, Shape second) => first.Rank > 0 && first.Rank == second.Rank && first[..^1] == second[..^1]
        ? first.WithLast((long)first[^1] + second[^1], layer)
        : throw new ShapeException($"{layer}: the shapes of ({first}, {second}) differ elsewhere than in the last axis.");

    protected override Shapes Infer(Shapes input) => Beside(Name, input.Both.First.Shape, input.Both.Second.Shape);

    protected override MultiplyAdds MultiplyAddsOf(Shapes input) => 0;

    protected override (Tensor<T> Output, Func<Tensor<T>, Pair<Tensor<T>, Tensor<T>>> Pullback) Apply(Pair<Tensor<T>, Tensor<T>> x)
    {
        var (first, second) = (x.First.Shape[^1], x.Second.Shape[^1]);
        return (Tensor.Concatenate(-1, x.First, x.Second), dy => dy.Split(-1, first, second) is [var one, var other] ? (one, other) : default);
    }
}
