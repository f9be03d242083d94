using System.Numerics;

namespace Functional;

/// <summary>An operation on tensors, whatever their precision: its name and what it is told beside its operands.</summary>
internal abstract record Operation
{
    /// <summary>The name: that of the method or operator.</summary>
    public string Name => GetType().Name.Split("Operation")[0];

    /// <summary>What it is told beside its operands.</summary>
    public virtual (string Name, object Value)[] Attributes => [];

    /// <summary>The name and what it is told, as text.</summary>
    public sealed override string ToString() => Attributes.Length == 0 ? Name : $"{Name} {AttributeText.Of(Attributes)}";

    /// <summary>Whether nothing flows back through it: its result has no slope, or is meant to be constant.</summary>
    public virtual bool IsConstant => false;
}

/// <summary>
/// An operation on tensors, as a value. The set is closed: layers, costs and optimisers are made of these. An operation says what shape its result has, how it
/// is computed (on plain tensors by its kernel), and its pullback, written with operations again: so the pullback has a pullback, too.
/// </summary>
internal abstract record Operation<T> : Operation
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>The shape of the result.</summary>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public abstract Shape ShapeOf(Shape[] operands);

    /// <summary>The operation itself, on tensors of any level.</summary>
    public abstract Tensor<T> Apply(Tensor<T>[] x);

    /// <summary>The way back to one operand: from the cotangent of the result to that of the operand. It keeps what it needs, and no more.</summary>
    /// <param name="operand">Which operand.</param>
    /// <param name="x">The operands.</param>
    /// <param name="y">The result.</param>
    /// <returns>The way back; null where nothing ever flows back to this operand.</returns>
    public abstract Func<Tensor<T>, Tensor<T>>? Pullback(int operand, Tensor<T>[] x, Tensor<T> y);

    /// <summary>The multiply-adds that it takes: those of matrix products.</summary>
    public virtual long MultiplyAddsOf(Shape[] operands) => 0;

    /// <summary>
    /// The operation for many samples at once: those operands that are mapped have the samples along a first axis, and so has the result. Bitwise what one
    /// sample after the other gives, which is how it is done where there is no better way; of products to rounding.
    /// </summary>
    /// <param name="x">The operands.</param>
    /// <param name="isMapped">Which of them are mapped; at least one is.</param>
    /// <param name="count">How many samples there are.</param>
    public virtual Tensor<T> Mapped(Tensor<T>[] x, bool[] isMapped, int count) => Samples.OneByOne(this, x, isMapped, count);

    /// <summary>The operation on tensors of which at least one is traced.</summary>
    public Tensor<T> Trace(params ReadOnlySpan<Tensor<T>> operands) => Level.Of(operands).Run(this, operands);
}

/// <summary>An operation on one tensor.</summary>
internal abstract record UnaryOperation<T> : Operation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public sealed override Shape ShapeOf(Shape[] operands) => ShapeOf(operands[0]);

    public sealed override Tensor<T> Apply(Tensor<T>[] x) => Apply(x[0]);

    public sealed override Func<Tensor<T>, Tensor<T>>? Pullback(int operand, Tensor<T>[] x, Tensor<T> y) => Pullback(x[0], y);

    /// <summary>The shape of the result: mostly that of the operand.</summary>
    public virtual Shape ShapeOf(Shape x) => x;

    public abstract Tensor<T> Apply(Tensor<T> x);

    public sealed override Tensor<T> Mapped(Tensor<T>[] x, bool[] isMapped, int count) => Mapped(x[0]);

    /// <summary>The operation for many samples along a first axis.</summary>
    public abstract Tensor<T> Mapped(Tensor<T> x);

    public abstract Func<Tensor<T>, Tensor<T>>? Pullback(Tensor<T> x, Tensor<T> y);
}

/// <summary>An operation on two tensors.</summary>
internal abstract record BinaryOperation<T> : Operation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public sealed override Shape ShapeOf(Shape[] operands) => ShapeOf(operands[0], operands[1]);

    public sealed override Tensor<T> Apply(Tensor<T>[] x) => Apply(x[0], x[1]);

    public sealed override Func<Tensor<T>, Tensor<T>>? Pullback(int operand, Tensor<T>[] x, Tensor<T> y) =>
        operand == 0 ? PullbackToFirst(x[0], x[1], y) : PullbackToSecond(x[0], x[1], y);

    /// <summary>The shape of the result: mostly that to which both broadcast.</summary>
    public virtual Shape ShapeOf(Shape first, Shape second) => Elementwise.ShapeOf(Name, first, second);

    public abstract Tensor<T> Apply(Tensor<T> first, Tensor<T> second);

    public override Tensor<T> Mapped(Tensor<T>[] x, bool[] isMapped, int count)
    {
        var rank = Math.Max(x[0].Rank - (isMapped[0] ? 1 : 0), x[1].Rank - (isMapped[1] ? 1 : 0));
        return Apply(isMapped[0] ? Samples.WithRank(x[0], rank) : x[0], isMapped[1] ? Samples.WithRank(x[1], rank) : x[1]);
    }

    public abstract Func<Tensor<T>, Tensor<T>>? PullbackToFirst(Tensor<T> first, Tensor<T> second, Tensor<T> y);

    public abstract Func<Tensor<T>, Tensor<T>>? PullbackToSecond(Tensor<T> first, Tensor<T> second, Tensor<T> y);
}
