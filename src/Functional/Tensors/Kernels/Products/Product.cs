using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Kernels;

/// <summary>
/// One matrix product in vectors of one width: the choice of method, by the shape alone, so that neither threads nor memory change a bit
/// of the result, and the parts into which threads divide it.
/// </summary>
internal readonly unsafe struct Product<T, V, L> : IParallelBody
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where L : struct, ILanes<T, V>
{
    private const int FewRows = 4;              // inner products are four by four
    private const int Tiny = 16;                // up to here the choice of a method is what takes the time
    private const int LongInner = 32;
    private const int ThinRows = 24;            // up to here B is read too seldom to be worth a copy
    private const int ShortInner = 4;
    private const int LongRow = 256;
    private const int ManyRows = 64;
    private const int TransposedRows = 1024;    // at once: they stay in the second-level cache
    private const int SmallOperand = 64 * 1024; // bytes: half of a first-level cache

    private readonly Matrix<T> a;
    private readonly Matrix<T> b;
    private readonly T* c;
    private readonly T* bias;
    private readonly Method method;
    private readonly Grid grid;

    private enum Method
    {
        /// <summary>One row times a matrix whose rows lie along memory, or row after row where that matrix has few.</summary>
        Row,

        /// <summary>A column times a row.</summary>
        Outer,

        /// <summary>Few rows of A with the columns of B, both of which lie along memory.</summary>
        InnerOfFewRows,

        /// <summary>Few columns of B with the rows of A, both of which lie along memory.</summary>
        InnerOfFewColumns,

        /// <summary>Cᵀ = Bᵀ·Aᵀ where columns of A lie along memory and rows of C are shorter than a vector.</summary>
        IsTransposed,

        Tiles,
    }

    private Product(Matrix<T> a, Matrix<T> b, T* c, T* bias, Method method, Grid grid)
    {
        this.a = a;
        this.b = b;
        this.c = c;
        this.bias = bias;
        this.method = method;
        this.grid = grid;
    }

    /// <summary>C = A·B, and a row of the bias (if not null) added to each row of C.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run(in Matrix<T> a, in Matrix<T> b, T* c, T* bias, int threads, long worthAThread)
    {
        if (a.Rows <= Tiny && a.Columns <= Tiny && b.Columns is > 1 and <= Tiny && b.ColumnStep == 1)
            Blocks<T, V, L>.InPlace(a, b, c, b.Columns, bias);
        else
            NotTiny(a, b, c, bias, threads, worthAThread);
    }

    private static void NotTiny(in Matrix<T> a, in Matrix<T> b, T* c, T* bias, int threads, long worthAThread)
    {
        if (NarrowProduct<T>.Fits(a, b, b.Columns) && (long)a.Rows * a.Columns * b.Columns < 2 * worthAThread)
            NarrowProduct<T>.Run(a, b, c, bias);
        else if (b.Columns == 1 && a.Rows > 1)
        {
            // A column is the row of the transposed product, and lies in memory as that row does.
            Run(b.Transpose, a.Transpose, c, null, threads, worthAThread);
            if (bias != null)
                for (var i = 0; i < a.Rows; i++)
                    c[i] += *bias;
        }
        else if (b.Columns <= FewRows && a.Rows > FewRows && a.ColumnStep == 1 && b.RowStep != 1 && a.Columns >= LongInner)
            WithColumnsAlongMemory(a, b, c, bias, threads, worthAThread);
        else
            Start(a, b, c, bias, threads, worthAThread);
    }

    private static void WithColumnsAlongMemory(in Matrix<T> a, in Matrix<T> b, T* c, T* bias, int threads, long worthAThread)
    {
        using var columns = new PackingBuffer<T>(b.Columns * b.Rows);
        Packing<T>.Run(b.Memory, b.RowStep, b.ColumnStep, b.Rows, b.Columns, columns.Memory, b.Rows);
        Start(a, new(columns.Memory, b.Rows, b.Columns, 1, b.Rows), c, bias, threads, worthAThread);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Start(in Matrix<T> a, in Matrix<T> b, T* c, T* bias, int threads, long worthAThread)
    {
        var method = MethodFor(a, b);
        if (method == Method.Row && SegmentedRow<T, V, L>.Fits(a, b))
        {
            SegmentedRow<T, V, L>.Run(a, b, c, bias, threads);
            return;
        }
        var work = Work(method, a, b);
        var grid = threads > 1 ? Grid.Of(a.Rows, b.Columns, work, Unit(method, a, b), threads, worthAThread) : default;
        if (grid.Count > 1)
            ParallelFor<Product<T, V, L>>.Do(new(a, b, c, bias, method, grid), grid.Count, threads, work);
        else
            Do(method, a, b, c, b.Columns, bias);
    }

    public void Do(int part)
    {
        var (row, rows, column, columns) = grid.Part(part);
        Do(method, a.Part(row, rows, 0, a.Columns), b.Part(0, b.Rows, column, columns),
            c + (nint)row * b.Columns + column, b.Columns, bias == null ? null : bias + column);
    }

    private static void Do(Method method, in Matrix<T> a, in Matrix<T> b, T* c, nint resultStep, T* bias)
    {
        switch (method)
        {
            case Method.Row:
                for (var row = 0; row < a.Rows; row++)
                    RowProduct<T, V, L>.Run(a.Memory + row * a.RowStep, a.ColumnStep, b, c + row * resultStep, bias);
                break;
            case Method.Outer:
                OuterProduct<T, V, L>.Run(a, b.Memory, b.Columns, c, resultStep, bias);
                break;
            case Method.IsTransposed:
                IsTransposed(a, b, c, resultStep, bias);
                break;
            case Method.InnerOfFewRows:
                InnerProducts<T, V, L>.Run(a, b.Transpose, new(c, resultStep, 1, bias, 0, 1));
                break;
            case Method.InnerOfFewColumns:
                InnerProducts<T, V, L>.Run(b.Transpose, a, new(c, 1, resultStep, bias, 1, 0));
                break;
            default:
                var large = (long)b.Rows * b.Columns * sizeof(T) > SmallOperand && a.Rows > ThinRows;
                if (NarrowProduct<T>.Fits(a, b, resultStep))
                    NarrowProduct<T>.Run(a, b, c, bias);
                else if (large || (b.ColumnStep != 1 && b.Rows > 0))
                    Blocks<T, V, L>.Packed(a, b, c, resultStep, bias);
                else
                    Blocks<T, V, L>.InPlace(a, b, c, resultStep, bias);
                break;
        }
    }

    private static void IsTransposed(in Matrix<T> a, in Matrix<T> b, T* c, nint resultStep, T* bias)
    {
        using var buffer = new PackingBuffer<T>(TransposedRows * b.Columns);
        for (var row = 0; row < a.Rows; row += TransposedRows)
        {
            var rows = Math.Min(TransposedRows, a.Rows - row);
            var target = c + row * resultStep;
            Blocks<T, V, L>.InPlace(b.Transpose, a.Part(row, rows, 0, a.Columns).Transpose, buffer.Memory, rows, null);
            Packing<T>.Run(buffer.Memory, rows, 1, b.Columns, rows, target, (int)resultStep);
            for (var i = 0; bias != null && i < rows; i++)
                for (var j = 0; j < b.Columns; j++)
                    target[i * resultStep + j] += bias[j];
        }
    }

    private static Method MethodFor(in Matrix<T> a, in Matrix<T> b) =>
        a.Columns == 0 ? Method.Tiles
        : a.Columns == 1 && a.Rows > 1 && b.ColumnStep == 1 && b.Columns >= 2 * L.Count ? Method.Outer
        : b.ColumnStep == 1 && (a.Rows == 1 || (a.Columns <= ShortInner && b.Columns >= LongRow)) ? Method.Row
        : a.Rows <= FewRows && a.ColumnStep == 1 && b.RowStep == 1 ? Method.InnerOfFewRows
        : b.Columns <= FewRows && a.ColumnStep == 1 && b.RowStep == 1 ? Method.InnerOfFewColumns
        : b.Columns < L.Count && a.RowStep == 1 && a.Rows >= ManyRows ? Method.IsTransposed
        : Method.Tiles;

    /// <summary>Multiply-adds, those that wait for memory counted as the several that tiles do in that time.</summary>
    private static long Work(Method method, in Matrix<T> a, in Matrix<T> b) =>
        (long)a.Rows * a.Columns * b.Columns * (method is Method.Tiles or Method.IsTransposed ? 1 : Grid.MemoryBound);

    /// <summary>The rows and columns that a method computes at once: parts are made of whole ones.</summary>
    private static (int Rows, int Columns) Unit(Method method, in Matrix<T> a, in Matrix<T> b) => method switch
    {
        Method.Row or Method.Outer => (1, 4 * L.Count),
        Method.IsTransposed => (2 * L.Count, b.Columns),
        Method.InnerOfFewRows => (a.Rows, 4),
        Method.InnerOfFewColumns => (4, b.Columns),
        _ => (L.TileRows, 2 * L.Count),
    };
}
