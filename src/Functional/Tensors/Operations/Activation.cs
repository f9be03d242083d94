using System.Numerics;
using Functional.Kernels;

namespace Functional;

/// <summary>
/// An activation whose way back remembers one tensor alone: its output, where the derivative follows from that, or else its input. The first kind can be
/// computed where its input lies, and fused into the product before it.
/// </summary>
internal abstract record Activation<T> : UnaryOperation<T>, IPointwise<T>
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>Whether the derivative follows from the output.</summary>
    public virtual bool IsOfOutput => true;

    /// <inheritdoc/>
    public abstract void Run(ReadOnlySpan<T> x, Span<T> y);

    /// <summary>ȳ·f′ from ȳ and what is remembered, whose shapes agree.</summary>
    public abstract Tensor<T> Back(Tensor<T> dy, Tensor<T> remembered);

    /// <summary>What the way back remembers.</summary>
    public Tensor<T> Remembered(Tensor<T> x, Tensor<T> y) => IsOfOutput ? y : x;

    /// <inheritdoc/>
    public sealed override Tensor<T> Apply(Tensor<T> x) => x.Activate(this);

    /// <inheritdoc/>
    public sealed override Tensor<T> Mapped(Tensor<T> x) => Apply(x);

    /// <inheritdoc/>
    public sealed override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y) => ToInput(Remembered(x, y));

    private Func<Tensor<T>, Tensor<T>> ToInput(Tensor<T> remembered) => dy => Back(dy, remembered);
}

/// <summary>The way back of an activation, ȳ·f′ from ȳ and what is remembered: it is linear in ȳ.</summary>
internal abstract record ActivationBack<T> : BinaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public sealed override Shape ShapeOf(Shape first, Shape second) => first;

    /// <inheritdoc/>
    public sealed override Func<Tensor<T>, Tensor<T>> PullbackToFirst(Tensor<T> first, Tensor<T> second, Tensor<T> y) => ToCotangent(second);

    /// <inheritdoc/>
    public sealed override Tensor<T> Mapped(Tensor<T>[] x, bool[] isMapped, int count) =>
        Apply(Samples.Repeated(x[0], isMapped[0], count), Samples.Repeated(x[1], isMapped[1], count));

    private Func<Tensor<T>, Tensor<T>> ToCotangent(Tensor<T> remembered) => d => Apply(d, remembered);
}

public sealed partial class Tensor<T>
{
    /// <summary>An activation of each element.</summary>
    internal Tensor<T> Activate(Activation<T> activation) => IsTraced ? activation.Trace(this) : Elementwise.Map(this, activation);

    /// <summary>A function of each element and its like in another tensor of the same shape: the way back of an activation.</summary>
    private static Tensor<T> ZipLane<TLane>(Tensor<T> dy, Tensor<T> y, ActivationBack<T> rule, TLane lane)
        where TLane : struct, ILanePair<T> => dy.IsTraced | y.IsTraced ? rule.Trace(dy, y) : Elementwise.Zip(dy, y, lane);

    /// <summary>The same where the function is one of whole spans.</summary>
    private static Tensor<T> ZipSpans(Tensor<T> dy, Tensor<T> x, ActivationBack<T> rule, Elementwise.Binary<T> function) =>
        dy.IsTraced | x.IsTraced ? rule.Trace(dy, x) : Elementwise.Zip(dy, x, function);
}
