using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Functional.Kernels;

/// <summary>C = A·B, and C = A·B + b in one pass, where B is packed once for many products: bitwise the products of the operands where they lie.</summary>
internal static unsafe class PackedMatrixProduct
{
    private const int FirstLevelCache = 64 * 1024;      // bytes, with room to spare
    private const int FewColumns = 4;                   // up to here a product goes another way, with sums of another order

    /// <summary>Whether a right operand of this size is worth packing for many products: it does not lie in the first-level cache.</summary>
    public static bool IsWorth<T>(int rows, int columns)
        where T : struct => (long)rows * columns * Unsafe.SizeOf<T>() > FirstLevelCache && rows is > 1 and <= MatrixProduct.LongestSum && columns > FewColumns;

    /// <summary>B packed for the vectors that this machine has; null where there are none.</summary>
    public static PackedMatrix? Pack<T>(Operand<T> b)
        where T : struct => Pack(b, VectorWidths.Best<T>());

    /// <summary>B packed for vectors of a given width.</summary>
    internal static PackedMatrix? Pack<T>(Operand<T> b, VectorWidth width)
        where T : struct =>
        width == VectorWidth.None ? null
        : typeof(T) == typeof(float) ? Pack(MemoryMarshal.Cast<T, float>(b.Memory), b, width)
        : typeof(T) == typeof(double) ? Pack(MemoryMarshal.Cast<T, double>(b.Memory), b, width)
        : null;

    /// <summary>C = A·B, whatever was in C before; with a bias, it is added to each row of C as the row is stored.</summary>
    public static void Run<T>(Operand<T> a, PackedMatrix b, Span<T> c, ReadOnlySpan<T> bias = default)
        where T : struct => Run(a, b, c, bias, VectorWidths.Best<T>(), Threads.Count, Grid.WorthAThread);

    /// <summary>The same in vectors of the width for which B is packed, with at most so many threads, each for at least so many multiply-adds.</summary>
    internal static void Run<T>(Operand<T> a, PackedMatrix b, Span<T> c, ReadOnlySpan<T> bias, VectorWidth width, int threads, long worthAThread)
        where T : struct
    {
        if (c.IsEmpty)
            return;
        if (b is PackedMatrix<float> single)
            Run(Of<T, float>(a.Memory), a, single, MemoryMarshal.Cast<T, float>(c), Of<T, float>(bias), width, threads, worthAThread);
        else
            Run(Of<T, double>(a.Memory), a, (PackedMatrix<double>)b, MemoryMarshal.Cast<T, double>(c), Of<T, double>(bias), width, threads, worthAThread);
    }

    private static ReadOnlySpan<S> Of<T, S>(ReadOnlySpan<T> span)
        where T : struct
        where S : struct => MemoryMarshal.Cast<T, S>(span);

    private static PackedMatrix<S> Pack<T, S>(ReadOnlySpan<S> memory, Operand<T> b, VectorWidth width)
        where S : unmanaged, IFloatingPointIeee754<S>
    {
        fixed (S* first = memory)
        {
            var matrix = new Matrix<S>(first, b.Rows, b.Columns, b.RowStep, b.ColumnStep);
            return width switch
            {
                VectorWidth.Bits512 => PackedProduct<S, Vector512<S>, Lanes512<S>>.Pack(matrix),
                VectorWidth.Bits256 => PackedProduct<S, Vector256<S>, Lanes256<S>>.Pack(matrix),
                _ => PackedProduct<S, Vector<S>, LanesOfAnyWidth<S>>.Pack(matrix),
            };
        }
    }

    private static void Run<T, S>(
        ReadOnlySpan<S> aMemory, Operand<T> a, PackedMatrix<S> b, Span<S> cMemory, ReadOnlySpan<S> bias, VectorWidth width, int threads, long worthAThread)
        where S : unmanaged, IFloatingPointIeee754<S>
    {
        fixed (S* pa = aMemory, pc = cMemory, pBias = bias)
        {
            var left = new Matrix<S>(pa, a.Rows, a.Columns, a.RowStep, a.ColumnStep);
            switch (width)
            {
                case VectorWidth.Bits512:
                    PackedProduct<S, Vector512<S>, Lanes512<S>>.Run(left, b, pc, pBias, threads, worthAThread);
                    break;
                case VectorWidth.Bits256:
                    PackedProduct<S, Vector256<S>, Lanes256<S>>.Run(left, b, pc, pBias, threads, worthAThread);
                    break;
                default:
                    PackedProduct<S, Vector<S>, LanesOfAnyWidth<S>>.Run(left, b, pc, pBias, threads, worthAThread);
                    break;
            }
        }
    }
}
