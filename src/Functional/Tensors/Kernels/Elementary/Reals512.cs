using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Functional.Kernels;

/// <summary>Vectors of 512 bits.</summary>
internal readonly struct Reals512<T>(Vector512<T> vector) : IRealVector<Reals512<T>, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector512<T> vector = vector;

    public static int Count => Vector512<T>.Count;

    [MethodImpl(Inline)]
    public static Reals512<T> operator +(Reals512<T> left, Reals512<T> right) => new(left.vector + right.vector);

    [MethodImpl(Inline)]
    public static Reals512<T> operator -(Reals512<T> left, Reals512<T> right) => new(left.vector - right.vector);

    [MethodImpl(Inline)]
    public static Reals512<T> operator *(Reals512<T> left, Reals512<T> right) => new(left.vector * right.vector);

    [MethodImpl(Inline)]
    public static Reals512<T> operator /(Reals512<T> left, Reals512<T> right) => new(left.vector / right.vector);

    [MethodImpl(Inline)]
    public static Reals512<T> operator -(Reals512<T> value) => new(-value.vector);

    [MethodImpl(Inline)]
    public static Reals512<T> operator &(Reals512<T> left, Reals512<T> right) => new(left.vector & right.vector);

    [MethodImpl(Inline)]
    public static Reals512<T> operator |(Reals512<T> left, Reals512<T> right) => new(left.vector | right.vector);

    [MethodImpl(Inline)]
    public static Reals512<T> operator ^(Reals512<T> left, Reals512<T> right) => new(left.vector ^ right.vector);

    [MethodImpl(Inline)]
    public static Reals512<T> operator ~(Reals512<T> value) => new(~value.vector);

    [MethodImpl(Inline)]
    public static Reals512<T> Of(T value) => new(Vector512.Create(value));

    [MethodImpl(Inline)]
    public static Reals512<T> Load(ref T at) => new(Vector512.LoadUnsafe(ref at));

    [MethodImpl(Inline)]
    public static void Store(Reals512<T> vector, ref T at) => vector.vector.StoreUnsafe(ref at);

    [MethodImpl(Inline)]
    public static Reals512<T> MultiplyAdd(Reals512<T> x, Reals512<T> y, Reals512<T> z) => new(typeof(T) == typeof(float)
        ? Vector512.FusedMultiplyAdd(x.vector.AsSingle(), y.vector.AsSingle(), z.vector.AsSingle()).As<float, T>()
        : Vector512.FusedMultiplyAdd(x.vector.AsDouble(), y.vector.AsDouble(), z.vector.AsDouble()).As<double, T>());

    [MethodImpl(Inline)]
    public static Reals512<T> LessThan(Reals512<T> x, Reals512<T> y) => new(Vector512.LessThan(x.vector, y.vector));

    [MethodImpl(Inline)]
    public static Reals512<T> Equal(Reals512<T> x, Reals512<T> y) => new(Vector512.Equals(x.vector, y.vector));

    [MethodImpl(Inline)]
    public static Reals512<T> Select(Reals512<T> mask, Reals512<T> x, Reals512<T> y) => new(Vector512.ConditionalSelect(mask.vector, x.vector, y.vector));

    [MethodImpl(Inline)]
    public static Reals512<T> AddBits(Reals512<T> x, Reals512<T> y) => new(typeof(T) == typeof(float)
        ? (x.vector.AsInt32() + y.vector.AsInt32()).As<int, T>()
        : (x.vector.AsInt64() + y.vector.AsInt64()).As<long, T>());

    [MethodImpl(Inline)]
    public static Reals512<T> SubtractBits(Reals512<T> x, Reals512<T> y) => new(typeof(T) == typeof(float)
        ? (x.vector.AsInt32() - y.vector.AsInt32()).As<int, T>()
        : (x.vector.AsInt64() - y.vector.AsInt64()).As<long, T>());

    [MethodImpl(Inline)]
    public static Reals512<T> ShiftLeft(Reals512<T> x, int bits) => new(typeof(T) == typeof(float)
        ? Vector512.ShiftLeft(x.vector.AsInt32(), bits).As<int, T>()
        : Vector512.ShiftLeft(x.vector.AsInt64(), bits).As<long, T>());

    [MethodImpl(Inline)]
    public static T Largest(Reals512<T> x) => Reals256<T>.Largest(new(Vector256.MaxNative(x.vector.GetLower(), x.vector.GetUpper())));

    [MethodImpl(Inline)]
    public static T Sum(Reals512<T> x) => Reals256<T>.Sum(new(x.vector.GetLower() + x.vector.GetUpper()));

    [MethodImpl(Inline)]
    public static Reals512<T> ShiftRight(Reals512<T> x, int bits) => new(typeof(T) == typeof(float)
        ? Vector512.ShiftRightLogical(x.vector.AsInt32(), bits).As<int, T>()
        : Vector512.ShiftRightLogical(x.vector.AsInt64(), bits).As<long, T>());
}
