using System.Numerics;
using System.Numerics.Tensors;
using Functional.Kernels;
using Functional.Storage;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>eˣ / Σ eˣ over the last axis. The maximum is subtracted first, so that nothing overflows.</summary>
    /// <exception cref="ShapeException">The tensor has no axes, or the last one is empty.</exception>
    public Tensor<T> Softmax()
    {
        ExpectClasses("Softmax");
        if (Length == 0)
            return this;
        if (IsTraced)
            return SoftmaxOperation<T>.Rule.Trace(this);
        var (_, exponentials, sums) = ExponentialsOfRows();
        var result = Scope.Buffer<T>(Length);
        SoftmaxRows.Divide(exponentials.Span, sums.Span, result, Shape[^1]);
        return new(result, Shape);
    }

    /// <summary>x − log Σ eˣ over the last axis: the logarithm of <see cref="Softmax"/>, without overflow.</summary>
    /// <exception cref="ShapeException">The tensor has no axes, or the last one is empty.</exception>
    public Tensor<T> LogSoftmax()
    {
        ExpectClasses("LogSoftmax");
        if (Length == 0)
            return this;
        if (IsTraced)
            return LogSoftmaxOperation<T>.Rule.Trace(this);
        var (shifted, _, sums) = ExponentialsOfRows();
        SoftmaxRows.SubtractEach(shifted.Span, sums.Log().Span, Shape[^1]);
        return new(shifted, Shape);
    }

    /// <summary>Rows less their maxima, the exponentials of these, and the sum of each row. There is at least one row.</summary>
    internal (Buffer<T> Shifted, Tensor<T> Exponentials, Tensor<T> Sums) ExponentialsOfRows()
    {
        var classes = Shape[^1];
        var shifted = Scope.Buffer<T>(Length);
        SoftmaxRows.Shift(Span, shifted, classes);
        var exponentials = new Tensor<T>(shifted, Shape).Exp();
        var sums = Scope.Buffer<T>(Length / classes);
        Summation<T>.OfEach(exponentials.Span, sums);
        if (!TensorPrimitives.IsFiniteAll<T>(sums.Span) && SoftmaxRows.ShiftCertain(Span, shifted.Span, classes))
        {
            exponentials = new Tensor<T>(shifted, Shape).Exp();
            Summation<T>.OfEach(exponentials.Span, sums);
        }
        return (shifted, exponentials, new(sums, Shape[..^1]));
    }

    private void ExpectClasses(string operation)
    {
        if (Rank == 0 || Shape[^1] == 0)
            throw new ShapeException($"{operation}: the last axis holds at least one class, but the shape is {Shape}.");
    }
}

/// <summary>x̄ = y·(ȳ − Σ ȳ·y) over the last axis.</summary>
internal sealed record SoftmaxOperation<T> : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly SoftmaxOperation<T> Rule = new();

    public static Tensor<T> Back(Tensor<T> y, Tensor<T> dy) => y * (dy - (dy * y).Sum([-1], keepAxes: true));

    public override Tensor<T> Apply(Tensor<T> x) => x.Softmax();

    public override Tensor<T> Mapped(Tensor<T> x) => Apply(x);

    public override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y) => dy => Back(y, dy);
}

/// <summary>x̄ = ȳ − eʸ·Σ ȳ over the last axis.</summary>
internal sealed record LogSoftmaxOperation<T> : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly LogSoftmaxOperation<T> Rule = new();

    public static Tensor<T> Back(Tensor<T> y, Tensor<T> dy) => dy - y.Exp() * dy.Sum([-1], keepAxes: true);

    public override Tensor<T> Apply(Tensor<T> x) => x.LogSoftmax();

    public override Tensor<T> Mapped(Tensor<T> x) => Apply(x);

    public override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y) => dy => Back(y, dy);
}
