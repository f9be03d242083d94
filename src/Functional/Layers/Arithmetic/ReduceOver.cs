using System.Collections.Immutable;
using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>The mean over some axes of each sample, which are gone then: over time, over pixels.</summary>
    /// <param name="axes">The axes of one sample, each once: 0 is the first after the batch, −1 the last. All when none are given.</param>
    /// <example><code>
    /// var pooled = recurrent.Then(MeanOver(0));        // the mean over time
    /// </code></example>
    public static Layer<T, Tensor<T>, Tensor<T>> MeanOver(params ReadOnlySpan<int> axes) => new(new ReduceOverLink<T>(Reduction.Mean, [.. axes]));

    /// <summary>The sum over some axes of each sample, which are gone then.</summary>
    /// <param name="axes">The axes of one sample, each once: 0 is the first after the batch, −1 the last. All when none are given.</param>
    public static Layer<T, Tensor<T>, Tensor<T>> SumOver(params ReadOnlySpan<int> axes) => new(new ReduceOverLink<T>(Reduction.Sum, [.. axes]));
}

/// <summary>The mean or sum over axes of each sample.</summary>
internal sealed record ReduceOverLink<T>(Reduction Reduction, ImmutableArray<int> Axes) : PureLink<T, Tensor<T>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => $"{Reduction}Over({string.Join(", ", Axes.Select(LinkName.OfNumber))})";

    /// <inheritdoc/>
    public bool Equals(ReduceOverLink<T>? other) =>
        other is not null && Label == other.Label && Reduction == other.Reduction && Axes.AsSpan().SequenceEqual(other.Axes.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => Axes.Aggregate(HashCode.Combine(Label, Reduction), HashCode.Combine);

    protected override Shapes Infer(Shapes input)
    {
        var reduced = Reduced(input.Shape);
        return Shape.Create([.. Enumerable.Range(0, input.Shape.Rank).Except(reduced).Select(axis => input.Shape[axis])]);
    }

    protected override MultiplyAdds MultiplyAddsOf(Shapes input) => 0;

    protected override (Tensor<T> Output, Func<Tensor<T>, Tensor<T>> Pullback) Apply(Tensor<T> x)
    {
        var reduced = Reduced(SampleAxis.Sample(x.Shape, Name));
        if (reduced.Length == 0)
            return (x, static dy => dy);
        int[] axes = [.. reduced.Select(static axis => axis + 1)];
        var shape = x.Shape;                // the way back needs no more, so it does not keep x
        var kept = axes.Aggregate(shape, static (shape, axis) => shape.With(axis, 1));
        var y = Reduction == Reduction.Sum ? x.Sum(axes) : x.Mean(axes);
        var share = Reduction == Reduction.Sum ? T.One : T.One / T.CreateChecked(reduced.Aggregate(1L, (count, axis) => count * shape[axis + 1]));
        return (y, dy => Tensor.Zeros<T>(shape) + dy.Reshape(kept) * share);
    }

    private int[] Reduced(Shape sample)
    {
        int[] reduced = Axes.IsEmpty ? [.. Enumerable.Range(0, sample.Rank)] : [.. Axes.Select(axis => SampleAxis.Of(sample, axis, Name))];
        return reduced.Distinct().Count() == reduced.Length
            ? reduced
            : throw new ShapeException($"{Name}: an axis of a sample of shape {sample} is named twice.");
    }
}
