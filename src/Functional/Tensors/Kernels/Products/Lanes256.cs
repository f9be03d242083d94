using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Functional.Kernels;

/// <summary>Vectors of 256 bits: 16 registers, of which a tile of 6 × 2 sums takes 12, two columns of B and one factor the others but one.</summary>
internal readonly unsafe struct Lanes256<T> : ILanes<T, Vector256<T>>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Count => Vector256<T>.Count;

    public static int TileRows => 6;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Broadcast(T value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Load(T* at) => Vector256.Load(at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<T> vector, T* at) => vector.Store(at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> MaskOf(int count) => Masks.First<T, Vector256<T>>(count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Load(T* at, Vector256<T> mask)
    {
        if (Avx.IsSupported && typeof(T) == typeof(float))
            return Avx.MaskLoad((float*)at, mask.AsSingle()).As<float, T>();
        if (Avx.IsSupported && typeof(T) == typeof(double))
            return Avx.MaskLoad((double*)at, mask.AsDouble()).As<double, T>();
        var vector = Vector256<T>.Zero;
        for (var i = 0; i < Count; i++)
            if (T.IsNaN(mask[i]))
                vector = vector.WithElement(i, at[i]);
        return vector;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<T> vector, T* at, Vector256<T> mask)
    {
        if (Avx.IsSupported && typeof(T) == typeof(float))
            Avx.MaskStore((float*)at, mask.AsSingle(), vector.AsSingle());
        else if (Avx.IsSupported && typeof(T) == typeof(double))
            Avx.MaskStore((double*)at, mask.AsDouble(), vector.AsDouble());
        else
            for (var i = 0; i < Count; i++)
                if (T.IsNaN(mask[i]))
                    at[i] = vector[i];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Add(Vector256<T> left, Vector256<T> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> MultiplyAdd(Vector256<T> x, Vector256<T> y, Vector256<T> sum) => typeof(T) == typeof(float)
        ? Vector256.MultiplyAddEstimate(x.AsSingle(), y.AsSingle(), sum.AsSingle()).As<float, T>()
        : Vector256.MultiplyAddEstimate(x.AsDouble(), y.AsDouble(), sum.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Vector256<T> vector) => Vector256.Sum(vector);
}
