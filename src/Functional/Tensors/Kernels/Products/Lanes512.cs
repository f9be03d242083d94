using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Functional.Kernels;

/// <summary>Vectors of 512 bits: 32 registers, of which a tile of 12 × 2 sums takes 24.</summary>
internal readonly unsafe struct Lanes512<T> : ILanes<T, Vector512<T>>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Count => Vector512<T>.Count;

    public static int TileRows => 12;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Broadcast(T value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Load(T* at) => Vector512.Load(at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<T> vector, T* at) => vector.Store(at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MaskOf(int count) => Masks.First<T, Vector512<T>>(count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Load(T* at, Vector512<T> mask)
    {
        if (Avx512F.IsSupported && typeof(T) == typeof(float))
            return Avx512F.MaskLoad((float*)at, mask.AsSingle(), default).As<float, T>();
        if (Avx512F.IsSupported && typeof(T) == typeof(double))
            return Avx512F.MaskLoad((double*)at, mask.AsDouble(), default).As<double, T>();
        return Vector512.Create(Lanes256<T>.Load(at, mask.GetLower()), Lanes256<T>.Load(at + Vector256<T>.Count, mask.GetUpper()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<T> vector, T* at, Vector512<T> mask)
    {
        if (Avx512F.IsSupported && typeof(T) == typeof(float))
            Avx512F.MaskStore((float*)at, mask.AsSingle(), vector.AsSingle());
        else if (Avx512F.IsSupported && typeof(T) == typeof(double))
            Avx512F.MaskStore((double*)at, mask.AsDouble(), vector.AsDouble());
        else
        {
            Lanes256<T>.Store(vector.GetLower(), at, mask.GetLower());
            Lanes256<T>.Store(vector.GetUpper(), at + Vector256<T>.Count, mask.GetUpper());
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Add(Vector512<T> left, Vector512<T> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MultiplyAdd(Vector512<T> x, Vector512<T> y, Vector512<T> sum) => typeof(T) == typeof(float)
        ? Vector512.MultiplyAddEstimate(x.AsSingle(), y.AsSingle(), sum.AsSingle()).As<float, T>()
        : Vector512.MultiplyAddEstimate(x.AsDouble(), y.AsDouble(), sum.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Vector512<T> vector) => Vector512.Sum(vector);
}
