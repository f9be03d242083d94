using System.Numerics;
using System.Numerics.Tensors;
using Functional.Kernels;
using Functional.Storage;

namespace Functional;

/// <summary>Σ (log Σ eˣ − x[label]) over rows of logits, and its way back; the caller has checked labels and shapes.</summary>
internal static class CrossEntropyOfRows
{
    /// <summary>The sum, and what the way back needs: the exponentials of all rows and their sums.</summary>
    public static (T Sum, Tensor<T> Exponentials, Tensor<T> Sums) Of<T>(Tensor<T> x, Labels labels)
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

    /// <summary>(softmax(x) − one-hot(label)) · factor.</summary>
    public static Tensor<T> Back<T>(Tensor<T> exponentials, Tensor<T> sums, Labels labels, T factor)
        where T : struct, IFloatingPointIeee754<T>
    {
        var classes = exponentials.Shape[^1];
        var dx = Scope.Buffer<T>(exponentials.Length);
        SoftmaxRows.Divide(exponentials.Span, sums.Span, dx, classes);
        for (var i = 0; i < labels.Count; i++)
            dx[i * classes + labels[i]] -= T.One;
        TensorPrimitives.Multiply(dx.Span, factor, dx.Span);
        return new(dx, exponentials.Shape);
    }
}
