using System.Numerics;
using System.Numerics.Tensors;
using Functional.Kernels;
using Functional.Storage;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>
    /// Σ (log Σ eˣ − x[label]) over rows of logits, and its way back, weight·d·(softmax(x) − one-hot(label)) from the cotangent d of weight·Σ. The caller
    /// has checked labels and shapes.
    /// </summary>
    internal (Tensor<T> Sum, Func<T, Tensor<T>, Tensor<T>> Pullback) CrossEntropy(Labels labels)
    {
        if (IsTraced)
            return TracedCrossEntropy(labels);
        var (sum, exponentials, sums) = CrossEntropyOfRows.Of(this, labels);
        return (sum, CrossEntropyOfRows.Back(exponentials, sums, labels));
    }

    private (Tensor<T> Sum, Func<T, Tensor<T>, Tensor<T>> Pullback) TracedCrossEntropy(Labels labels) =>
        (new CrossEntropyOperation<T>(labels).Trace(this), (weight, d) => CrossEntropyOperation<T>.Back(Softmax(), labels, d * weight));
}

/// <summary>x̄ = ȳ·(softmax(x) − one-hot(label)).</summary>
internal sealed record CrossEntropyOperation<T>(Labels Labels) : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override (string Name, object Value)[] Attributes => [("labels", Labels)];

    public static Tensor<T> Back(Tensor<T> softmax, Labels labels, Tensor<T> d) => (softmax - Tensor.OneHot<T>(labels, softmax.Shape)) * d;

    public override Shape ShapeOf(Shape x) => Shape.Scalar;

    public override Tensor<T> Apply(Tensor<T> x) => x.CrossEntropy(Labels).Sum;

    public override Tensor<T> Mapped(Tensor<T> x) =>
        -x.LogSoftmax().TakeLabels(TakeLabelsOperation<T>.Again(Labels, x.Shape[0])).Reshape(x.Shape[0], Labels.Count).Sum([1]);

    public override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y) => dy => Back(x.Softmax(), Labels, dy);
}

/// <summary>The kernels of the cross-entropy over rows of logits.</summary>
internal static class CrossEntropyOfRows
{
    /// <summary>The sum, and what the way back needs: the exponentials of all rows and their sums.</summary>
    public static (Tensor<T> Sum, Tensor<T> Exponentials, Tensor<T> Sums) Of<T>(Tensor<T> x, Labels labels)
        where T : struct, IFloatingPointIeee754<T>
    {
        var classes = x.Shape[^1];
        var (shifted, exponentials, sums) = x.ExponentialsOfRows();
        var each = Scope.Buffer<T>(labels.Count);
        Elementary<T>.Log(sums.Span, each.Span);
        for (var i = 0; i < each.Length; i++)
            each[i] -= shifted[i * classes + labels[i]];
        return (Summation<T>.Of(each), exponentials, sums);
    }

    /// <summary>(softmax(x) − one-hot(label)) · weight · d.</summary>
    public static Func<T, Tensor<T>, Tensor<T>> Back<T>(Tensor<T> exponentials, Tensor<T> sums, Labels labels)
        where T : struct, IFloatingPointIeee754<T> => (weight, d) =>
    {
        if (d.IsTraced)
            return CrossEntropyOperation<T>.Back(exponentials / sums.Reshape(sums.Shape.Then([1])), labels, d * weight);
        var classes = exponentials.Shape[^1];
        var dx = Scope.Buffer<T>(exponentials.Length);
        SoftmaxRows.Divide(exponentials.Span, sums.Span, dx, classes);
        for (var i = 0; i < labels.Count; i++)
            dx[i * classes + labels[i]] -= T.One;
        TensorPrimitives.Multiply(dx.Span, weight * d.Scalar, dx.Span);
        return new(dx, exponentials.Shape);
    };
}
