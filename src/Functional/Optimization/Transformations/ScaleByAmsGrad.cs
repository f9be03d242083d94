using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional;

public static partial class GradientTransformations<T>
{
    /// <summary>Adam whose mean square never falls: v̄ ← max(v̄, v), u ← m̂ / (√(v̄ / (1 − β₂ᵗ)) + ε). Reddi, Kale and Kumar, ICLR 2018, in the form of PyTorch.</summary>
    /// <param name="beta1">β₁, how much of the mean stays, in [0, 1) in the element type, too.</param>
    /// <param name="beta2">β₂, how much of the mean square stays, in [0, 1) in the element type, too.</param>
    /// <param name="epsilon">ε, what is added to the root; positive in the element type, too.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range, as given or in the element type.</exception>
    public static Optimizer<T> ScaleByAmsGrad(double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8) =>
        new ScaleByAmsGrad<T>(Betas<T>.Of("AmsGrad", beta1, beta2, epsilon));
}

internal sealed record ScaleByAmsGrad<T>(Betas<T> Betas) : ElementwiseTransformation<T, AmsGradRule<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "amsgrad";

    public override string Code => $"ScaleByAmsGrad({Betas})";

    protected override AmsGradRule<T> RuleAt(long index) => new(Betas.At(index));
}

internal readonly record struct AmsGradRule<T>(AdamNumbers<T> By) : IUpdateRule<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static int Moments => 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V, A>(V update, V parameter, ref V first, ref V second, ref V third)
        where A : IArithmetic<T, V>
    {
        first = By.Mean<V, A>(first, update);
        second = By.Square<V, A>(second, update);
        third = A.Maximum(third, second);
        return By.Quotient<V, A>(first, third);
    }
}
