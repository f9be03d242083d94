namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>The arithmetic mean over some axes.</summary>
    /// <param name="axes">The axes to average over; all when none are given.</param>
    /// <param name="keepAxes">Whether the averaged axes stay, with size 1.</param>
    /// <exception cref="ShapeException">An axis does not exist or is named twice, or there is nothing to average.</exception>
    public Tensor<T> Mean(ReadOnlySpan<int> axes, bool keepAxes = false)
    {
        var sum = Sum(axes, keepAxes);
        var count = AxisReduction.CountOf(Shape, axes);
        return count > 0 ? sum / T.CreateChecked(count) : throw new ShapeException($"Mean: no elements to average in a tensor of shape {Shape}.");
    }

    /// <summary>The arithmetic mean of all elements, as a tensor without axes.</summary>
    /// <exception cref="ShapeException">There are no elements.</exception>
    public Tensor<T> Mean() => Mean([]);
}
