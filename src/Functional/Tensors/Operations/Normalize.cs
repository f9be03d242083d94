using System.Numerics;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>
    /// x̂ = (x − mean)/√(variance + ε) of <c>[outer, rows, groups, width]</c>, with a mean and a variance over rows and width; where it is not centred,
    /// x/√(mean of x² + ε). Of equal numbers x̂ is exactly 0.
    /// </summary>
    internal Tensor<T> Normalize(T epsilon, bool centred)
    {
        if (IsTraced)
            return new NormalizeOperation<T>(epsilon, centred).Trace(this);
        return Normalization<T>.Of(this, Shape, null, null, epsilon, centred).Output;
    }

    /// <summary>The way back of <see cref="Normalize"/> at x, applied to this tensor: a linear map that is its own transpose.</summary>
    internal Tensor<T> NormalizeBack(Tensor<T> x, T epsilon, bool centred)
    {
        if (IsTraced | x.IsTraced)
            return new NormalizeBackOperation<T>(epsilon, centred).Trace(this, x);
        return Normalization<T>.Back(this, x, epsilon, centred);
    }

    /// <summary>The mean by the group, with its axes kept; 0 where there is nothing.</summary>
    internal Tensor<T> MeanOfGroups() => Sum([1, 3], keepAxes: true) / T.CreateChecked(Math.Max(1, Shape[1] * Shape[3]));

    /// <summary>1/√(variance + ε) by the group.</summary>
    internal Tensor<T> InverseDeviation(T epsilon, bool centred)
    {
        var away = centred ? this - MeanOfGroups() : this;
        return T.One / ((away * away).MeanOfGroups() + epsilon).Sqrt();
    }
}

/// <summary>x̄ = (ȳ − mean(ȳ) − x̂·mean(ȳ·x̂))/√(variance + ε).</summary>
internal sealed record NormalizeOperation<T>(T Epsilon, bool Centred) : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override (string Name, object Value)[] Attributes => [("epsilon", Epsilon), ("centred", Centred)];

    public override Tensor<T> Apply(Tensor<T> x) => x.Normalize(Epsilon, Centred);

    public override Tensor<T> Mapped(Tensor<T> x) => Apply(Samples.Flat(x)).Reshape(x.Shape);

    public override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y) => dy => dy.NormalizeBack(x, Epsilon, Centred);
}

/// <summary>
/// Of J·d, where J = (1 − 1·1ᵀ/n − x̂·x̂ᵀ/n)/σ: it is symmetric, so d̄ = J·v. And since the slope of σ is x̂/n and that of x̂ is J,
/// x̄ of ⟨v, J·d⟩ is −(⟨v, J·d⟩·x̂ + ⟨d, x̂⟩·J·v + ⟨v, x̂⟩·J·d)/(σ·n), with inner products by the group.
/// </summary>
internal sealed record NormalizeBackOperation<T>(T Epsilon, bool Centred) : BinaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override (string Name, object Value)[] Attributes => [("epsilon", Epsilon), ("centred", Centred)];

    public override Shape ShapeOf(Shape first, Shape second) => second;

    public override Tensor<T> Apply(Tensor<T> first, Tensor<T> second) => first.NormalizeBack(second, Epsilon, Centred);

    public override Tensor<T> Mapped(Tensor<T>[] x, bool[] isMapped, int count)
    {
        var (d, at) = (Samples.Repeated(x[0], isMapped[0], count), Samples.Repeated(x[1], isMapped[1], count));
        return Apply(Samples.Flat(d), Samples.Flat(at)).Reshape(d.Shape);
    }

    public override Func<Tensor<T>, Tensor<T>> PullbackToFirst(Tensor<T> first, Tensor<T> second, Tensor<T> y) => v => v.NormalizeBack(second, Epsilon, Centred);

    public override Func<Tensor<T>, Tensor<T>> PullbackToSecond(Tensor<T> first, Tensor<T> second, Tensor<T> y) => v =>
    {
        var (normal, inverse) = (second.Normalize(Epsilon, Centred), second.InverseDeviation(Epsilon, Centred));
        var (forward, back) = (first.NormalizeBack(second, Epsilon, Centred), v.NormalizeBack(second, Epsilon, Centred));
        return -inverse * ((v * forward).MeanOfGroups() * normal + (first * normal).MeanOfGroups() * back + (v * normal).MeanOfGroups() * forward);
    };
}
