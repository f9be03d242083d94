using System.Collections.Immutable;
using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Functional.Laws;

namespace Functional.Properties.Generators;

/// <summary>A tensor and some of its axes, each once, in any order, counted from either end; none of them means all.</summary>
public sealed record TensorAndAxes<T>(Tensor<T> Tensor, ImmutableArray<int> Axes)
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>Whether each axis is chosen.</summary>
    public bool[] Chosen =>
        [.. Enumerable.Range(0, Tensor.Rank).Select(axis => Axes.IsEmpty || Axes.Contains(axis) || Axes.Contains(axis - Tensor.Rank))];

    /// <summary>The tensor's shape and the axes, as a failure prints them.</summary>
    public override string ToString() => $"axes [{string.Join(", ", Axes)}] of {Tensor}";
}

/// <summary>A tensor and all of its axes in some order.</summary>
public sealed record TensorAndOrder<T>(Tensor<T> Tensor, ImmutableArray<int> Order)
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>The order and the tensor, as a failure prints them.</summary>
    public override string ToString() => $"order [{string.Join(", ", Order)}] of {Tensor}";
}

/// <summary>Axes of generated tensors.</summary>
public static class AxisGenerators
{
    /// <summary>Some axes of any tensor of round numbers.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    public static Arbitrary<TensorAndAxes<T>> Some<T>()
        where T : struct, IFloatingPointIeee754<T> => Arb.From(
        from tensor in TensorGenerators.Any<T>().Generator
        from order in Order(tensor.Rank)
        from count in Gen.Choose(0, tensor.Rank)
        from fromEnd in Gen.Elements(false, true).ArrayOf(count)
        select new TensorAndAxes<T>(tensor, [.. order.Take(count).Select((axis, i) => fromEnd[i] ? axis - tensor.Rank : axis)]),
        some => Arbitraries.Smaller(some.Tensor).Select(smaller => some with { Tensor = smaller }));

    /// <summary>All axes of any tensor of round numbers, in any order.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    public static Arbitrary<TensorAndOrder<T>> All<T>()
        where T : struct, IFloatingPointIeee754<T> => Arb.From(
        from tensor in TensorGenerators.Any<T>().Generator
        from order in Order(tensor.Rank)
        select new TensorAndOrder<T>(tensor, [.. order]),
        all => Arbitraries.Smaller(all.Tensor).Select(smaller => all with { Tensor = smaller }));

    private static Gen<int[]> Order(int rank) => Gen.Shuffle(Enumerable.Range(0, rank).ToArray());
}
