using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Functional.Kernels;

/// <summary>Vectors of 128 bits, which every machine has or the runtime stands in for.</summary>
internal readonly struct Reals128<T>(Vector128<T> vector) : IRealVector<Reals128<T>, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector128<T> vector = vector;

    public static int Count => Vector128<T>.Count;

    [MethodImpl(Inline)]
    public static Reals128<T> operator +(Reals128<T> left, Reals128<T> right) => new(left.vector + right.vector);

    [MethodImpl(Inline)]
    public static Reals128<T> operator -(Reals128<T> left, Reals128<T> right) => new(left.vector - right.vector);

    [MethodImpl(Inline)]
    public static Reals128<T> operator *(Reals128<T> left, Reals128<T> right) => new(left.vector * right.vector);

    [MethodImpl(Inline)]
    public static Reals128<T> operator /(Reals128<T> left, Reals128<T> right) => new(left.vector / right.vector);

    [MethodImpl(Inline)]
    public static Reals128<T> operator -(Reals128<T> value) => new(-value.vector);

    [MethodImpl(Inline)]
    public static Reals128<T> operator &(Reals128<T> left, Reals128<T> right) => new(left.vector & right.vector);

    [MethodImpl(Inline)]
    public static Reals128<T> operator |(Reals128<T> left, Reals128<T> right) => new(left.vector | right.vector);

    [MethodImpl(Inline)]
    public static Reals128<T> operator ^(Reals128<T> left, Reals128<T> right) => new(left.vector ^ right.vector);

    [MethodImpl(Inline)]
    public static Reals128<T> operator ~(Reals128<T> value) => new(~value.vector);

    [MethodImpl(Inline)]
    public static Reals128<T> Of(T value) => new(Vector128.Create(value));

    [MethodImpl(Inline)]
    public static Reals128<T> Load(ref T at) => new(Vector128.LoadUnsafe(ref at));

    [MethodImpl(Inline)]
    public static void Store(Reals128<T> vector, ref T at) => vector.vector.StoreUnsafe(ref at);

    [MethodImpl(Inline)]
    public static Reals128<T> MultiplyAdd(Reals128<T> x, Reals128<T> y, Reals128<T> z) => new(typeof(T) == typeof(float)
        ? Vector128.FusedMultiplyAdd(x.vector.AsSingle(), y.vector.AsSingle(), z.vector.AsSingle()).As<float, T>()
        : Vector128.FusedMultiplyAdd(x.vector.AsDouble(), y.vector.AsDouble(), z.vector.AsDouble()).As<double, T>());

    [MethodImpl(Inline)]
    public static Reals128<T> LessThan(Reals128<T> x, Reals128<T> y) => new(Vector128.LessThan(x.vector, y.vector));

    [MethodImpl(Inline)]
    public static Reals128<T> Equal(Reals128<T> x, Reals128<T> y) => new(Vector128.Equals(x.vector, y.vector));

    [MethodImpl(Inline)]
    public static Reals128<T> Select(Reals128<T> mask, Reals128<T> x, Reals128<T> y) => new(Vector128.ConditionalSelect(mask.vector, x.vector, y.vector));

    [MethodImpl(Inline)]
    public static Reals128<T> AddBits(Reals128<T> x, Reals128<T> y) => new(typeof(T) == typeof(float)
        ? (x.vector.AsInt32() + y.vector.AsInt32()).As<int, T>()
        : (x.vector.AsInt64() + y.vector.AsInt64()).As<long, T>());

    [MethodImpl(Inline)]
    public static Reals128<T> SubtractBits(Reals128<T> x, Reals128<T> y) => new(typeof(T) == typeof(float)
        ? (x.vector.AsInt32() - y.vector.AsInt32()).As<int, T>()
        : (x.vector.AsInt64() - y.vector.AsInt64()).As<long, T>());

    [MethodImpl(Inline)]
    public static Reals128<T> ShiftLeft(Reals128<T> x, int bits) => new(typeof(T) == typeof(float)
        ? Vector128.ShiftLeft(x.vector.AsInt32(), bits).As<int, T>()
        : Vector128.ShiftLeft(x.vector.AsInt64(), bits).As<long, T>());

    [MethodImpl(Inline)]
    public static T Largest(Reals128<T> x)
    {
        if (Vector128<T>.Count == 2)
            return T.MaxNative(x.vector[0], x.vector[1]);
        var pairs = Vector128.MaxNative(x.vector, Vector128.Shuffle(x.vector.AsInt32(), Vector128.Create(2, 3, 0, 1)).As<int, T>());
        return T.MaxNative(pairs[0], pairs[1]);
    }

    [MethodImpl(Inline)]
    public static T Sum(Reals128<T> x)
    {
        if (Vector128<T>.Count == 2)
            return x.vector[0] + x.vector[1];
        var pairs = x.vector + Vector128.Shuffle(x.vector.AsInt32(), Vector128.Create(2, 3, 0, 1)).As<int, T>();
        return pairs[0] + pairs[1];
    }

    [MethodImpl(Inline)]
    public static Reals128<T> ShiftRight(Reals128<T> x, int bits) => new(typeof(T) == typeof(float)
        ? Vector128.ShiftRightLogical(x.vector.AsInt32(), bits).As<int, T>()
        : Vector128.ShiftRightLogical(x.vector.AsInt64(), bits).As<long, T>());
}
