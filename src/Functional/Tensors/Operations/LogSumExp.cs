namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>log Σ eˣ over some axes, without overflow: the maximum is taken out first.</summary>
    /// <param name="axes">The axes to sum over; all when none are given.</param>
    /// <param name="keepAxes">Whether the summed axes stay, with size 1.</param>
    /// <returns>The logarithms; −∞ where all elements are −∞.</returns>
    /// <exception cref="ShapeException">An axis does not exist or is named twice, or there is nothing to sum.</exception>
    public Tensor<T> LogSumExp(ReadOnlySpan<int> axes, bool keepAxes = false)
    {
        if (AxisReduction.CountOf(Shape, axes) == 0)
            throw new ShapeException($"LogSumExp: no elements to sum in a tensor of shape {Shape}.");
        var shift = Max(axes, keepAxes: true).Map(static max => T.IsFinite(max) ? max : T.Zero);
        var logarithm = (this - shift).Exp().Sum(axes, keepAxes: true).Log() + shift;
        return keepAxes ? logarithm : logarithm.Reshape(AxisReduction.ShapeAfter(Shape, axes, keepAxes: false));
    }

    /// <summary>log Σ eˣ over all elements, as a tensor without axes.</summary>
    /// <exception cref="ShapeException">There are no elements.</exception>
    public Tensor<T> LogSumExp() => LogSumExp([]);
}
