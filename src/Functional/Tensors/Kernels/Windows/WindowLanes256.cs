using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Functional.Kernels;

/// <summary>Channels in vectors of 256 bits.</summary>
internal readonly struct WindowLanes256<T> : IWindowLanes<T, Vector256<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public static int Count => Vector256<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Load(ref T at, nint offset) => Vector256.LoadUnsafe(ref at, (nuint)offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<T> vector, ref T at, nint offset) => vector.StoreUnsafe(ref at, (nuint)offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Broadcast(T value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Add(Vector256<T> left, Vector256<T> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Divide(Vector256<T> left, Vector256<T> right) => left / right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Multiply(Vector256<T> left, Vector256<T> right) => left * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> MultiplyAdd(Vector256<T> x, Vector256<T> y, Vector256<T> sum) => typeof(T) == typeof(float)
        ? Vector256.MultiplyAddEstimate(x.AsSingle(), y.AsSingle(), sum.AsSingle()).As<float, T>()
        : Vector256.MultiplyAddEstimate(x.AsDouble(), y.AsDouble(), sum.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> IsAbove(Vector256<T> x, Vector256<T> largest) => Vector256.GreaterThan(x, largest);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreNumbers(Vector256<T> x) => Vector256.EqualsAll(x, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Exceeds(Vector256<T> x, Vector256<T> largest) =>
        Vector256.AndNot(Vector256.Equals(largest, largest), Vector256.LessThanOrEqual(x, largest));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Select(Vector256<T> mask, Vector256<T> chosen, Vector256<T> other) => Vector256.ConditionalSelect(mask, chosen, other);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> PlaceOf(int number) =>
        typeof(T) == typeof(float) ? Vector256.Create(number).As<int, T>() : Vector256.Create((long)number).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> AreSame(Vector256<T> place, Vector256<T> other) => typeof(T) == typeof(float)
        ? Vector256.Equals(place.AsInt32(), other.AsInt32()).As<int, T>()
        : Vector256.Equals(place.AsInt64(), other.AsInt64()).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> LoadPlaces<I>(ref I at, nint offset)
        where I : struct, IBinaryInteger<I> => PlaceVectors.Load256<T, I>(ref Unsafe.Add(ref at, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePlaces<I>(Vector256<T> places, ref I at, nint offset)
        where I : struct, IBinaryInteger<I> => PlaceVectors.Store(places, ref Unsafe.Add(ref at, offset));
}
