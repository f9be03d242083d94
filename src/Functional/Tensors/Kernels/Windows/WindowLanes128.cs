using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Functional.Kernels;

/// <summary>Channels in vectors of 128 bits.</summary>
internal readonly struct WindowLanes128<T> : IWindowLanes<T, Vector128<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public static int Count => Vector128<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Load(ref T at, nint offset) => Vector128.LoadUnsafe(ref at, (nuint)offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<T> vector, ref T at, nint offset) => vector.StoreUnsafe(ref at, (nuint)offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Broadcast(T value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Add(Vector128<T> left, Vector128<T> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Divide(Vector128<T> left, Vector128<T> right) => left / right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Multiply(Vector128<T> left, Vector128<T> right) => left * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> MultiplyAdd(Vector128<T> x, Vector128<T> y, Vector128<T> sum) => typeof(T) == typeof(float)
        ? Vector128.MultiplyAddEstimate(x.AsSingle(), y.AsSingle(), sum.AsSingle()).As<float, T>()
        : Vector128.MultiplyAddEstimate(x.AsDouble(), y.AsDouble(), sum.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> IsAbove(Vector128<T> x, Vector128<T> largest) => Vector128.GreaterThan(x, largest);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreNumbers(Vector128<T> x) => Vector128.EqualsAll(x, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Exceeds(Vector128<T> x, Vector128<T> largest) =>
        Vector128.AndNot(Vector128.Equals(largest, largest), Vector128.LessThanOrEqual(x, largest));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Select(Vector128<T> mask, Vector128<T> chosen, Vector128<T> other) => Vector128.ConditionalSelect(mask, chosen, other);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> PlaceOf(int number) =>
        typeof(T) == typeof(float) ? Vector128.Create(number).As<int, T>() : Vector128.Create((long)number).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> AreSame(Vector128<T> place, Vector128<T> other) => typeof(T) == typeof(float)
        ? Vector128.Equals(place.AsInt32(), other.AsInt32()).As<int, T>()
        : Vector128.Equals(place.AsInt64(), other.AsInt64()).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> LoadPlaces<I>(ref I at, nint offset)
        where I : struct, IBinaryInteger<I> => PlaceVectors.Load128<T, I>(ref Unsafe.Add(ref at, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePlaces<I>(Vector128<T> places, ref I at, nint offset)
        where I : struct, IBinaryInteger<I> => PlaceVectors.Store(places, ref Unsafe.Add(ref at, offset));
}
