using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Functional.Kernels;

namespace Functional.Properties.Generators;

/// <summary>Two operands and a bias, and how their product is to be computed.</summary>
public sealed record KernelCase<T>(Factors<T> Factors, Tensor<T> Bias, int Width, int Threads)
    where T : struct, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override string ToString() => $"{Factors}, width: {(VectorWidth)Width}, threads: {Threads}";
}

/// <summary>Products for every width of vectors, with sizes around the edges at which a kernel changes its way.</summary>
public static class KernelGenerators
{
    private const int LargestProduct = 200_000;

    private static readonly Gen<int> Rows = Around(0, 1, 4, 6, 9, 12, 24, 60, 64, 120);
    private static readonly Gen<int> Inner = Around(0, 1, 4, 8, 32, 400, 800);
    private static readonly Gen<int> Columns = Around(0, 1, 4, 8, 16, 32, 64, 256, 1024);

    /// <summary>Cases of reals in [−1, 1].</summary>
    /// <typeparam name="T">The element type.</typeparam>
    public static Arbitrary<KernelCase<T>> Cases<T>()
        where T : struct, IFloatingPointIeee754<T> => Of(Reals.Between<T>(-1, 1)).ToArbitrary();

    /// <summary>Cases of given elements.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="elements">Where the elements come from.</param>
    public static Gen<KernelCase<T>> Of<T>(Gen<T> elements)
        where T : struct, IFloatingPointIeee754<T> =>
        from size in (from rows in Rows from inner in Inner from columns in Columns select (rows, inner, columns))
            .Where(size => (long)Math.Max(1, size.rows) * Math.Max(1, size.inner) * Math.Max(1, size.columns) <= LargestProduct)
        from transposed in Gen.Elements(Transposed.None, Transposed.Left, Transposed.Right, Transposed.Both)
        from left in TensorGenerators.Of<T>(transposed.HasFlag(Transposed.Left) ? [size.inner, size.rows] : [size.rows, size.inner], elements)
        from right in TensorGenerators.Of<T>(transposed.HasFlag(Transposed.Right) ? [size.columns, size.inner] : [size.inner, size.columns], elements)
        from bias in TensorGenerators.Of<T>([size.columns], elements)
        from width in Gen.Elements(VectorWidth.None, VectorWidth.Any, VectorWidth.Bits256, VectorWidth.Bits512)
        from threads in Gen.Elements(1, 2, 3, 7)
        select new KernelCase<T>(new(left, right, transposed), bias, (int)width, threads);

    private static Gen<int> Around(params int[] edges) =>
        from edge in Gen.Elements(edges)
        from step in Gen.Choose(-1, 1)
        select Math.Max(0, edge + step);
}
