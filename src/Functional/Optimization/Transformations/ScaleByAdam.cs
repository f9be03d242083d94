using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional;

public static partial class GradientTransformations<T>
{
    /// <summary>
    /// m ← β₁·m + (1 − β₁)·u, v ← β₂·v + (1 − β₂)·u², u ← m̂ / (√v̂ + ε) with m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ). Kingma and Ba, ICLR 2015.
    /// </summary>
    /// <param name="beta1">β₁, how much of the mean stays, in [0, 1) in the element type, too.</param>
    /// <param name="beta2">β₂, how much of the mean square stays, in [0, 1) in the element type, too.</param>
    /// <param name="epsilon">ε, what is added to the root; positive in the element type, too.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range, as given or in the element type.</exception>
    public static Optimizer<T> ScaleByAdam(double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8) =>
        new ScaleByAdam<T>(Betas<T>.Of("Adam", beta1, beta2, epsilon));
}

internal sealed record ScaleByAdam<T>(Betas<T> Betas) : ElementwiseTransformation<T, AdamRule<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "adam";

    public override string Code => $"ScaleByAdam({Betas})";

    protected override AdamRule<T> RuleAt(long index) => new(Betas.At(index));
}

internal readonly record struct AdamRule<T>(AdamNumbers<T> By) : IUpdateRule<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static int Moments => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V, A>(V update, V parameter, ref V first, ref V second, ref V third)
        where A : IArithmetic<T, V>
    {
        first = By.Mean<V, A>(first, update);
        second = By.Square<V, A>(second, update);
        return By.Quotient<V, A>(first, second);
    }
}
