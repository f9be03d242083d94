using System.Numerics;
using System.Runtime.Intrinsics;

namespace Functional.Kernels;

/// <summary>Attention in the widest vectors that the machine has, with threads by samples and heads: the same bits for any number of them.</summary>
internal static class AttentionKernel
{
    /// <summary>The way forward, or the way back.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="F">The exponential of scores at it.</typeparam>
    /// <param name="m">What is read and written.</param>
    /// <param name="batch">How many samples there are.</param>
    /// <param name="isBack">Whether it is the way back.</param>
    /// <param name="width">The vectors.</param>
    public static void Run<T, F>(in AttentionMatrices<T> m, int batch, bool isBack, VectorWidth width)
        where T : unmanaged, IFloatingPointIeee754<T>
        where F : struct, IElementaryFunction<T>
    {
        if (width == VectorWidth.Bits512)
            Run<T, Vector512<T>, Lanes512<T>, Reals512<T>, F>(m, batch, isBack);
        else if (width == VectorWidth.Bits256)
            Run<T, Vector256<T>, Lanes256<T>, Reals256<T>, F>(m, batch, isBack);
        else
            Run<T, Vector<T>, LanesOfAnyWidth<T>, Reals128<T>, F>(m, batch, isBack);
    }

    private static void Run<T, V, L, R, F>(in AttentionMatrices<T> m, int batch, bool isBack)
        where T : unmanaged, IFloatingPointIeee754<T>
        where V : struct
        where L : struct, ILanes<T, V>
        where R : struct, IRealVector<R, T>
        where F : struct, IElementaryFunction<T>
    {
        var parts = batch * m.Shared;
        var work = (long)batch * m.Heads * m.Queries.Rows * m.Keys.Rows * (m.Keys.Size + m.Values.Size) * (isBack ? 3 : 1);
        var threads = Grid.ThreadsFor(work);
        if (isBack)
            ParallelFor<AttentionBackward<T, V, L, R, F>>.Do(new(m), parts, threads, work);
        else
            ParallelFor<AttentionForward<T, V, L, R, F>>.Do(new(m), parts, threads, work);
    }
}
