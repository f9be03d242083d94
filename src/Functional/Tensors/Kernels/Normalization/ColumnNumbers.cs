using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Functional.Kernels;

/// <summary>Some numbers for each column, kind after kind. Columns of several rows side by side have the numbers of one row again.</summary>
internal readonly struct ColumnNumbers<T>(int columns)
    where T : struct, IFloatingPointIeee754<T>
{
    private const int Kinds = 6;

    private readonly T[] numbers = new T[Kinds * columns];

    public int Columns { get; } = columns;

    public T this[int kind, int column] => numbers[kind * Columns + column];

    /// <summary>The numbers of one kind.</summary>
    public Span<T> Of(int kind) => numbers.AsSpan(kind * Columns, Columns);

    /// <summary>The first number of a kind.</summary>
    public ref T First(int kind) => ref numbers[kind * Columns];

    /// <summary>A vector of one kind.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Vector(int kind, int column) =>
        System.Numerics.Vector.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(numbers), (nuint)(kind * Columns + column));

    /// <summary>One number for each group of columns, again for each row side by side.</summary>
    public void Fill(int kind, ReadOnlySpan<T> groups, int width)
    {
        var all = Of(kind);
        for (var at = 0; at < all.Length;)
            foreach (var number in groups)
            {
                all.Slice(at, width).Fill(number);
                at += width;
            }
    }

    /// <summary>The numbers of one row, again for each side by side.</summary>
    public void Repeat(int kind, ReadOnlySpan<T> row)
    {
        for (var all = Of(kind); all.Length > 0; all = all[row.Length..])
            row.CopyTo(all);
    }
}
