using System.Numerics;

namespace Functional;

/// <summary>A transformation u ↦ a·u + b·p of updates and parameters: what scales and what decays.</summary>
internal abstract record AffineTransformation<T> : GradientTransformation<T>, IElementwise<T>
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>The parameters that it is for; null for all.</summary>
    public Paths? Paths { get; init; }

    int IElementwise<T>.Moments => 0;

    /// <summary>What is done in a step.</summary>
    protected abstract AffineStep<T> StepAt(long index);

    public sealed override Transformed<T> Apply(TensorTree<T> updates, TensorTree<T> moments, TensorTree<T> parameters, UpdateStep at)
    {
        var alone = new ElementwiseSteps<T>(1);
        alone.Add(this, at.Index, 0);
        return new(alone.Updates(updates, parameters, [moments], at), moments);
    }

    internal sealed override void ExpectFit(TensorTree<T> parameters) => Paths?.ExpectSome(parameters, "Where");

    internal sealed override GradientTransformation<T> On(Paths paths) => this with { Paths = Paths is null ? paths : Paths.Of(paths) };

    IElementwiseStep<T> IElementwise<T>.At(long index) => StepAt(index);

    /// <summary>The C# that makes it, and for which parameters.</summary>
    protected string Written(string code) => Paths is null ? code : $"{code}.Where({Paths})";
}

/// <summary>u ↦ scale·u + decay·p in one step; the scale may be traced, and then it is a tensor.</summary>
internal sealed class AffineStep<T>(double scale, double decay, Tensor<T>? traced = null) : IElementwiseStep<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public AffineMap? Affine => new(scale, decay);

    public bool IsTraced => traced is not null;

    public int Moments => 0;

    public Tensor<T> Run(
        Tensor<T> parameter, Tensor<T> update, ReadOnlySpan<Tensor<T>> moments, Span<Tensor<T>> next, AffineMap before, AffineMap after, bool isLast, bool donated) =>
        throw new InvalidOperationException("What is affine runs with the rule beside it.");

    public Tensor<T> Trace(Tensor<T> parameter, Tensor<T> update, Span<Tensor<T>> moments)
    {
        var scaled = traced is not null ? update * traced : scale == 1 ? update : update * T.CreateChecked(scale);
        return decay == 0 ? scaled : scaled + parameter * T.CreateChecked(decay);
    }
}
