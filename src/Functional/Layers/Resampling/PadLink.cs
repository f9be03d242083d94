using System.Numerics;

namespace Functional;

/// <summary>More places around the axes of space.</summary>
internal sealed record PadLink<T>(string Layer, Shape Before, Shape After, PadMode Mode) : PureLink<T, Tensor<T>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => Before == After ? $"{Layer}({Before})" : $"{Layer}({Before}, {After})";

    public static PadLink<T> Of(string layer, Shape before, Shape? after, PadMode mode)
    {
        after ??= before;
        if (before.Rank is < 1 or > Windows.MostAxes)
            throw new ArgumentOutOfRangeException(nameof(before), Invariant($"{layer}: there are from 1 to {Windows.MostAxes} axes of space, got {before}."));
        if (after.Rank != before.Rank)
            throw new ArgumentException($"{layer}: {before} before and {after} after are for different numbers of axes.", nameof(after));
        return new(layer, before, after, mode);
    }

    protected override Shapes Infer(Shapes input)
    {
        var space = ImageShape.Space(Layer, input.Shape, Before.Rank);
        var longer = new int[space.Rank + 1];
        for (var axis = 0; axis < space.Rank; axis++)
        {
            if (Mode == PadMode.Reflect && Math.Max(Before[axis], After[axis]) >= space[axis])
                throw new ShapeException(Invariant(
                    $"{Layer}: a mirror image of {space[axis]} places has {space[axis] - 1} beside its edge, not {Math.Max(Before[axis], After[axis])}; the input has shape {input}."));
            longer[axis] = (long)Before[axis] + space[axis] + After[axis] is var size && size <= int.MaxValue
                ? (int)size
                : throw new ShapeException(Invariant($"{Layer}: an axis with {size} places is too long; the input has shape {input}."));
        }
        longer[^1] = input.Shape[^1];
        return Shape.Create(longer);
    }

    protected override MultiplyAdds MultiplyAddsOf(Shapes input) => 0;

    protected override (Tensor<T> Output, Func<Tensor<T>, Tensor<T>> Pullback) Apply(Tensor<T> x)
    {
        Infer(SampleAxis.Sample(x.Shape, Layer));
        var y = x;
        for (var axis = 0; axis < Before.Rank; axis++)
            y = y.Pad(axis + 1, Before[axis], After[axis], Mode);
        return (y, Back(x.Shape));
    }

    /// <summary>What stands in several places goes back from all of them.</summary>
    private Func<Tensor<T>, Tensor<T>> Back(Shape shape) => dy =>
    {
        for (var axis = Before.Rank; axis > 0; axis--)
            dy = Mode == PadMode.Zero
                ? dy.Slice(axis, Before[axis - 1], shape[axis])
                : dy.AddPlaces(axis, PaddedAxis.Places(shape, axis, Before[axis - 1], After[axis - 1], Mode), shape[axis]);
        return dy;
    };
}
