using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional;

public static partial class GradientTransformations<T>
{
    /// <summary>u ← sign(β₁·m + (1 − β₁)·u), m ← β₂·m + (1 − β₂)·u: all updates are equally large. Chen et al., "Symbolic discovery of optimization algorithms", NeurIPS 2023.</summary>
    /// <param name="beta1">β₁, how much of the mean is in the sign, in [0, 1).</param>
    /// <param name="beta2">β₂, how much of the mean stays, in [0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range, as given or in the element type.</exception>
    public static Optimizer<T> ScaleByLion(double beta1 = 0.9, double beta2 = 0.99)
    {
        Setting.In<T>(beta1, nameof(beta1), "Lion: β₁ is at least 0 and below 1", static x => x is >= 0 and < 1);
        Setting.In<T>(beta2, nameof(beta2), "Lion: β₂ is at least 0 and below 1", static x => x is >= 0 and < 1);
        return new ScaleByLion<T>(beta1, beta2);
    }
}

internal sealed record ScaleByLion<T>(double Beta1, double Beta2) : ElementwiseTransformation<T, LionRule<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "lion";

    public override string Code => Invariant($"ScaleByLion({Beta1}, {Beta2})");

    protected override LionRule<T> RuleAt(long index) => new(T.CreateChecked(Beta1), T.CreateChecked(1 - Beta1), T.CreateChecked(Beta2), T.CreateChecked(1 - Beta2));
}

internal readonly record struct LionRule<T>(Spread<T> B1, Spread<T> C1, Spread<T> B2, Spread<T> C2) : IUpdateRule<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static int Moments => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V, A>(V update, V parameter, ref V first, ref V second, ref V third)
        where A : IArithmetic<T, V>
    {
        var direction = A.Sign(A.MultiplyAdd(A.Number(B1), first, A.Multiply(A.Number(C1), update)));
        first = A.MultiplyAdd(A.Number(B2), first, A.Multiply(A.Number(C2), update));
        return direction;
    }
}
