using System.Numerics;
using Functional.Kernels;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>The square of each element.</summary>
    public Tensor<T> Square() => IsTraced ? SquareOperation<T>.Rule.Trace(this) : Elementwise.Map<T>(this, static (x, y) => Lanes.Run(x, y, default(SquareLane<T>)));
}

/// <summary>x̄ = ȳ·2x.</summary>
internal sealed record SquareOperation<T> : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly SquareOperation<T> Rule = new();

    public override Tensor<T> Apply(Tensor<T> x) => x.Square();

    public override Tensor<T> Mapped(Tensor<T> x) => Apply(x);

    public override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y) => dy => dy * (x + x);
}

internal readonly struct SquareLane<T> : ILane<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public T Of(T x) => x * x;

    public Vector<T> Of(Vector<T> x) => x * x;
}
