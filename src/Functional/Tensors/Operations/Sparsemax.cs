using System.Numerics;
using Functional.Kernels;
using Functional.Storage;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>
    /// The distribution that is nearest to x, over the last axis: max(x − τ, 0) with the τ that makes the sum 1. Martins and Astudillo, ICML 2016. At an edge,
    /// where x is τ, the derivative is that of the side of 0.
    /// </summary>
    /// <exception cref="ShapeException">The tensor has no axes, or the last one is empty.</exception>
    public Tensor<T> Sparsemax()
    {
        ExpectClasses("Sparsemax");
        if (Length == 0)
            return this;
        if (IsTraced)
            return SparsemaxOperation<T>.Rule.Trace(this);
        var result = Scope.Buffer<T>(Length);
        SparsemaxRows.Run(Span, result.Span, Shape[^1]);
        return new(result, Shape);
    }
}

/// <summary>x̄ = ȳ less its mean where y is not 0, and 0 where it is.</summary>
internal sealed record SparsemaxOperation<T> : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly SparsemaxOperation<T> Rule = new();

    public static Tensor<T> Back(Tensor<T> y, Tensor<T> dy)
    {
        var support = y.Sign();
        return support * (dy - (support * dy).Sum([-1], keepAxes: true) / support.Sum([-1], keepAxes: true));
    }

    public override Tensor<T> Apply(Tensor<T> x) => x.Sparsemax();

    public override Tensor<T> Mapped(Tensor<T> x) => Apply(x);

    public override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y) => dy => Back(y, dy);
}
