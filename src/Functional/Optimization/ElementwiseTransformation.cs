using System.Numerics;

namespace Functional;

/// <summary>
/// A gradient transformation that treats each element by itself: a rule, with numbers of each step. Neighbours of this kind run together, in one pass over memory
/// where but one of them is more than scaling and decaying.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="R">The rule.</typeparam>
/// <example><code>
/// public sealed record Momentum(float Stays) : ElementwiseTransformation&lt;float, Velocity&gt;
/// {
///     public override string Name => "momentum";
///
///     protected override Velocity RuleAt(long index) => new(Stays);
/// }
/// </code></example>
public abstract record ElementwiseTransformation<T, R> : GradientTransformation<T>, IElementwise<T>
    where T : struct, IFloatingPointIeee754<T>
    where R : struct, IUpdateRule<T>
{
    int IElementwise<T>.Moments => R.Moments;

    Paths? IElementwise<T>.Paths => null;

    /// <summary>The rule of a step, with its numbers.</summary>
    /// <param name="index">How many steps there were before, from 0.</param>
    protected abstract R RuleAt(long index);

    /// <summary>The value of each moment before the first step.</summary>
    protected virtual T Start => T.Zero;

    /// <inheritdoc/>
    public sealed override TensorTree<T> Initialize(TensorTree<T> parameters) => R.Moments == 0
        ? TensorTree<T>.Empty
        : MomentNames.Together<T>([.. Enumerable.Repeat(parameters.Map(leaf => Start == T.Zero ? leaf.Zero : Tensor.Full(leaf.Shape, Start)), R.Moments)]);

    /// <inheritdoc/>
    public sealed override Transformed<T> Apply(TensorTree<T> updates, TensorTree<T> moments, TensorTree<T> parameters, UpdateStep at)
    {
        var (alone, own) = (new ElementwiseSteps<T>(1), new[] { moments });
        alone.Add(this, at.Index, 0);
        return new(alone.Updates(updates, parameters, own, at), own[0]);
    }

    IElementwiseStep<T> IElementwise<T>.At(long index) => new RuleStep<T, R>(RuleAt(index));
}

/// <summary>A rule with the numbers of one step.</summary>
internal sealed class RuleStep<T, R>(R rule) : IElementwiseStep<T>
    where T : struct, IFloatingPointIeee754<T>
    where R : struct, IUpdateRule<T>
{
    private readonly UpdateLoop<T, R> loop = new(rule);

    public AffineMap? Affine => null;

    public bool IsTraced => false;

    public int Moments => R.Moments;

    public Tensor<T> Run(
        Tensor<T> parameter, Tensor<T> update, ReadOnlySpan<Tensor<T>> moments, Span<Tensor<T>> next, AffineMap before, AffineMap after, bool isLast, bool donated) =>
        loop.Run(parameter, update, moments, next, before, after, isLast, donated);

    public Tensor<T> Trace(Tensor<T> parameter, Tensor<T> update, Span<Tensor<T>> moments)
    {
        Tensor<T> first = R.Moments > 0 ? moments[0] : T.Zero, second = R.Moments > 1 ? moments[1] : T.Zero, third = R.Moments > 2 ? moments[2] : T.Zero;
        update = loop.Rule.Apply<Tensor<T>, TensorArithmetic<T>>(update, parameter, ref first, ref second, ref third);
        if (R.Moments > 0)
            moments[0] = first;
        if (R.Moments > 1)
            moments[1] = second;
        if (R.Moments > 2)
            moments[2] = third;
        return update;
    }
}

/// <summary>The rule that leaves updates as they are.</summary>
internal readonly struct NoRule<T> : IUpdateRule<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static int Moments => 0;

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
    public V Apply<V, A>(V update, V parameter, ref V first, ref V second, ref V third)
        where A : IArithmetic<T, V> => update;
}
