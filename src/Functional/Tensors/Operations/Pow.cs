using System.Numerics;
using Functional.Kernels;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>
    /// xᵖ, broadcast: of each element with an exponent of its own, or all with one number. As IEEE 754 has it, x⁰ is 1 for every x, and a negative x has
    /// no power but for whole exponents: NaN. Where p is 0 the derivative by x is 0, at x = 0, too; where x is 0 and p at least 0, the one by p is 0.
    /// </summary>
    /// <param name="exponent">p.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    /// <example><code>
    /// var cube = x.Pow(3f);
    /// </code></example>
    public Tensor<T> Pow(Tensor<T> exponent) => IsTraced | exponent.IsTraced
        ? PowOperation<T>.Rule.Trace(this, exponent)
        : Elementwise.Zip<T, EachPair<T, PowKernel<T>>>(this, exponent);
}

/// <summary>
/// x̄ = ȳ·p·xᵖ⁻¹, and 0 where x and p are 0; p̄ = ȳ·y·log x, and 0 where x is 0 and p is not negative. Summed over what was repeated.
/// </summary>
internal sealed record PowOperation<T> : BinaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly PowOperation<T> Rule = new();

    public override Tensor<T> Apply(Tensor<T> first, Tensor<T> second) => first.Pow(second);

    public override Func<Tensor<T>, Tensor<T>> PullbackToFirst(Tensor<T> first, Tensor<T> second, Tensor<T> y) => ToBase(first, second);

    public override Func<Tensor<T>, Tensor<T>> PullbackToSecond(Tensor<T> first, Tensor<T> second, Tensor<T> y) => ToExponent(first, second, y);

    private static Func<Tensor<T>, Tensor<T>> ToBase(Tensor<T> x, Tensor<T> p) => dy =>
    {
        // 1 stands where 0 is raised to −1, so that 0 times that is 0, here and in the derivatives after this one.
        var inner = Tensor.Where(x.EqualTo(T.Zero) * p.EqualTo(T.Zero), T.One, x);
        return (dy * (p * inner.Pow(p - T.One))).SumTo(x.Shape);
    };

    private static Func<Tensor<T>, Tensor<T>> ToExponent(Tensor<T> x, Tensor<T> p, Tensor<T> y) => dy =>
    {
        var isZero = x.EqualTo(T.Zero) * p.GreaterOrEqual(T.Zero);
        // The logarithm of 1 stands where none is asked for, so that no infinity comes into the derivatives after this one.
        return Tensor.Where(isZero, T.Zero, dy * y * Tensor.Where(isZero, T.One, x).Log()).SumTo(p.Shape);
    };
}

internal readonly struct PowKernel<T> : IEachPair<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static T Of(T x, T y) => T.Pow(x, y);
}
