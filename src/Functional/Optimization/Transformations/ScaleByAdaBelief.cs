using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional;

public static partial class GradientTransformations<T>
{
    /// <summary>
    /// Adam that divides by how far gradients are from their mean: s ← β₂·s + (1 − β₂)·(u − m)² + ε takes the place of the mean square. Zhuang et al., NeurIPS 2020.
    /// </summary>
    /// <param name="beta1">β₁, how much of the mean stays, in [0, 1) in the element type, too.</param>
    /// <param name="beta2">β₂, how much of the mean square stays, in [0, 1) in the element type, too.</param>
    /// <param name="epsilon">ε, what is added to the root; positive in the element type, too.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range, as given or in the element type.</exception>
    public static Optimizer<T> ScaleByAdaBelief(double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-16) =>
        new ScaleByAdaBelief<T>(Betas<T>.Of("AdaBelief", beta1, beta2, epsilon));
}

internal sealed record ScaleByAdaBelief<T>(Betas<T> Betas) : ElementwiseTransformation<T, AdaBeliefRule<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "adabelief";

    public override string Code => $"ScaleByAdaBelief({Betas})";

    protected override AdaBeliefRule<T> RuleAt(long index) => new(Betas.At(index));
}

internal readonly record struct AdaBeliefRule<T>(AdamNumbers<T> By) : IUpdateRule<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static int Moments => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V, A>(V update, V parameter, ref V first, ref V second, ref V third)
        where A : IArithmetic<T, V>
    {
        first = By.Mean<V, A>(first, update);
        second = A.Add(By.Square<V, A>(second, A.Subtract(update, first)), A.Number(By.Epsilon));
        return By.Quotient<V, A>(first, second);
    }
}
