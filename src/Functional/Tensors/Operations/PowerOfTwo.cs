using System.Numerics;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>
    /// The largest power of two that is no larger than each element above zero; 1 for all that have none. It divides without rounding, so that squares of what
    /// is left neither overflow nor vanish. A constant.
    /// </summary>
    internal Tensor<T> PowerOfTwo() => IsTraced
        ? PowerOfTwoOperation<T>.Rule.Trace(this)
        : Map(static x => x > T.Zero && T.IsFinite(x) ? T.ScaleB(T.One, T.ILogB(x)) : T.One);
}

/// <summary>The power of two: a constant.</summary>
internal sealed record PowerOfTwoOperation<T> : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly PowerOfTwoOperation<T> Rule = new();

    public override bool IsConstant => true;

    public override Tensor<T> Apply(Tensor<T> x) => x.PowerOfTwo();

    public override Tensor<T> Mapped(Tensor<T> x) => Apply(x);

    public override Func<Tensor<T>, Tensor<T>>? Pullback(Tensor<T> x, Tensor<T> y) => null;
}
