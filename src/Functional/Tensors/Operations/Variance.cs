namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>The mean square of the distance from the mean, over some axes, in two passes: the mean first.</summary>
    /// <param name="axes">The axes; all when none are given.</param>
    /// <param name="keepAxes">Whether these axes stay, with size 1.</param>
    /// <param name="correction">
    /// What is taken from the number of elements before it divides: 0 for the variance of these, 1 for an unbiased estimate of that of what they were drawn from.
    /// </param>
    /// <exception cref="ShapeException">
    /// An axis does not exist or is named twice, or there are no more elements than the correction.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The correction is negative.</exception>
    public Tensor<T> Variance(ReadOnlySpan<int> axes = default, bool keepAxes = false, int correction = 0)
    {
        var count = CountAfter(nameof(Variance), axes, correction);
        var distance = this - Mean(axes, keepAxes: true);
        return (distance * distance).Sum(axes, keepAxes) / count;
    }

    /// <summary>
    /// The root of the variance over some axes, in two passes. Where all elements are equal it is 0, and so are its derivatives.
    /// </summary>
    /// <param name="axes">The axes; all when none are given.</param>
    /// <param name="keepAxes">Whether these axes stay, with size 1.</param>
    /// <param name="correction">What is taken from the number of elements before it divides, as in <see cref="Variance"/>.</param>
    /// <exception cref="ShapeException">
    /// An axis does not exist or is named twice, or there are no more elements than the correction.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The correction is negative.</exception>
    public Tensor<T> StandardDeviation(ReadOnlySpan<int> axes = default, bool keepAxes = false, int correction = 0)
    {
        var count = CountAfter(nameof(StandardDeviation), axes, correction);
        return (this - Mean(axes, keepAxes: true)).Norm(2, axes, keepAxes) / T.Sqrt(count);
    }

    private T CountAfter(string operation, ReadOnlySpan<int> axes, int correction)
    {
        if (correction < 0)
            throw new ArgumentOutOfRangeException(nameof(correction), Invariant($"{operation}: the correction is at least 0, got {correction}."));
        var count = AxisReduction.CountOf(Shape, axes);
        return count > correction ? T.CreateChecked(count - correction) : throw new ShapeException(
            Invariant($"{operation}: {count} elements of a tensor of shape {Shape} are no more than the correction {correction}."));
    }
}
