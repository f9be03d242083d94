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
        var pivot = StopGradient().NearMean();
        var away = this - pivot;
        var rest = away.Mean([0]);
        var left = away - rest;
        return (pivot + rest, left, (left * left).Mean([0]));
    }

    /// <summary>The first row where it is no further from the mean than half of it, or else the mean: of a constant column exactly the constant.</summary>
    private Tensor<T> NearMean()
    {
        var mean = Mean([0]);
        return NearbyOperation<T>.Of(TakeRows(0).Reshape(mean.Shape), mean);
    }
}
