using System.Numerics;
using Functional.Kernels;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>1/√x of each element: ∞ at 0, NaN where x is negative.</summary>
    public Tensor<T> Rsqrt() => IsTraced ? RsqrtOperation<T>.Rule.Trace(this) : Elementwise.Map<T>(this, static (x, y) => Lanes.Run(x, y, default(RsqrtLane<T>)));
}

/// <summary>x̄ = −½·ȳ·y³.</summary>
internal sealed record RsqrtOperation<T> : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly RsqrtOperation<T> Rule = new();
    private static readonly T MinusHalf = T.CreateChecked(-0.5);

    public override Tensor<T> Apply(Tensor<T> x) => x.Rsqrt();

    public override Tensor<T> Mapped(Tensor<T> x) => Apply(x);

    public override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y) => dy => dy * y * y * y * MinusHalf;
}

internal readonly struct RsqrtLane<T> : ILane<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public T Of(T x) => T.One / T.Sqrt(x);

    public Vector<T> Of(Vector<T> x) => Vector<T>.One / Vector.SquareRoot(x);
}
