using System.Numerics;
using Functional.Kernels;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>The sine of each element, in radians.</summary>
    public Tensor<T> Sin() => IsTraced ? SinOperation<T>.Rule.Trace(this) : Elementwise.Map<T>(this, Each<T, SinKernel<T>>.Run);
}

/// <summary>x̄ = ȳ·cos x.</summary>
internal sealed record SinOperation<T> : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly SinOperation<T> Rule = new();

    public override Tensor<T> Apply(Tensor<T> x) => x.Sin();

    public override Tensor<T> Mapped(Tensor<T> x) => Apply(x);

    public override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y) => dy => dy * x.Cos();
}

internal readonly struct SinKernel<T> : IEach<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static T Of(T x) => T.Sin(x);
}
