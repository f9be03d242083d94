using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Kernels;

/// <summary>One channel at a time: what is the same in vectors.</summary>
internal readonly struct OneLane<T> : IWindowLanes<T, OneLane<T>.Number>
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>A number, the number of a place, or a mask: all bits or none.</summary>
    internal readonly record struct Number(T Value, int Bits);

    public static int Count => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Number Load(ref T at, nint offset) => new(Unsafe.Add(ref at, offset), 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Number vector, ref T at, nint offset) => Unsafe.Add(ref at, offset) = vector.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Number Broadcast(T value) => new(value, 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Number Add(Number left, Number right) => new(left.Value + right.Value, 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Number Divide(Number left, Number right) => new(left.Value / right.Value, 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Number Multiply(Number left, Number right) => new(left.Value * right.Value, 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Number MultiplyAdd(Number x, Number y, Number sum) => new(T.MultiplyAddEstimate(x.Value, y.Value, sum.Value), 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Number IsAbove(Number x, Number largest) => new(default, x.Value > largest.Value ? -1 : 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreNumbers(Number x) => !T.IsNaN(x.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Number Exceeds(Number x, Number largest) => new(default, x.Value <= largest.Value || T.IsNaN(largest.Value) ? 0 : -1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Number Select(Number mask, Number chosen, Number other) => mask.Bits != 0 ? chosen : other;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Number PlaceOf(int number) => new(default, number);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Number AreSame(Number place, Number other) => new(default, place.Bits == other.Bits ? -1 : 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Number LoadPlaces<I>(ref I at, nint offset)
        where I : struct, IBinaryInteger<I> => new(default, int.CreateTruncating(Unsafe.Add(ref at, offset)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePlaces<I>(Number places, ref I at, nint offset)
        where I : struct, IBinaryInteger<I> => Unsafe.Add(ref at, offset) = I.CreateTruncating(places.Bits);
}
