using System.Collections.Immutable;
using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Functional.Laws;

namespace Functional.Properties.Generators;

/// <summary>A tensor with at least one axis, and sizes of parts that add up to the size of one axis; some may be zero.</summary>
public sealed record CutTensor<T>(Tensor<T> Tensor, int Axis, ImmutableArray<int> Sizes)
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>Any tensor, cut anywhere.</summary>
    public static Arbitrary<CutTensor<T>> Any { get; } = (
        from shape in Arbitraries.ShapesOf(1, 4)
        from tensor in TensorGenerators.Of(shape, Reals.Round<T>())
        from axis in Gen.Choose(0, shape.Rank - 1)
        from count in Gen.Choose(0, 3)
        from cuts in Gen.Choose(0, shape[axis]).ArrayOf(count)
        select new CutTensor<T>(tensor, axis, Between(cuts, shape[axis]))).ToArbitrary();

    /// <summary>The sizes, the axis and the tensor, as a failure prints them.</summary>
    public override string ToString() => $"sizes [{string.Join(", ", Sizes)}] on axis {Axis} of {Tensor}";

    private static ImmutableArray<int> Between(int[] cuts, int size)
    {
        int[] ends = [0, .. cuts.Order(), size];
        return [.. ends.Zip(ends.Skip(1), (from, to) => to - from)];
    }
}
