using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Functional.Kernels;

/// <summary>A function of one element, written for one and for a vector of them; a type, so that the JIT sees through it.</summary>
internal interface ILane<T>
{
    T Of(T x);

    Vector<T> Of(Vector<T> x);
}

/// <summary>A function of two elements, written for one and for a vector of them.</summary>
internal interface ILanePair<T>
{
    T Of(T x, T y);

    Vector<T> Of(Vector<T> x, Vector<T> y);
}

/// <summary>Runs functions of elements over memory, a vector at a time: one pass for what would otherwise be several operations.</summary>
internal static class Lanes
{
    /// <summary>A function of each element; the result may be where x is.</summary>
    public static void Run<T, TLane>(ReadOnlySpan<T> x, Span<T> result, TLane lane)
        where T : struct
        where TLane : struct, ILane<T>
    {
        var i = 0;
        if (Vector<T>.IsSupported)
        {
            ref var from = ref MemoryMarshal.GetReference(x);
            ref var to = ref MemoryMarshal.GetReference(result);
            for (; i <= x.Length - Vector<T>.Count; i += Vector<T>.Count)
                lane.Of(Vector.LoadUnsafe(ref from, (nuint)i)).StoreUnsafe(ref to, (nuint)i);
        }
        for (; i < x.Length; i++)
            result[i] = lane.Of(x[i]);
    }

    /// <summary>A function of each element and its like; the result may be where one of them is.</summary>
    public static void Run<T, TLane>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> result, TLane lane)
        where T : struct
        where TLane : struct, ILanePair<T>
    {
        var i = 0;
        if (Vector<T>.IsSupported)
        {
            ref var first = ref MemoryMarshal.GetReference(x);
            ref var second = ref MemoryMarshal.GetReference(y);
            ref var to = ref MemoryMarshal.GetReference(result);
            for (; i <= x.Length - Vector<T>.Count; i += Vector<T>.Count)
                lane.Of(Vector.LoadUnsafe(ref first, (nuint)i), Vector.LoadUnsafe(ref second, (nuint)i)).StoreUnsafe(ref to, (nuint)i);
        }
        for (; i < x.Length; i++)
            result[i] = lane.Of(x[i], y[i]);
    }

    /// <summary>The first elements of two; the result may be where one of them is.</summary>
    public static void Run<T, TLane>(T[] x, T[] y, T[] result, int length, TLane lane)
        where T : struct
        where TLane : struct, ILanePair<T> => Ranges<PairRange<T, TLane>>.Run(new(x, y, result, lane), length);

    /// <summary>x·y + sum, rounded once where the hardware can, as <see cref="IFloatingPointIeee754{T}"/> does for one element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> MultiplyAdd<T>(Vector<T> x, Vector<T> y, Vector<T> sum)
        where T : struct, IFloatingPointIeee754<T> => typeof(T) == typeof(float)
        ? Vector.MultiplyAddEstimate(x.As<T, float>(), y.As<T, float>(), sum.As<T, float>()).As<float, T>()
        : Vector.MultiplyAddEstimate(x.As<T, double>(), y.As<T, double>(), sum.As<T, double>()).As<double, T>();
}

internal readonly struct PairRange<T, TLane>(T[] x, T[] y, T[] result, TLane lane) : IRange
    where T : struct
    where TLane : struct, ILanePair<T>
{
    public void Do(int start, int end) =>
        Lanes.Run<T, TLane>(x.AsSpan(start, end - start), y.AsSpan(start, end - start), result.AsSpan(start, end - start), lane);
}
