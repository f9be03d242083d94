using System.Numerics;
using Functional.Kernels;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>The tangent of each element, in radians.</summary>
    public Tensor<T> Tan() => IsTraced ? TanOperation<T>.Rule.Trace(this) : Elementwise.Map<T>(this, Each<T, TanKernel<T>>.Run);
}

/// <summary>x̄ = ȳ·(1 + y²).</summary>
internal sealed record TanOperation<T> : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly TanOperation<T> Rule = new();

    public override Tensor<T> Apply(Tensor<T> x) => x.Tan();

    public override Tensor<T> Mapped(Tensor<T> x) => Apply(x);

    public override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y) => dy => dy * (T.One + y * y);
}

internal readonly struct TanKernel<T> : IEach<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static T Of(T x) => T.Tan(x);
}
