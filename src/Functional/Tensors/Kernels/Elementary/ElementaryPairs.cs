using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Functional.Kernels;

/// <summary>A function of two numbers, written once for vectors of any width; as of one number, a result depends on its own two alone.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal interface IElementaryPair<T>
    where T : unmanaged
{
    static abstract V Of<V>(V x, V y)
        where V : struct, IRealVector<V, T>;
}

/// <summary>Runs a function of two numbers in the widest vectors that the machine has.</summary>
internal static class ElementaryPairs
{
    public static void Run<T, F>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> result)
        where T : unmanaged, IFloatingPointIeee754<T>
        where F : struct, IElementaryPair<T>
    {
        if (Vector512.IsHardwareAccelerated)
            Run<T, Reals512<T>, F>(x, y, result);
        else if (Vector256.IsHardwareAccelerated)
            Run<T, Reals256<T>, F>(x, y, result);
        else
            Run<T, Reals128<T>, F>(x, y, result);
    }

    /// <summary>The same in vectors of a given width.</summary>
    public static void Run<T, V, F>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> result)
        where T : unmanaged
        where V : struct, IRealVector<V, T>
        where F : struct, IElementaryPair<T>
    {
        var done = Whole<T, V, F>(x, y, result);
        if (done < x.Length)
            Rest<T, V, F>(x[done..], y[done..], result[done..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int Whole<T, V, F>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> result)
        where T : unmanaged
        where V : struct, IRealVector<V, T>
        where F : struct, IElementaryPair<T>
    {
        ref var first = ref MemoryMarshal.GetReference(x);
        ref var second = ref MemoryMarshal.GetReference(y);
        ref var to = ref MemoryMarshal.GetReference(result);
        var i = 0;
        for (; i <= x.Length - V.Count; i += V.Count)
            V.Store(F.Of(V.Load(ref Unsafe.Add(ref first, i)), V.Load(ref Unsafe.Add(ref second, i))), ref Unsafe.Add(ref to, i));
        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Rest<T, V, F>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> result)
        where T : unmanaged
        where V : struct, IRealVector<V, T>
        where F : struct, IElementaryPair<T>
    {
        Span<T> first = stackalloc T[V.Count], second = stackalloc T[V.Count];
        first.Clear();
        second.Clear();
        x.CopyTo(first);
        y.CopyTo(second);
        V.Store(F.Of(V.Load(ref first[0]), V.Load(ref second[0])), ref first[0]);
        first[..x.Length].CopyTo(result);
    }
}
