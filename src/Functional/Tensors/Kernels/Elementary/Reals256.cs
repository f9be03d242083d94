using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Functional.Kernels;

/// <summary>Vectors of 256 bits.</summary>
internal readonly struct Reals256<T>(Vector256<T> vector) : IRealVector<Reals256<T>, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector256<T> vector = vector;

    public static int Count => Vector256<T>.Count;

    [MethodImpl(Inline)]
    public static Reals256<T> operator +(Reals256<T> left, Reals256<T> right) => new(left.vector + right.vector);

    [MethodImpl(Inline)]
    public static Reals256<T> operator -(Reals256<T> left, Reals256<T> right) => new(left.vector - right.vector);

    [MethodImpl(Inline)]
    public static Reals256<T> operator *(Reals256<T> left, Reals256<T> right) => new(left.vector * right.vector);

    [MethodImpl(Inline)]
    public static Reals256<T> operator /(Reals256<T> left, Reals256<T> right) => new(left.vector / right.vector);

    [MethodImpl(Inline)]
    public static Reals256<T> operator -(Reals256<T> value) => new(-value.vector);

    [MethodImpl(Inline)]
    public static Reals256<T> operator &(Reals256<T> left, Reals256<T> right) => new(left.vector & right.vector);

    [MethodImpl(Inline)]
    public static Reals256<T> operator |(Reals256<T> left, Reals256<T> right) => new(left.vector | right.vector);

    [MethodImpl(Inline)]
    public static Reals256<T> operator ^(Reals256<T> left, Reals256<T> right) => new(left.vector ^ right.vector);

    [MethodImpl(Inline)]
    public static Reals256<T> operator ~(Reals256<T> value) => new(~value.vector);

    [MethodImpl(Inline)]
    public static Reals256<T> Of(T value) => new(Vector256.Create(value));

    [MethodImpl(Inline)]
    public static Reals256<T> Load(ref T at) => new(Vector256.LoadUnsafe(ref at));

    [MethodImpl(Inline)]
    public static void Store(Reals256<T> vector, ref T at) => vector.vector.StoreUnsafe(ref at);

    [MethodImpl(Inline)]
    public static Reals256<T> MultiplyAdd(Reals256<T> x, Reals256<T> y, Reals256<T> z) => new(typeof(T) == typeof(float)
        ? Vector256.FusedMultiplyAdd(x.vector.AsSingle(), y.vector.AsSingle(), z.vector.AsSingle()).As<float, T>()
        : Vector256.FusedMultiplyAdd(x.vector.AsDouble(), y.vector.AsDouble(), z.vector.AsDouble()).As<double, T>());

    [MethodImpl(Inline)]
    public static Reals256<T> LessThan(Reals256<T> x, Reals256<T> y) => new(Vector256.LessThan(x.vector, y.vector));

    [MethodImpl(Inline)]
    public static Reals256<T> Equal(Reals256<T> x, Reals256<T> y) => new(Vector256.Equals(x.vector, y.vector));

    [MethodImpl(Inline)]
    public static Reals256<T> Select(Reals256<T> mask, Reals256<T> x, Reals256<T> y) => new(Vector256.ConditionalSelect(mask.vector, x.vector, y.vector));

    [MethodImpl(Inline)]
    public static Reals256<T> AddBits(Reals256<T> x, Reals256<T> y) => new(typeof(T) == typeof(float)
        ? (x.vector.AsInt32() + y.vector.AsInt32()).As<int, T>()
        : (x.vector.AsInt64() + y.vector.AsInt64()).As<long, T>());

    [MethodImpl(Inline)]
    public static Reals256<T> SubtractBits(Reals256<T> x, Reals256<T> y) => new(typeof(T) == typeof(float)
        ? (x.vector.AsInt32() - y.vector.AsInt32()).As<int, T>()
        : (x.vector.AsInt64() - y.vector.AsInt64()).As<long, T>());

    [MethodImpl(Inline)]
    public static Reals256<T> ShiftLeft(Reals256<T> x, int bits) => new(typeof(T) == typeof(float)
        ? Vector256.ShiftLeft(x.vector.AsInt32(), bits).As<int, T>()
        : Vector256.ShiftLeft(x.vector.AsInt64(), bits).As<long, T>());

    [MethodImpl(Inline)]
    public static T Largest(Reals256<T> x) => Reals128<T>.Largest(new(Vector128.MaxNative(x.vector.GetLower(), x.vector.GetUpper())));

    [MethodImpl(Inline)]
    public static T Sum(Reals256<T> x) => Reals128<T>.Sum(new(x.vector.GetLower() + x.vector.GetUpper()));

    [MethodImpl(Inline)]
    public static Reals256<T> ShiftRight(Reals256<T> x, int bits) => new(typeof(T) == typeof(float)
        ? Vector256.ShiftRightLogical(x.vector.AsInt32(), bits).As<int, T>()
        : Vector256.ShiftRightLogical(x.vector.AsInt64(), bits).As<long, T>());
}
