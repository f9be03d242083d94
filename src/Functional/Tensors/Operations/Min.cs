namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>The smallest element over some axes; NaN where there is one. What flows back goes to the smallest; equal ones share it.</summary>
    /// <param name="axes">The axes to search; all when none are given.</param>
    /// <param name="keepAxes">Whether the searched axes stay, with size 1.</param>
    /// <exception cref="ShapeException">An axis does not exist or is named twice, or there is nothing to search.</exception>
    public Tensor<T> Min(ReadOnlySpan<int> axes, bool keepAxes = false) => AxisReduction.CountOf(Shape, axes) == 0
        ? throw new ShapeException($"Min: no elements to search in a tensor of shape {Shape}.")
        : -(-this).Max(axes, keepAxes);

    /// <summary>The smallest of all elements, as a tensor without axes.</summary>
    /// <exception cref="ShapeException">There are no elements.</exception>
    public Tensor<T> Min() => Min([]);
}
