using System.Numerics;
using Functional.Kernels;
using Functional.Storage;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>The axes in another order: axis <c>i</c> of the result is axis <c>order[i]</c> of this tensor.</summary>
    /// <param name="order">Every axis once.</param>
    /// <exception cref="ShapeException">The order does not name every axis once.</exception>
    public Tensor<T> Permute(params ReadOnlySpan<int> order)
    {
        var axes = new int[order.Length];
        for (var i = 0; i < axes.Length; i++)
            axes[i] = Shape.Axis(order[i]);
        if (axes.Length != Rank || axes.Distinct().Count() != Rank)
            throw new ShapeException(Invariant($"Permute: {new ReadOnlySpan<int>(axes).InBrackets()} does not name every axis of shape {Shape} once."));
        return axes.SequenceEqual(Enumerable.Range(0, Rank)) ? this : IsTraced ? new PermuteOperation<T>(axes).Trace(this) : Permuted(axes);
    }

    private Tensor<T> Permuted(int[] order)
    {
        var strides = Shape.Strides();
        Shape shape = [.. order.Select(axis => Shape[axis])];
        var result = Scope.Buffer<T>(shape.ElementCount);
        Permutation.Run(Span, result, shape.Sizes, [.. order.Select(axis => strides[axis])]);
        return new(result, shape);
    }

    /// <summary>The matrix transpose: the last two axes change places.</summary>
    /// <exception cref="ShapeException">There are fewer than two axes.</exception>
    public Tensor<T> Transpose() => Rank >= 2
        ? Permute([.. Enumerable.Range(0, Rank - 2), Rank - 1, Rank - 2])
        : throw new ShapeException(Invariant($"Transpose: shape {Shape} has fewer than two axes."));
}

/// <summary>x̄ = ȳ, with the axes where they were.</summary>
internal sealed record PermuteOperation<T>(int[] Order) : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override (string Name, object Value)[] Attributes => [("order", Order)];

    public override Shape ShapeOf(Shape x) => [.. Order.Select(axis => x[axis])];

    public override Tensor<T> Apply(Tensor<T> x) => x.Permute(Order);

    public override Tensor<T> Mapped(Tensor<T> x) => x.Permute([0, .. Order.Select(static axis => axis + 1)]);

    public override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y)
    {
        var back = Inverse(Order);
        return dy => dy.Permute(back);
    }

    /// <summary>The order that puts the axes back.</summary>
    public static int[] Inverse(int[] order)
    {
        var back = new int[order.Length];
        for (var i = 0; i < back.Length; i++)
            back[order[i]] = i;
        return back;
    }
}
