using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional;

public static partial class GradientTransformations<T>
{
    /// <summary>
    /// Adam that looks ahead: m̂ = β₁·m / (1 − β₁ᵗ⁺¹) + (1 − β₁)·u / (1 − β₁ᵗ) takes the place of its mean. Dozat, "Incorporating Nesterov momentum into Adam", 2016,
    /// with the same β₁ at each step.
    /// </summary>
    /// <param name="beta1">β₁, how much of the mean stays, in [0, 1) in the element type, too.</param>
    /// <param name="beta2">β₂, how much of the mean square stays, in [0, 1) in the element type, too.</param>
    /// <param name="epsilon">ε, what is added to the root; positive in the element type, too.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range, as given or in the element type.</exception>
    public static Optimizer<T> ScaleByNadam(double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8) =>
        new ScaleByNadam<T>(Betas<T>.Of("Nadam", beta1, beta2, epsilon));
}

internal sealed record ScaleByNadam<T>(Betas<T> Betas) : ElementwiseTransformation<T, NadamRule<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "nadam";

    public override string Code => $"ScaleByNadam({Betas})";

    private T Ahead(long power) => T.CreateChecked(1 / (1 - double.Pow(Betas.Beta1, power)));

    protected override NadamRule<T> RuleAt(long index) => new(Betas.At(index) with { Warm = T.One }, Ahead(index + 2) * T.CreateChecked(Betas.Beta1), Ahead(index + 1) * T.CreateChecked(1 - Betas.Beta1));
}

internal readonly record struct NadamRule<T>(AdamNumbers<T> By, Spread<T> OfMean, Spread<T> OfUpdate) : IUpdateRule<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static int Moments => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V, A>(V update, V parameter, ref V first, ref V second, ref V third)
        where A : IArithmetic<T, V>
    {
        first = By.Mean<V, A>(first, update);
        second = By.Square<V, A>(second, update);
        return By.Quotient<V, A>(A.MultiplyAdd(A.Number(OfMean), first, A.Multiply(A.Number(OfUpdate), update)), second);
    }
}
