using System.Numerics;
using Functional.Kernels;
using Functional.Storage;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>
    /// The cumulative sum along an axis: y[k] = x[0] + … + x[k]. Each sum carries what its additions lost: |error| ≤ (2 + n²u)·u·Σ|x|, u half of the machine
    /// epsilon.
    /// </summary>
    /// <param name="axis">The axis; −1 is the last.</param>
    /// <param name="reverse">Whether the sums begin at the other end: y[k] = x[k] + … + x[n − 1].</param>
    /// <param name="exclusive">Whether the element itself is left out: y[k] = x[0] + … + x[k − 1], the first is 0.</param>
    /// <exception cref="ShapeException">The axis does not exist.</exception>
    public Tensor<T> CumSum(int axis = -1, bool reverse = false, bool exclusive = false)
    {
        axis = Shape.Axis(axis);
        if (IsTraced)
            return new CumSumOperation<T>(axis, reverse, exclusive).Trace(this);
        var result = Scope.Buffer<T>(Length);
        CumulativeSum.Run(Span, result.Span, Shape[axis], Shape[(axis + 1)..].ElementCount, reverse, exclusive);
        return new(result, Shape);
    }
}

/// <summary>x̄ = the cumulative sum of ȳ from the other end.</summary>
internal sealed record CumSumOperation<T>(int Axis, bool Reverse, bool Exclusive) : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override (string Name, object Value)[] Attributes => [("axis", Axis), ("reverse", Reverse), ("exclusive", Exclusive)];

    public override Tensor<T> Apply(Tensor<T> x) => x.CumSum(Axis, Reverse, Exclusive);

    public override Tensor<T> Mapped(Tensor<T> x) => x.CumSum(Axis + 1, Reverse, Exclusive);

    public override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y) => dy => dy.CumSum(Axis, !Reverse, Exclusive);
}
