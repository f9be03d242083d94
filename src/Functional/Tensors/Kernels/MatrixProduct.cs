using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Functional.Kernels;

/// <summary>A matrix as an operand: row-major memory, read as its transpose if so marked. Rows and columns are those of the operand.</summary>
internal readonly ref struct Operand<T>
{
    public readonly ReadOnlySpan<T> Memory;
    public readonly int Rows;
    public readonly int Columns;
    public readonly int RowStep;
    public readonly int ColumnStep;

    public Operand(ReadOnlySpan<T> memory, int rows, int columns, bool transposed) :
        this(memory, rows, columns, transposed ? 1 : columns, transposed ? rows : 1)
    {
    }

    /// <summary>Some columns of a wider matrix, or of its transpose.</summary>
    public Operand(ReadOnlySpan<T> memory, int rows, int columns, int rowStep, int columnStep)
    {
        Memory = memory;
        (Rows, Columns, RowStep, ColumnStep) = (rows, columns, rowStep, columnStep);
    }
}

/// <summary>
/// C = A·B, and C = A·B + b in one pass. The same operands give bitwise the same result for any number of threads.
/// </summary>
internal static unsafe class MatrixProduct
{
    private const int FewProducts = 8;          // up to here vectors are not worth their preparation

    /// <summary>How many terms one product sums up at most; longer sums are halved.</summary>
    internal const int LongestSum = 8 * 384;

    /// <summary>C = A·B, whatever was in C before; with a bias, it is added to each row of C as the row is stored.</summary>
    /// <param name="a">The left operand, [n, k].</param>
    /// <param name="b">The right operand, [k, m].</param>
    /// <param name="c">The result, [n, m], row-major.</param>
    /// <param name="bias">The row b of A·B + b, [m], or empty.</param>
    public static void Run<T>(Operand<T> a, Operand<T> b, Span<T> c, ReadOnlySpan<T> bias = default)
        where T : struct, IFloatingPointIeee754<T> => Run(a, b, c, bias, VectorWidths.Best<T>(),
            (long)a.Rows * a.Columns * b.Columns * Grid.MemoryBound < 2 * Grid.WorthAThread ? 1 : Threads.Count, Grid.WorthAThread);

    /// <summary>The same in vectors of a given width, with at most so many threads, each for at least so many multiply-adds.</summary>
    internal static void Run<T>(Operand<T> a, Operand<T> b, Span<T> c, ReadOnlySpan<T> bias, VectorWidth width, int threads, long worthAThread)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (c.IsEmpty)
            return;
        if ((long)c.Length * a.Columns <= FewProducts)
            Direct(a, b, c, bias);
        else if (width != VectorWidth.None && typeof(T) == typeof(float))
            Pinned(Of<T, float>(a.Memory), a, Of<T, float>(b.Memory), b,
                MemoryMarshal.Cast<T, float>(c), Of<T, float>(bias), width, threads, worthAThread);
        else if (width != VectorWidth.None && typeof(T) == typeof(double))
            Pinned(Of<T, double>(a.Memory), a, Of<T, double>(b.Memory), b,
                MemoryMarshal.Cast<T, double>(c), Of<T, double>(bias), width, threads, worthAThread);
        else
            Direct(a, b, c, bias);
    }

    private static ReadOnlySpan<S> Of<T, S>(ReadOnlySpan<T> span)
        where T : struct
        where S : struct => MemoryMarshal.Cast<T, S>(span);

    private static void Pinned<T, S>(
        ReadOnlySpan<S> aMemory, Operand<T> a, ReadOnlySpan<S> bMemory, Operand<T> b,
        Span<S> cMemory, ReadOnlySpan<S> bias, VectorWidth width, int threads, long worthAThread)
        where S : unmanaged, IFloatingPointIeee754<S>
    {
        fixed (S* pa = aMemory, pb = bMemory, pc = cMemory, pBias = bias)
        {
            var left = new Matrix<S>(pa, a.Rows, a.Columns, a.RowStep, a.ColumnStep);
            var right = new Matrix<S>(pb, b.Rows, b.Columns, b.RowStep, b.ColumnStep);
            LongSums(left, right, pc, pBias, width, threads, worthAThread);
        }
    }

    /// <summary>
    /// Sums of many terms are halved until they are short, and the halves added: a running sum of all of them would lose what is small beside it.
    /// </summary>
    private static void LongSums<S>(in Matrix<S> a, in Matrix<S> b, S* c, S* bias, VectorWidth width, int threads, long worthAThread)
        where S : unmanaged, IFloatingPointIeee754<S>
    {
        if (a.Columns <= LongestSum)
        {
            InVectors(a, b, c, bias, width, threads, worthAThread);
            return;
        }
        var half = (a.Columns + 1) / 2;
        half = (half + LongestSum - 1) / LongestSum * LongestSum;
        var rest = a.Columns - half;
        var length = a.Rows * b.Columns;
        LongSums(a.Part(0, a.Rows, 0, half), b.Part(0, half, 0, b.Columns), c, null, width, threads, worthAThread);
        using var second = new PackingBuffer<S>(length);
        LongSums(a.Part(0, a.Rows, half, rest), b.Part(half, rest, 0, b.Columns), second.Memory, null, width, threads, worthAThread);
        var sum = new Span<S>(c, length);
        TensorPrimitives.Add(sum, new ReadOnlySpan<S>(second.Memory, length), sum);
        for (var row = 0; bias != null && row < length; row += b.Columns)
            TensorPrimitives.Add(sum.Slice(row, b.Columns), new ReadOnlySpan<S>(bias, b.Columns), sum.Slice(row, b.Columns));
    }

    private static void InVectors<S>(in Matrix<S> a, in Matrix<S> b, S* c, S* bias, VectorWidth width, int threads, long worthAThread)
        where S : unmanaged, IFloatingPointIeee754<S>
    {
        switch (width)
        {
            case VectorWidth.Bits512:
                Product<S, Vector512<S>, Lanes512<S>>.Run(a, b, c, bias, threads, worthAThread);
                break;
            case VectorWidth.Bits256:
                Product<S, Vector256<S>, Lanes256<S>>.Run(a, b, c, bias, threads, worthAThread);
                break;
            default:
                Product<S, Vector<S>, LanesOfAnyWidth<S>>.Run(a, b, c, bias, threads, worthAThread);
                break;
        }
    }

    /// <summary>Three loops: for element types without vectors, and for so few elements that vectors do not pay.</summary>
    private static void Direct<T>(Operand<T> a, Operand<T> b, Span<T> c, ReadOnlySpan<T> bias)
        where T : struct, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < a.Rows; i++)
            for (var j = 0; j < b.Columns; j++)
            {
                var sum = T.Zero;
                for (var p = 0; p < a.Columns; p++)
                    sum = T.MultiplyAddEstimate(a.Memory[i * a.RowStep + p * a.ColumnStep], b.Memory[p * b.RowStep + j * b.ColumnStep], sum);
                c[i * b.Columns + j] = bias.IsEmpty ? sum : sum + bias[j];
            }
    }
}
