using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// Each axis of space so many times as long: <c>[batch, space…, channels]</c> to <c>[batch, factors·space…, channels]</c>, over 1, 2 or 3 axes. In between stands the
    /// nearest place again, or a straight line to the next: bilinear for images, trilinear for volumes. The way back is the exact adjoint.
    /// </summary>
    /// <param name="factors">How many times as long each axis becomes.</param>
    /// <param name="interpolation">What stands in between.</param>
    /// <param name="alignCorners">
    /// Of lines: whether the first and the last place of an axis stay the first and the last. If not, a place is a cell with a middle, the edges of the first and last cell stay, and
    /// beyond the outermost middles there is nothing else than these.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A factor is less than 1, there are no axes or more than three, or the interpolation is none.</exception>
    /// <exception cref="ArgumentException">Corners are to be aligned of the nearest places, which have none.</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> Upsample(
        Shape factors, Interpolation interpolation = Interpolation.Nearest, bool alignCorners = false)
    {
        if (factors.Rank is < 1 or > Windows.MostAxes || factors.Contains(0))
            throw new ArgumentOutOfRangeException(
                nameof(factors), Invariant($"Upsample: a factor is at least 1 along each of 1 to {Windows.MostAxes} axes, got {factors}."));
        if (interpolation is not (Interpolation.Nearest or Interpolation.Linear))
            throw new ArgumentOutOfRangeException(nameof(interpolation), Invariant($"Upsample: {(int)interpolation} is no interpolation."));
        if (alignCorners && interpolation == Interpolation.Nearest)
            throw new ArgumentException("Upsample: corners are aligned where lines are drawn between places, not where the nearest place is taken.", nameof(alignCorners));
        return new(new UpsampleLink<T>(factors, interpolation, alignCorners));
    }
}

/// <summary>Each axis of space so many times as long.</summary>
internal sealed record UpsampleLink<T>(Shape Factors, Interpolation Interpolation, bool AlignCorners) : PureLink<T, Tensor<T>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name =>
        $"Upsample({Factors}{(Interpolation == Interpolation.Linear ? ", Interpolation.Linear" : "")}{(AlignCorners ? ", alignCorners: true" : "")})";

    protected override Shapes Infer(Shapes input)
    {
        var space = ImageShape.Space("Upsample", input.Shape, Factors.Rank);
        var longer = new int[space.Rank + 1];
        for (var axis = 0; axis < space.Rank; axis++)
            longer[axis] = (long)space[axis] * Factors[axis] is var size && size <= int.MaxValue ? (int)size : throw new ShapeException(Invariant(
                $"Upsample: {Factors[axis]} times axis {axis} of the input of shape {input} is longer than {int.MaxValue}."));
        longer[^1] = input.Shape[^1];
        return Shape.Create(longer);
    }

    protected override MultiplyAdds MultiplyAddsOf(Shapes input) => 0;

    protected override (Tensor<T> Output, Func<Tensor<T>, Tensor<T>> Pullback) Apply(Tensor<T> x)
    {
        var longer = Infer(SampleAxis.Sample(x.Shape, "Upsample")).Shape;
        var (y, backs) = (x, new Func<Tensor<T>, Tensor<T>>[Factors.Rank]);
        for (var axis = 0; axis < backs.Length; axis++)
            (y, backs[axis]) = y.UpsampleWithBack(axis + 1, longer[axis], Interpolation, AlignCorners);
        return (y, Back(backs));
    }

    private static Func<Tensor<T>, Tensor<T>> Back(Func<Tensor<T>, Tensor<T>>[] backs) => dy =>
    {
        for (var axis = backs.Length - 1; axis >= 0; axis--)
            dy = backs[axis](dy);
        return dy;
    };
}
