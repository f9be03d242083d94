using System.Numerics.Tensors;
using Functional.Kernels;
using Functional.Storage;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>x ↦ max(x, 0), any shape. At 0 the derivative is taken to be 0.</summary>
    public static Layer<T, Tensor<T>, Tensor<T>> Relu { get; } = new(new ReluLink<T>());

    /// <summary>x ↦ tanh x, any shape.</summary>
    public static Layer<T, Tensor<T>, Tensor<T>> Tanh { get; } = new(new TanhLink<T>());

    /// <summary>x ↦ 1 / (1 + e⁻ˣ), any shape.</summary>
    public static Layer<T, Tensor<T>, Tensor<T>> Sigmoid { get; } = new(new SigmoidLink<T>());

    /// <summary>x ↦ eˣ / Σ eˣ over the last axis, <c>[batch, …, classes]</c>. The maximum is subtracted first, so that nothing overflows.</summary>
    public static Layer<T, Tensor<T>, Tensor<T>> Softmax { get; } = OverClasses("Softmax", static x =>
    {
        var y = SoftmaxOf(x);
        return (y, dy => SoftmaxPullback(y, dy));
    });

    /// <summary>x ↦ x − log Σ eˣ over the last axis, <c>[batch, …, classes]</c>: the logarithm of <see cref="Softmax"/>, without overflow.</summary>
    public static Layer<T, Tensor<T>, Tensor<T>> LogSoftmax { get; } = OverClasses("LogSoftmax", static x =>
    {
        var y = LogSoftmaxOf(x);
        return (y, dy => dy - y.Exp() * dy.Sum([-1], keepAxes: true));
    });

    private static Layer<T, Tensor<T>, Tensor<T>> OverClasses(string name, Differentiable<Tensor<T>, Tensor<T>> function)
    {
        var cotangent = $"{name}: the cotangent";
        return Pure<Tensor<T>, Tensor<T>>(name, input => ShapeOf(input.Shape), x =>
        {
            var (y, back) = function(Checked(x));
            return (y, dy => back(dy.Expect(x.Shape, cotangent)));
        }, static _ => 0);

        Tensor<T> Checked(Tensor<T> x)
        {
            ShapeOf(x.Shape);
            return x;
        }

        Shape ShapeOf(Shape shape)
        {
            Features(shape, name);
            return shape;
        }
    }

    private static Tensor<T> SoftmaxOf(Tensor<T> x)
    {
        if (x.Length == 0)
            return x;
        var (_, exponentials, sums) = ExponentialsOf(x);
        var result = Elementwise.Buffer<T>(x.Length);
        SoftmaxRows.Divide(exponentials.Span, sums.Span, result, x.Shape[^1]);
        return new(result, x.Shape);
    }

    private static Tensor<T> LogSoftmaxOf(Tensor<T> x)
    {
        if (x.Length == 0)
            return x;
        var classes = x.Shape[^1];
        var (shifted, _, sums) = ExponentialsOf(x);
        var logarithms = sums.Log().Span;
        for (var row = 0; row < logarithms.Length; row++)
        {
            var logarithm = logarithms[row];
            foreach (ref var value in shifted.AsSpan(row * classes, classes))
                value -= logarithm;
        }
        return new(shifted, x.Shape);
    }

    /// <summary>Rows less their maxima, the exponentials of these, and the sum of each row. There is at least one row.</summary>
    private static (Buffer<T> Shifted, Tensor<T> Exponentials, Tensor<T> Sums) ExponentialsOf(Tensor<T> x)
    {
        var classes = x.Shape[^1];
        var shifted = Elementwise.Buffer<T>(x.Length);
        SoftmaxRows.Shift(x.Span, shifted, classes);
        var exponentials = new Tensor<T>(shifted, x.Shape).Exp();
        var sums = Elementwise.Buffer<T>(x.Length / classes);
        Summation<T>.OfEach(exponentials.Span, sums);
        if (!TensorPrimitives.IsFiniteAll<T>(sums.Span) && ShiftCertainRows(x.Span, shifted.Span, classes))
        {
            exponentials = new Tensor<T>(shifted, x.Shape).Exp();
            Summation<T>.OfEach(exponentials.Span, sums);
        }
        return (shifted, exponentials, new(sums, x.Shape[..^1]));
    }

    /// <summary>
    /// Where one logit of a row is ∞ and no other, its class is certain: the limit as it grows. ∞ − ∞ does not know that, so its place is 0 here. With
    /// several there is no limit, nor where all of several are −∞: such rows stay NaN.
    /// </summary>
    /// <returns>Whether there was such a row.</returns>
    private static bool ShiftCertainRows(ReadOnlySpan<T> x, Span<T> shifted, int classes)
    {
        var found = false;
        for (var at = 0; at < x.Length; at += classes)
        {
            var row = x.Slice(at, classes);
            var certain = classes == 1 && T.IsInfinity(row[0]) ? 0 : row.IndexOf(T.PositiveInfinity);
            if (certain < 0 || row[(certain + 1)..].Contains(T.PositiveInfinity) || TensorPrimitives.IsNaNAny(row))
                continue;
            (shifted[at + certain], found) = (T.Zero, true);
        }
        return found;
    }

    private static Tensor<T> SoftmaxPullback(Tensor<T> y, Tensor<T> dy) => y * (dy - (dy * y).Sum([-1], keepAxes: true));
}
