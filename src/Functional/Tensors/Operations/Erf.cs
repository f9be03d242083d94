using System.Numerics;
using Functional.Kernels;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>The error function 2/√π·∫₀ˣ e^−t² dt of each element.</summary>
    public Tensor<T> Erf() => IsTraced ? ErfOperation<T>.Rule.Trace(this) : Elementwise.Map<T>(this, Elementary<T>.Erf);
}

/// <summary>x̄ = ȳ·2/√π·e^−x².</summary>
internal sealed record ErfOperation<T> : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly ErfOperation<T> Rule = new();
    private static readonly T TwoOverRootPi = T.CreateChecked(1.1283791670955126);

    public override Tensor<T> Apply(Tensor<T> x) => x.Erf();

    public override Tensor<T> Mapped(Tensor<T> x) => Apply(x);

    public override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y) => dy => dy * ((-(x * x)).Exp() * TwoOverRootPi);
}
