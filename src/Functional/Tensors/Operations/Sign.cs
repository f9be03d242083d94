using System.Numerics;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>−1, 0 or 1 as each element is negative, zero or positive; NaN stays NaN. Its derivative is 0 everywhere.</summary>
    public Tensor<T> Sign() => IsTraced ? SignOperation<T>.Rule.Trace(this) : Map(static x => T.IsNaN(x) ? x : T.CreateChecked(T.Sign(x)));
}

/// <summary>The sign: a constant.</summary>
internal sealed record SignOperation<T> : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly SignOperation<T> Rule = new();

    public override bool IsConstant => true;

    /// <summary>The way back of the absolute value.</summary>
    public static Func<Tensor<T>, Tensor<T>> Back(Tensor<T> x) => dy => dy * x.Sign();

    public override Tensor<T> Apply(Tensor<T> x) => x.Sign();

    public override Tensor<T> Mapped(Tensor<T> x) => Apply(x);

    public override Func<Tensor<T>, Tensor<T>>? Pullback(Tensor<T> x, Tensor<T> y) => null;
}
