using System.Numerics;
using Functional.Storage;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>1 at the largest element of the last axis, the first of equal ones, and 0 elsewhere; rows with NaN are NaN. Nothing flows back through it.</summary>
    /// <exception cref="ShapeException">The tensor has no axes, or the last one is empty.</exception>
    public Tensor<T> Hardmax()
    {
        ExpectClasses("Hardmax");
        if (Length == 0)
            return this;
        if (IsTraced)
            return HardmaxOperation<T>.Rule.Trace(this);
        var result = Scope.Zeros<T>(Length);
        var places = ArgMax();
        for (var row = 0; row < places.Length; row++)
        {
            var largest = Data[row * Shape[^1] + places[row]];
            if (T.IsNaN(largest))
                result.AsSpan(row * Shape[^1], Shape[^1]).Fill(largest);
            else
                result[row * Shape[^1] + places[row]] = T.One;
        }
        return new(result, Shape);
    }
}

/// <summary>Which element of each row is the largest: a constant.</summary>
internal sealed record HardmaxOperation<T> : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly HardmaxOperation<T> Rule = new();

    public override bool IsConstant => true;

    public override Tensor<T> Apply(Tensor<T> x) => x.Hardmax();

    public override Tensor<T> Mapped(Tensor<T> x) => Apply(x);

    public override Func<Tensor<T>, Tensor<T>>? Pullback(Tensor<T> x, Tensor<T> y) => null;
}
