using System.Numerics;

namespace Functional.Laws;

/// <summary>The shapes of what a layer is given, as far as they are known.</summary>
internal static class SampleShapes
{
    /// <summary>The shape of one value, the whole of it with the batch; null of a pair and of what holds no numbers that are known.</summary>
    public static Shape? OfBatch<T>(object batch)
        where T : struct, IFloatingPointIeee754<T> => batch switch
    {
        Tensor<T> x => x.Shape,
        Indices indices => indices.Shape,
        Mask mask => mask.Shape,
        _ => null,
    };

    /// <summary>The shapes of one sample of a batch; null where they are not known.</summary>
    public static Shapes? Of<T>(object batch)
        where T : struct, IFloatingPointIeee754<T> =>
        OfBatch<T>(batch) is { } shape ? shape.Rank > 0 ? (Shapes)shape[1..] : null
        : CSharp.PartsOf(batch) is var (first, second) && Of<T>(first) is { } one && Of<T>(second) is { } other ? Shapes.Pair(one, other)
        : null;
}
