using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Functional.Kernels;

/// <summary>
/// Sums of many terms: the one routine behind reductions, means, costs, metrics and inner products. Terms are added in pairs and these in pairs again, so
/// that no term meets a much larger sum more often than it must: |error| ≤ (log₂ n + 6)·u·Σ|x| to first order, u half of the machine epsilon, where a
/// running sum has n·u (Higham, "Accuracy and Stability of Numerical Algorithms", §4.2).
/// <para>
/// The order is a matter of the shape alone: eight rows by pairs, eight times eight of them one after the other, such blocks by pairs. Rows that are
/// shorter than a cache line or two are laid side by side as longer ones, which are folded in halves at the end; a row of numbers is so many rows of one.
/// So neither the width of vectors nor where the memory lies changes a bit.
/// </para>
/// </summary>
internal static class Summation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private const int Group = 8;
    private const int Block = Group * Group;
    private const int ShortRow = 64;
    private const int LongestSideBySide = ShortRow * Group;
    private const int Chunk = 512;              // columns at once: what is summed up stays in the first-level cache

    /// <summary>The sum of all elements; 0 of none.</summary>
    public static T Of(ReadOnlySpan<T> x)
    {
        if (Vector<T>.IsSupported && x.Length >= Vector<T>.Count)
            return OfVectors(x);
        if (x.IsEmpty)
            return T.Zero;
        var sum = x[0];
        for (var i = 1; i < x.Length; i++)
            sum += x[i];
        return sum;
    }

    /// <summary>The sum of each of as many rows of equal length as there are sums.</summary>
    public static void OfEach(ReadOnlySpan<T> rows, Span<T> sums)
    {
        var length = sums.IsEmpty ? 0 : rows.Length / sums.Length;
        for (var row = 0; row < sums.Length; row++)
            sums[row] = Of(rows.Slice(row * length, length));
    }

    /// <summary>All rows of a matrix into one, which is as long as the sum.</summary>
    public static void OfRows(ReadOnlySpan<T> rows, Span<T> sum)
    {
        if (rows.IsEmpty)
            sum.Clear();
        else if (sum.Length == 1)
            sum[0] = Of(rows);
        else if (sum.Length < ShortRow)
            Narrow(rows, sum, rows.Length / sum.Length);
        else
            Wide(rows, sum, rows.Length / sum.Length);
    }

    /// <summary>Along memory: a vector is a row, and what is left over of one is filled with zeros.</summary>
    private static T OfVectors(ReadOnlySpan<T> x)
    {
        ref var at = ref MemoryMarshal.GetReference(x);
        return Vector.Sum(x.Length > Block * Vector<T>.Count ? OfBlocks(ref at, x.Length) : OfBlock(ref at, x.Length));
    }

    [SkipLocalsInit]
    private static Vector<T> OfBlocks(ref T at, int length)
    {
        var block = Block * Vector<T>.Count;
        var levels = MemoryMarshal.Cast<byte, Vector<T>>(stackalloc byte[(BitOperations.Log2((uint)(length / block)) + 3) * Unsafe.SizeOf<Vector<T>>()]);
        var (depth, blocks) = (0, 0);
        for (int from = 0, takes; from < length; from += takes)
        {
            var rest = length - from;
            takes = rest < block + Vector<T>.Count ? rest : block;      // what is less than a vector goes with the block before
            levels[depth++] = OfBlock(ref Unsafe.Add(ref at, from), takes);
            for (var pairs = ++blocks; (pairs & 1) == 0; pairs >>= 1, depth--)
                levels[depth - 2] += levels[depth - 1];
        }
        for (; depth > 1; depth--)
            levels[depth - 2] += levels[depth - 1];
        return levels[0];
    }

    /// <summary>At least one vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> OfBlock(ref T at, int length)
    {
        var (sum, i) = (Vector<T>.Zero, 0);
        for (; i <= length - Group * Vector<T>.Count; i += Group * Vector<T>.Count)
        {
            ref var group = ref Unsafe.Add(ref at, i);
            sum += Vector.LoadUnsafe(ref group) + At(ref group, 1) + (At(ref group, 2) + At(ref group, 3))
                + (At(ref group, 4) + At(ref group, 5) + (At(ref group, 6) + At(ref group, 7)));
        }
        for (; i <= length - Vector<T>.Count; i += Vector<T>.Count)
            sum += Vector.LoadUnsafe(ref Unsafe.Add(ref at, i));
        return i == length ? sum : sum + Last(ref at, length, length - i);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> At(ref T at, int vector) => Vector.LoadUnsafe(ref at, (nuint)(vector * Vector<T>.Count));

    /// <summary>The last vector of memory, with zeros in place of all but the last elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Last(ref T at, int length, int count) => Vector.AndNot(
        Vector.LoadUnsafe(ref at, (nuint)(length - Vector<T>.Count)), Masks.First<T, Vector<T>>(Vector<T>.Count - count));

    /// <summary>Short rows: as many side by side as make a long one, and what is left over of them.</summary>
    [SkipLocalsInit]
    private static void Narrow(ReadOnlySpan<T> rows, Span<T> sum, int count)
    {
        var width = sum.Length;
        var together = SideBySide(width, count);
        var whole = MemoryMarshal.Cast<byte, T>(stackalloc byte[LongestSideBySide * Unsafe.SizeOf<T>()])[..(together * width)];
        var first = rows.Length / whole.Length * whole.Length;
        if (first == whole.Length)
            rows[..first].CopyTo(whole);
        else
            Wide(rows[..first], whole, first / whole.Length);
        AddTo(whole, rows[first..]);
        for (var length = whole.Length / 2; length >= width; length /= 2)
            AddTo(whole, whole.Slice(length, length));
        whole[..width].CopyTo(sum);
    }

    /// <summary>How many rows make a long one: a power of two, and eight where there are so many, so that it is a whole number of vectors.</summary>
    private static int SideBySide(int width, int count)
    {
        var wanted = Math.Max(Group, (int)BitOperations.RoundUpToPowerOf2((uint)((ShortRow + width - 1) / width)));
        return Math.Min(wanted, 1 << BitOperations.Log2((uint)count));
    }

    /// <summary>Long rows, some columns at a time.</summary>
    private static void Wide(ReadOnlySpan<T> rows, Span<T> sum, int count)
    {
        var width = sum.Length;
        for (var column = 0; column < width; column += Chunk)
            Columns(ref Unsafe.Add(ref MemoryMarshal.GetReference(rows), column), width, count, sum.Slice(column, Math.Min(Chunk, width - column)));
    }

    /// <summary>Some columns of all rows: block after block, each added to the one before as soon as both are sums of equally many.</summary>
    [SkipLocalsInit]
    private static void Columns(ref T rows, nint step, int count, Span<T> sum)
    {
        if (count <= Block)
        {
            AddBlock(ref rows, step, count, sum);
            return;
        }
        var width = sum.Length;
        var most = BitOperations.Log2((uint)((count + Block - 1) / Block)) + 2;
        var levels = MemoryMarshal.Cast<byte, T>(stackalloc byte[most * width * Unsafe.SizeOf<T>()]);
        var (depth, blocks) = (0, 0);
        for (var row = 0; row < count; row += Block)
        {
            AddBlock(ref Unsafe.Add(ref rows, row * step), step, Math.Min(Block, count - row), levels.Slice(depth++ * width, width));
            for (var pairs = ++blocks; (pairs & 1) == 0; pairs >>= 1, depth--)
                AddTo(levels.Slice((depth - 2) * width, width), levels.Slice((depth - 1) * width, width));
        }
        for (; depth > 1; depth--)
            AddTo(levels.Slice((depth - 2) * width, width), levels.Slice((depth - 1) * width, width));
        levels[..width].CopyTo(sum);
    }

    /// <summary>The sum of at most a block of rows: eight by pairs, and eight after eight.</summary>
    private static void AddBlock(ref T rows, nint step, int count, Span<T> sum)
    {
        var row = 0;
        for (; row <= count - Group; row += Group)
            AddGroup(ref Unsafe.Add(ref rows, row * step), step, sum, row > 0);
        if (row < count && row == 0)
        {
            MemoryMarshal.CreateReadOnlySpan(ref rows, sum.Length).CopyTo(sum);
            row++;
        }
        for (; row < count; row++)
            AddTo(sum, MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref rows, row * step), sum.Length));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AddGroup(ref T rows, nint step, Span<T> sum, bool adds)
    {
        ref var to = ref MemoryMarshal.GetReference(sum);
        ref T r1 = ref Unsafe.Add(ref rows, step), r2 = ref Unsafe.Add(ref r1, step), r3 = ref Unsafe.Add(ref r2, step), r4 = ref Unsafe.Add(ref r3, step),
            r5 = ref Unsafe.Add(ref r4, step), r6 = ref Unsafe.Add(ref r5, step), r7 = ref Unsafe.Add(ref r6, step);
        var i = 0;
        if (Vector<T>.IsSupported)
            for (; i <= sum.Length - Vector<T>.Count; i += Vector<T>.Count)
            {
                var eight = Vector.LoadUnsafe(ref rows, (nuint)i) + Vector.LoadUnsafe(ref r1, (nuint)i)
                    + (Vector.LoadUnsafe(ref r2, (nuint)i) + Vector.LoadUnsafe(ref r3, (nuint)i))
                    + (Vector.LoadUnsafe(ref r4, (nuint)i) + Vector.LoadUnsafe(ref r5, (nuint)i)
                        + (Vector.LoadUnsafe(ref r6, (nuint)i) + Vector.LoadUnsafe(ref r7, (nuint)i)));
                (adds ? Vector.LoadUnsafe(ref to, (nuint)i) + eight : eight).StoreUnsafe(ref to, (nuint)i);
            }
        for (; i < sum.Length; i++)
        {
            var eight = Unsafe.Add(ref rows, i) + Unsafe.Add(ref r1, i) + (Unsafe.Add(ref r2, i) + Unsafe.Add(ref r3, i))
                + (Unsafe.Add(ref r4, i) + Unsafe.Add(ref r5, i) + (Unsafe.Add(ref r6, i) + Unsafe.Add(ref r7, i)));
            Unsafe.Add(ref to, i) = adds ? Unsafe.Add(ref to, i) + eight : eight;
        }
    }

    /// <summary>Adds some elements to as many of a sum, which may have more.</summary>
    private static void AddTo(Span<T> sum, ReadOnlySpan<T> x)
    {
        ref var to = ref MemoryMarshal.GetReference(sum);
        ref var from = ref MemoryMarshal.GetReference(x);
        var i = 0;
        if (Vector<T>.IsSupported)
            for (; i <= x.Length - Vector<T>.Count; i += Vector<T>.Count)
                (Vector.LoadUnsafe(ref to, (nuint)i) + Vector.LoadUnsafe(ref from, (nuint)i)).StoreUnsafe(ref to, (nuint)i);
        for (; i < x.Length; i++)
            sum[i] += x[i];
    }
}
