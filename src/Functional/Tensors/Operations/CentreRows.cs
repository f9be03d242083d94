using System.Numerics.Tensors;
using Functional.Storage;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>
    /// The rows of a matrix less their mean, with the mean and the variance of each column (over n). A constant column has exactly its constant for
    /// the mean, and zeros. The mean is taken twice, the second time of what is left of the rows: then neither it nor the variance loses a small
    /// spread at a large offset (the corrected two-pass algorithm of Chan, Golub and LeVeque, The American Statistician 37(3), 1983).
    /// </summary>
    /// <exception cref="ShapeException">There are no rows.</exception>
    internal (Tensor<T> Mean, Tensor<T> Centred, Tensor<T> Variance) CentreRows()
    {
        Shape columns = Shape[1..];
        var pivot = NearMean(Mean([0]));
        var away = this - pivot;
        var rest = away.Mean([0]);
        var centred = Scope.Buffer<T>(Length);
        for (var at = 0; at < Length; at += columns.ElementCount)
            TensorPrimitives.Subtract(away.Span.Slice(at, rest.Length), rest.Span, centred.AsSpan(at, rest.Length));
        var left = new Tensor<T>(centred, Shape);
        return (pivot + rest, left, (left * left).Mean([0]));
    }

    /// <summary>The first row where it is no further from the mean than half of it, or else the mean: of a constant column exactly the constant.</summary>
    private Tensor<T> NearMean(Tensor<T> mean) => TakeRows(0).Reshape(mean.Shape).Zip(
        mean, static (first, mean) => T.Abs(first - mean) <= T.Abs(mean) / T.CreateChecked(2) ? first : mean);
}
