using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional;

/// <summary>How much of two averages stays, and what is added to a root, checked.</summary>
internal readonly record struct Betas<T>(double Beta1, double Beta2, double Epsilon)
    where T : struct, IFloatingPointIeee754<T>
{
    public static Betas<T> Of(string whose, double beta1, double beta2, double epsilon)
    {
        Setting.In<T>(beta1, nameof(beta1), $"{whose}: β₁ is at least 0 and below 1", static x => x is >= 0 and < 1);
        Setting.In<T>(beta2, nameof(beta2), $"{whose}: β₂ is at least 0 and below 1", static x => x is >= 0 and < 1);
        var eps = Setting.In<T>(epsilon, nameof(epsilon), $"{whose}: ε is positive and finite", static x => x > 0 && double.IsFinite(x));
        // By so much the mean is multiplied where there are no squares yet.
        Setting.Finite<T>(1 / (1 - beta1) / double.CreateChecked(eps), epsilon, nameof(epsilon), Invariant($"{whose}: 1 / (1 − β₁) / ε is finite, β₁ {beta1}"));
        return new(beta1, beta2, epsilon);
    }

    /// <summary>The numbers of a step: β₁, 1 − β₁, β₂, 1 − β₂, ε, and the corrections 1/(1 − β₁ᵗ) and 1/√(1 − β₂ᵗ).</summary>
    public AdamNumbers<T> At(long step) => new(
        T.CreateChecked(Beta1), T.CreateChecked(1 - Beta1), T.CreateChecked(Beta2), T.CreateChecked(1 - Beta2), T.CreateChecked(Epsilon),
        T.CreateChecked(1 / (1 - double.Pow(Beta1, step + 1))), T.CreateChecked(1 / double.Sqrt(1 - double.Pow(Beta2, step + 1))));

    /// <summary>The numbers as arguments.</summary>
    public override string ToString() => Invariant($"{Beta1}, {Beta2}, {Epsilon}");
}

internal readonly record struct AdamNumbers<T>(Spread<T> B1, Spread<T> C1, Spread<T> B2, Spread<T> C2, Spread<T> Epsilon, Spread<T> Warm, Spread<T> Root)
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>β₁·m + (1 − β₁)·u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Mean<V, A>(V mean, V update)
        where A : IArithmetic<T, V> => A.MultiplyAdd(A.Number(B1), mean, A.Multiply(A.Number(C1), update));

    /// <summary>β₂·v + (1 − β₂)·x².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Square<V, A>(V square, V x)
        where A : IArithmetic<T, V> => A.MultiplyAdd(A.Number(B2), square, A.Multiply(A.Multiply(A.Number(C2), x), x));

    /// <summary>warm·mean / (√square·root + ε), in the form that stays fast where the mean is smaller than the normal numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Quotient<V, A>(V mean, V square)
        where A : IArithmetic<T, V> =>
        A.MultiplyAdd(mean, A.Divide(A.Number(Warm), A.MultiplyAdd(A.SquareRoot(square), A.Number(Root), A.Number(Epsilon))), A.Number(T.Zero));
}
