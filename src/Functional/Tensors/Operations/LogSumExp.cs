using System.Numerics;

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
        if (IsTraced)
            return new LogSumExpOperation<T>(axes.ToArray(), keepAxes).Trace(this);
        var shift = Max(axes, keepAxes: true).Map(static max => T.IsFinite(max) ? max : T.Zero);
        var logarithm = (this - shift).Exp().Sum(axes, keepAxes: true).Log() + shift;
        return keepAxes ? logarithm : logarithm.Reshape(AxisReduction.ShapeAfter(Shape, axes, keepAxes: false));
    }

    /// <summary>log Σ eˣ over all elements, as a tensor without axes.</summary>
    /// <exception cref="ShapeException">There are no elements.</exception>
    public Tensor<T> LogSumExp() => LogSumExp([]);
}

/// <summary>x̄ = ȳ·softmax(x), which is e^(x − y), but is right where y has lost what x is beside it.</summary>
internal sealed record LogSumExpOperation<T>(int[] Axes, bool KeepAxes) : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override (string Name, object Value)[] Attributes => [("axes", Axes), ("keepAxes", KeepAxes)];

    public override Shape ShapeOf(Shape x) => AxisReduction.ShapeAfter(x, Axes, KeepAxes);

    public override Tensor<T> Apply(Tensor<T> x) => x.LogSumExp(Axes, KeepAxes);

    public override Tensor<T> Mapped(Tensor<T> x) =>
        x.Rank == 1 ? Samples.OneByOne(this, [x], [true], x.Length) : x.LogSumExp(AxisReduction.OfSamples(Axes, x.Rank), KeepAxes);

    public override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y)
    {
        var kept = AxisReduction.ShapeAfter(x.Shape, Axes, keepAxes: true);
        return dy => dy.Reshape(kept) * SoftmaxOver(x);
    }

    /// <summary>The softmax over the axes together.</summary>
    private Tensor<T> SoftmaxOver(Tensor<T> x)
    {
        var reduced = Axes.Length == 0 ? [.. Enumerable.Range(0, x.Rank)] : Array.ConvertAll(Axes, x.Shape.Axis);
        int[] order = [.. Enumerable.Range(0, x.Rank).Except(reduced), .. reduced];
        var moved = x.Permute(order);
        var rows = moved.Shape[..(x.Rank - reduced.Length)].ElementCount;
        return moved.Reshape(rows, x.Length / Math.Max(1, rows)).Softmax().Reshape(moved.Shape).Permute(PermuteOperation<T>.Inverse(order));
    }
}
