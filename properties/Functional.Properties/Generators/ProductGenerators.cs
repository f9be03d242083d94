using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Functional.Laws;

namespace Functional.Properties.Generators;

/// <summary>Two operands of a matrix product as they lie in memory, and which of them are read transposed.</summary>
public sealed record Factors<T>(Tensor<T> Left, Tensor<T> Right, Transposed Transposed)
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>The left operand as it is read: <c>[…, n, k]</c>.</summary>
    public Tensor<T> A => Transposed.HasFlag(Transposed.Left) ? Left.Transpose() : Left;

    /// <summary>The right operand as it is read: <c>[…, k, m]</c>.</summary>
    public Tensor<T> B => Transposed.HasFlag(Transposed.Right) ? Right.Transpose() : Right;

    /// <summary>The shapes, as a failure prints them: the elements would fill pages.</summary>
    public override string ToString() => $"{Left.Shape}·{Right.Shape}, transposed: {Transposed}";
}

/// <summary>Matrix products with sizes around the edges of the blocks in which they are computed.</summary>
public static class ProductGenerators
{
    private const int LargestProduct = 300_000;

    private static readonly Gen<int> Rows = Around(1, 6, 12, 96);
    private static readonly Gen<int> Inner = Around(1, 8, 256, 512);
    private static readonly Gen<Transposed> Transpositions = Gen.Elements(Transposed.None, Transposed.Left, Transposed.Right, Transposed.Both);

    /// <summary>Two matrices.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    public static Arbitrary<Factors<T>> Matrices<T>()
        where T : struct, IFloatingPointIeee754<T> => Arb.From(
        from sizes in Sizes(Around(1, Vector<T>.Count, 2 * Vector<T>.Count, 4 * Vector<T>.Count, 1024))
        from factors in Of<T>([], [], sizes.Rows, sizes.Inner, sizes.Columns, Reals.Between<T>(-1, 1))
        select factors);

    /// <summary>Batches that broadcast, of small matrices of round numbers.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    public static Gen<Factors<T>> Batches<T>()
        where T : struct, IFloatingPointIeee754<T> =>
        from common in Arbitraries.ShapesOf(0, 2)
        from left in BroadcastGenerators.Operand(common)
        from right in BroadcastGenerators.Operand(common)
        from rows in Gen.Choose(0, 9)
        from inner in Gen.Choose(0, 9)
        from columns in Gen.Choose(0, 19)
        from factors in Of<T>(left, right, rows, inner, columns, Reals.Round<T>())
        select factors;

    /// <summary>Operands of given sizes, with any transposition.</summary>
    private static Gen<Factors<T>> Of<T>(Shape leftBatch, Shape rightBatch, int rows, int inner, int columns, Gen<T> elements)
        where T : struct, IFloatingPointIeee754<T> =>
        from transposed in Transpositions
        from left in TensorGenerators.Of(leftBatch.Then(transposed.HasFlag(Transposed.Left) ? [inner, rows] : [rows, inner]), elements)
        from right in TensorGenerators.Of(rightBatch.Then(transposed.HasFlag(Transposed.Right) ? [columns, inner] : [inner, columns]), elements)
        select new Factors<T>(left, right, transposed);

    private static Gen<(int Rows, int Inner, int Columns)> Sizes(Gen<int> columnSizes) => (
        from rows in Rows
        from inner in Inner
        from columns in columnSizes
        select (rows, inner, columns)).Where(size => (long)size.rows * size.inner * size.columns <= LargestProduct);

    /// <summary>One less than an edge, the edge, or one more.</summary>
    private static Gen<int> Around(params int[] edges) =>
        from edge in Gen.Elements(edges)
        from step in Gen.Choose(-1, 1)
        select edge + step;
}
