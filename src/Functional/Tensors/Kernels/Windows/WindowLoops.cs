using System.Numerics;
using System.Runtime.Intrinsics;

namespace Functional.Kernels;

/// <summary>A loop over rows, each by itself, in vectors of any width.</summary>
internal interface IWindowLoop<T>
    where T : struct
{
    void Rows<V, L>(int start, int end)
        where V : struct
        where L : struct, IWindowLanes<T, V>;
}

/// <summary>Runs loops over windows: in the widest vectors that the machine has and the channels fill, shared among threads by rows.</summary>
internal static class WindowLoops
{
    /// <summary>The widest vectors, in bits.</summary>
    public static int Widest { get; } = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;

    /// <summary>Runs a loop.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="work">As many multiply-adds of a product as take the time of a row.</param>
    /// <param name="channels">How many channels lie side by side.</param>
    /// <param name="widest">The widest vectors that may be used, in bits. Their width changes no bit of the result.</param>
    public static void Run<T, TLoop>(TLoop loop, int rows, long work, int channels, int widest)
        where T : struct, IFloatingPointIeee754<T>
        where TLoop : struct, IWindowLoop<T>
    {
        if (channels == 0)
            return;
        if (widest >= 512 && channels >= Vector512<T>.Count)
            Run<T, TLoop, Vector512<T>, WindowLanes512<T>>(loop, rows, work);
        else if (widest >= 256 && channels >= Vector256<T>.Count)
            Run<T, TLoop, Vector256<T>, WindowLanes256<T>>(loop, rows, work);
        else if (widest >= 128 && channels >= Vector128<T>.Count)
            Run<T, TLoop, Vector128<T>, WindowLanes128<T>>(loop, rows, work);
        else
            Run<T, TLoop, OneLane<T>.Number, OneLane<T>>(loop, rows, work);
    }

    private static void Run<T, TLoop, V, L>(TLoop loop, int rows, long work)
        where T : struct
        where TLoop : struct, IWindowLoop<T>
        where V : struct
        where L : struct, IWindowLanes<T, V> => Ranges<WindowRange<T, TLoop, V, L>>.Run(new(loop), rows, work);
}

internal readonly struct WindowRange<T, TLoop, V, L>(TLoop loop) : IRange
    where T : struct
    where TLoop : struct, IWindowLoop<T>
    where V : struct
    where L : struct, IWindowLanes<T, V>
{
    public void Do(int start, int end) => loop.Rows<V, L>(start, end);
}
