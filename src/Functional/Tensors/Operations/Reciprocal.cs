using System.Numerics;
using Functional.Kernels;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>1/x of each element; ±∞ at the zeros.</summary>
    public Tensor<T> Reciprocal() => IsTraced ? ReciprocalOperation<T>.Rule.Trace(this) : Elementwise.Map<T>(this, static (x, y) => Lanes.Run(x, y, default(ReciprocalLane<T>)));
}

/// <summary>x̄ = −ȳ·y².</summary>
internal sealed record ReciprocalOperation<T> : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly ReciprocalOperation<T> Rule = new();

    public override Tensor<T> Apply(Tensor<T> x) => x.Reciprocal();

    public override Tensor<T> Mapped(Tensor<T> x) => Apply(x);

    public override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y) => dy => -(dy * y * y);
}

internal readonly struct ReciprocalLane<T> : ILane<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public T Of(T x) => T.One / x;

    public Vector<T> Of(Vector<T> x) => Vector<T>.One / x;
}
