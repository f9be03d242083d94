using System.Numerics;
using System.Runtime.InteropServices;

namespace Functional.Kernels;

/// <summary>
/// Whether numbers are finite, at the speed of reading them: 0·x is 0 if x is finite and NaN otherwise, and a sum with a NaN in it is NaN.
/// </summary>
internal static class FiniteLoop
{
    private const int LongForOneThread = 1 << 15;

    public static bool Run<T>(T[] x, int length)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (length < LongForOneThread)
            return Run(x, 0, length);
        var found = new FoundOne();
        Ranges<FiniteRange<T>>.Run(new(x, found), length);
        return !found.Any;
    }

    public static bool Run<T>(T[] x, int start, int end)
        where T : struct, IFloatingPointIeee754<T> => Run(new ReadOnlySpan<T>(x, start, end - start));

    public static bool Run<T>(ReadOnlySpan<T> x)
        where T : struct, IFloatingPointIeee754<T>
    {
        var (i, finite, end) = (0, true, x.Length);
        if (Vector<T>.IsSupported)
        {
            ref var from = ref MemoryMarshal.GetReference(x);
            var size = Vector<T>.Count;
            var zero = Vector<T>.Zero;
            // Four sums, so that none waits for the addition before.
            var (a, b, c, d) = (zero, zero, zero, zero);
            for (; i <= end - 4 * size; i += 4 * size)
            {
                a = Lanes.MultiplyAdd(Vector.LoadUnsafe(ref from, (nuint)i), zero, a);
                b = Lanes.MultiplyAdd(Vector.LoadUnsafe(ref from, (nuint)(i + size)), zero, b);
                c = Lanes.MultiplyAdd(Vector.LoadUnsafe(ref from, (nuint)(i + 2 * size)), zero, c);
                d = Lanes.MultiplyAdd(Vector.LoadUnsafe(ref from, (nuint)(i + 3 * size)), zero, d);
            }
            finite = Vector.EqualsAll(a + b + (c + d), zero);
        }
        for (; finite && i < end; i++)
            finite = T.IsFinite(x[i]);
        return finite;
    }

    /// <summary>Whether any range has found a number that is not finite.</summary>
    internal sealed class FoundOne
    {
        private volatile bool any;

        public bool Any => any;

        public void Add() => any = true;
    }
}

internal readonly struct FiniteRange<T>(T[] x, FiniteLoop.FoundOne found) : IRange
    where T : struct, IFloatingPointIeee754<T>
{
    public void Do(int start, int end)
    {
        if (!found.Any && !FiniteLoop.Run(x, start, end))
            found.Add();
    }
}
