using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Kernels;

/// <summary>A matrix as an operand: row-major memory, read as its transpose if so marked. Rows and columns are those of the operand.</summary>
internal readonly ref struct Operand<T>(ReadOnlySpan<T> memory, int rows, int columns, bool transposed)
{
    public readonly ReadOnlySpan<T> Memory = memory;
    public readonly int Rows = rows;
    public readonly int Columns = columns;
    public readonly int RowStep = transposed ? 1 : columns;
    public readonly int ColumnStep = transposed ? rows : 1;
}

/// <summary>
/// C = A·B. Large products run over packed panels, as Goto and van de Geijn describe ("Anatomy of High-Performance Matrix
/// Multiplication", ACM TOMS 34(3), 2008): a block of A and a block of B are copied so that the innermost loop reads both straight
/// ahead, and transposition costs nothing but another order of copying. Each element of C is summed in the order of the inner index.
/// </summary>
internal static class MatrixProduct
{
    private const int PanelRows = 6;            // 6 × 2 accumulators, 2 columns and 1 factor: 15 of 16 vector registers
    private const int BlockRows = 96;
    private const int BlockInner = 256;
    private const int BlockColumns = 1024;
    private const int SmallProduct = 8 * 8 * 8;

    public static void Run<T>(Operand<T> a, Operand<T> b, Span<T> c)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (c.IsEmpty)
            return;
        if (!Vector<T>.IsSupported || (long)a.Rows * a.Columns * b.Columns <= SmallProduct)
            Direct(a, b, c);
        else
            Blocked(a, b, c);
    }

    /// <summary>Three loops, for what is too small to be worth packing and for element types without vectors.</summary>
    private static void Direct<T>(Operand<T> a, Operand<T> b, Span<T> c)
        where T : struct, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < a.Rows; i++)
            for (var j = 0; j < b.Columns; j++)
            {
                var sum = T.Zero;
                for (var p = 0; p < a.Columns; p++)
                    sum += a.Memory[i * a.RowStep + p * a.ColumnStep] * b.Memory[p * b.RowStep + j * b.ColumnStep];
                c[i * b.Columns + j] = sum;
            }
    }

    private static void Blocked<T>(Operand<T> a, Operand<T> b, Span<T> c)
        where T : struct, IFloatingPointIeee754<T>
    {
        c.Clear();
        var panelColumns = 2 * Vector<T>.Count;
        var packedA = ArrayPool<T>.Shared.Rent(RoundUp(Math.Min(BlockRows, a.Rows), PanelRows) * BlockInner);
        var packedB = ArrayPool<T>.Shared.Rent(RoundUp(Math.Min(BlockColumns, b.Columns), panelColumns) * BlockInner);
        var tile = new T[PanelRows * panelColumns];
        for (var j0 = 0; j0 < b.Columns; j0 += BlockColumns)
        {
            var columns = Math.Min(BlockColumns, b.Columns - j0);
            for (var p0 = 0; p0 < a.Columns; p0 += BlockInner)
            {
                var inner = Math.Min(BlockInner, a.Columns - p0);
                Pack(b.Memory[(p0 * b.RowStep + j0 * b.ColumnStep)..], b.ColumnStep, b.RowStep, columns, inner, panelColumns, packedB);
                for (var i0 = 0; i0 < a.Rows; i0 += BlockRows)
                {
                    var rows = Math.Min(BlockRows, a.Rows - i0);
                    Pack(a.Memory[(i0 * a.RowStep + p0 * a.ColumnStep)..], a.RowStep, a.ColumnStep, rows, inner, PanelRows, packedA);
                    for (var j = 0; j < columns; j += panelColumns)
                        for (var i = 0; i < rows; i += PanelRows)
                        {
                            Panel(ref packedA[i * inner], ref packedB[j * inner], inner, ref tile[0]);
                            AddTile(tile, c[((i0 + i) * b.Columns + j0 + j)..], b.Columns, Math.Min(PanelRows, rows - i), Math.Min(panelColumns, columns - j));
                        }
                }
            }
        }
        ArrayPool<T>.Shared.Return(packedA);
        ArrayPool<T>.Shared.Return(packedB);
    }

    /// <summary>Copies lines (rows of A, columns of B) into panels of a fixed number of lines, interleaved; the last is filled with zeros.</summary>
    private static void Pack<T>(ReadOnlySpan<T> source, int lineStep, int innerStep, int lines, int inner, int panelLines, Span<T> packed)
        where T : struct, INumberBase<T>
    {
        var at = 0;
        for (var line0 = 0; line0 < lines; line0 += panelLines)
        {
            var count = Math.Min(panelLines, lines - line0);
            for (var p = 0; p < inner; p++, at += panelLines)
            {
                var target = packed.Slice(at, panelLines);
                var from = line0 * lineStep + p * innerStep;
                if (lineStep == 1)
                    source.Slice(from, count).CopyTo(target);
                else
                    for (var line = 0; line < count; line++)
                        target[line] = source[from + line * lineStep];
                target[count..].Clear();
            }
        }
    }

    /// <summary>tile = one panel of A times one panel of B: all sums stay in registers.</summary>
    private static void Panel<T>(ref T a, ref T b, int inner, ref T tile)
        where T : struct
    {
        Vector<T> c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default;
        Vector<T> c30 = default, c31 = default, c40 = default, c41 = default, c50 = default, c51 = default;
        var width = Vector<T>.Count;
        for (var p = 0; p < inner; p++)
        {
            var b0 = Vector.LoadUnsafe(ref b);
            var b1 = Vector.LoadUnsafe(ref b, (nuint)width);
            var factor = new Vector<T>(a);
            (c00, c01) = (MultiplyAdd(factor, b0, c00), MultiplyAdd(factor, b1, c01));
            factor = new(Unsafe.Add(ref a, 1));
            (c10, c11) = (MultiplyAdd(factor, b0, c10), MultiplyAdd(factor, b1, c11));
            factor = new(Unsafe.Add(ref a, 2));
            (c20, c21) = (MultiplyAdd(factor, b0, c20), MultiplyAdd(factor, b1, c21));
            factor = new(Unsafe.Add(ref a, 3));
            (c30, c31) = (MultiplyAdd(factor, b0, c30), MultiplyAdd(factor, b1, c31));
            factor = new(Unsafe.Add(ref a, 4));
            (c40, c41) = (MultiplyAdd(factor, b0, c40), MultiplyAdd(factor, b1, c41));
            factor = new(Unsafe.Add(ref a, 5));
            (c50, c51) = (MultiplyAdd(factor, b0, c50), MultiplyAdd(factor, b1, c51));
            a = ref Unsafe.Add(ref a, PanelRows);
            b = ref Unsafe.Add(ref b, 2 * width);
        }
        Store(c00, c01, ref tile, 0);
        Store(c10, c11, ref tile, 1);
        Store(c20, c21, ref tile, 2);
        Store(c30, c31, ref tile, 3);
        Store(c40, c41, ref tile, 4);
        Store(c50, c51, ref tile, 5);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T>(Vector<T> left, Vector<T> right, ref T tile, int row)
    {
        left.StoreUnsafe(ref tile, (nuint)(2 * row * Vector<T>.Count));
        right.StoreUnsafe(ref tile, (nuint)((2 * row + 1) * Vector<T>.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> MultiplyAdd<T>(Vector<T> x, Vector<T> y, Vector<T> sum)
    {
        if (typeof(T) == typeof(float))
            return Vector.MultiplyAddEstimate(x.As<T, float>(), y.As<T, float>(), sum.As<T, float>()).As<float, T>();
        if (typeof(T) == typeof(double))
            return Vector.MultiplyAddEstimate(x.As<T, double>(), y.As<T, double>(), sum.As<T, double>()).As<double, T>();
        return x * y + sum;
    }

    private static void AddTile<T>(ReadOnlySpan<T> tile, Span<T> c, int stride, int rows, int columns)
        where T : struct, INumberBase<T>
    {
        var width = tile.Length / PanelRows;
        for (var i = 0; i < rows; i++)
        {
            var target = c.Slice(i * stride, columns);
            var source = tile.Slice(i * width, columns);
            System.Numerics.Tensors.TensorPrimitives.Add(target, source, target);
        }
    }

    private static int RoundUp(int value, int multiple) => (value + multiple - 1) / multiple * multiple;
}
