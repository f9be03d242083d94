using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Functional.Kernels;

/// <summary>Channels in vectors of 512 bits.</summary>
internal readonly struct WindowLanes512<T> : IWindowLanes<T, Vector512<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public static int Count => Vector512<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Load(ref T at, nint offset) => Vector512.LoadUnsafe(ref at, (nuint)offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<T> vector, ref T at, nint offset) => vector.StoreUnsafe(ref at, (nuint)offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Broadcast(T value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Add(Vector512<T> left, Vector512<T> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Divide(Vector512<T> left, Vector512<T> right) => left / right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Multiply(Vector512<T> left, Vector512<T> right) => left * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MultiplyAdd(Vector512<T> x, Vector512<T> y, Vector512<T> sum) => typeof(T) == typeof(float)
        ? Vector512.MultiplyAddEstimate(x.AsSingle(), y.AsSingle(), sum.AsSingle()).As<float, T>()
        : Vector512.MultiplyAddEstimate(x.AsDouble(), y.AsDouble(), sum.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> IsAbove(Vector512<T> x, Vector512<T> largest) => Vector512.GreaterThan(x, largest);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreNumbers(Vector512<T> x) => Vector512.EqualsAll(x, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Exceeds(Vector512<T> x, Vector512<T> largest) =>
        Vector512.AndNot(Vector512.Equals(largest, largest), Vector512.LessThanOrEqual(x, largest));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Select(Vector512<T> mask, Vector512<T> chosen, Vector512<T> other) => Vector512.ConditionalSelect(mask, chosen, other);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> PlaceOf(int number) =>
        typeof(T) == typeof(float) ? Vector512.Create(number).As<int, T>() : Vector512.Create((long)number).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> AreSame(Vector512<T> place, Vector512<T> other) => typeof(T) == typeof(float)
        ? Vector512.Equals(place.AsInt32(), other.AsInt32()).As<int, T>()
        : Vector512.Equals(place.AsInt64(), other.AsInt64()).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> LoadPlaces<I>(ref I at, nint offset)
        where I : struct, IBinaryInteger<I> => PlaceVectors.Load512<T, I>(ref Unsafe.Add(ref at, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePlaces<I>(Vector512<T> places, ref I at, nint offset)
        where I : struct, IBinaryInteger<I> => PlaceVectors.Store(places, ref Unsafe.Add(ref at, offset));
}
