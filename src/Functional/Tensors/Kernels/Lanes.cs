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

/// <summary>A function of each element of a span, whatever is beside it.</summary>
internal interface IPointwise<T>
{
    /// <summary>Computes y from x, which may lie in the same place.</summary>
    void Run(ReadOnlySpan<T> x, Span<T> y);
}

/// <summary>Runs functions of elements over memory, a vector at a time: one pass for what would otherwise be several operations.</summary>
internal static class Lanes
{
    /// <summary>Two tensors of one shape; the caller has checked it.</summary>
    public static Tensor<T> Zip<T, TLane>(Tensor<T> x, Tensor<T> y, TLane lane)
        where T : struct, IFloatingPointIeee754<T>
        where TLane : struct, ILanePair<T>
    {
        var result = Elementwise.Buffer<T>(x.Length);
        Run(x.Span, y.Span, result, lane);
        return new(result, x.Shape);
    }

    /// <summary>x·y + sum, rounded once where the hardware can, as <see cref="IFloatingPointIeee754{T}"/> does for one element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> MultiplyAdd<T>(Vector<T> x, Vector<T> y, Vector<T> sum)
        where T : struct, IFloatingPointIeee754<T> => typeof(T) == typeof(float)
        ? Vector.MultiplyAddEstimate(x.As<T, float>(), y.As<T, float>(), sum.As<T, float>()).As<float, T>()
        : Vector.MultiplyAddEstimate(x.As<T, double>(), y.As<T, double>(), sum.As<T, double>()).As<double, T>();

    /// <summary>The result may lie where x does.</summary>
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

    private static void Run<T, TLane>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> result, TLane lane)
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
}
