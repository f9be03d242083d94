using System.Runtime.CompilerServices;

namespace Functional.Kernels;

/// <summary>
/// Two vectors side by side: a chain of operations that wait for each other is computed for both in turn, so that one goes on while the other waits.
/// </summary>
internal readonly struct Twice<V, T>(V one, V other) : IRealVector<Twice<V, T>, T>
    where V : struct, IRealVector<V, T>
    where T : unmanaged
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly V one = one;
    private readonly V other = other;

    public static int Count => 2 * V.Count;

    [MethodImpl(Inline)]
    public static Twice<V, T> operator +(Twice<V, T> left, Twice<V, T> right) => new(left.one + right.one, left.other + right.other);

    [MethodImpl(Inline)]
    public static Twice<V, T> operator -(Twice<V, T> left, Twice<V, T> right) => new(left.one - right.one, left.other - right.other);

    [MethodImpl(Inline)]
    public static Twice<V, T> operator *(Twice<V, T> left, Twice<V, T> right) => new(left.one * right.one, left.other * right.other);

    [MethodImpl(Inline)]
    public static Twice<V, T> operator /(Twice<V, T> left, Twice<V, T> right) => new(left.one / right.one, left.other / right.other);

    [MethodImpl(Inline)]
    public static Twice<V, T> operator -(Twice<V, T> value) => new(-value.one, -value.other);

    [MethodImpl(Inline)]
    public static Twice<V, T> operator &(Twice<V, T> left, Twice<V, T> right) => new(left.one & right.one, left.other & right.other);

    [MethodImpl(Inline)]
    public static Twice<V, T> operator |(Twice<V, T> left, Twice<V, T> right) => new(left.one | right.one, left.other | right.other);

    [MethodImpl(Inline)]
    public static Twice<V, T> operator ^(Twice<V, T> left, Twice<V, T> right) => new(left.one ^ right.one, left.other ^ right.other);

    [MethodImpl(Inline)]
    public static Twice<V, T> operator ~(Twice<V, T> value) => new(~value.one, ~value.other);

    [MethodImpl(Inline)]
    public static Twice<V, T> Of(T value) => new(V.Of(value), V.Of(value));

    [MethodImpl(Inline)]
    public static Twice<V, T> Load(ref T at) => new(V.Load(ref at), V.Load(ref Unsafe.Add(ref at, V.Count)));

    [MethodImpl(Inline)]
    public static void Store(Twice<V, T> vector, ref T at)
    {
        V.Store(vector.one, ref at);
        V.Store(vector.other, ref Unsafe.Add(ref at, V.Count));
    }

    [MethodImpl(Inline)]
    public static Twice<V, T> MultiplyAdd(Twice<V, T> x, Twice<V, T> y, Twice<V, T> z) =>
        new(V.MultiplyAdd(x.one, y.one, z.one), V.MultiplyAdd(x.other, y.other, z.other));

    [MethodImpl(Inline)]
    public static Twice<V, T> LessThan(Twice<V, T> x, Twice<V, T> y) => new(V.LessThan(x.one, y.one), V.LessThan(x.other, y.other));

    [MethodImpl(Inline)]
    public static Twice<V, T> Equal(Twice<V, T> x, Twice<V, T> y) => new(V.Equal(x.one, y.one), V.Equal(x.other, y.other));

    [MethodImpl(Inline)]
    public static Twice<V, T> Select(Twice<V, T> mask, Twice<V, T> x, Twice<V, T> y) =>
        new(V.Select(mask.one, x.one, y.one), V.Select(mask.other, x.other, y.other));

    [MethodImpl(Inline)]
    public static Twice<V, T> AddBits(Twice<V, T> x, Twice<V, T> y) => new(V.AddBits(x.one, y.one), V.AddBits(x.other, y.other));

    [MethodImpl(Inline)]
    public static Twice<V, T> SubtractBits(Twice<V, T> x, Twice<V, T> y) => new(V.SubtractBits(x.one, y.one), V.SubtractBits(x.other, y.other));

    [MethodImpl(Inline)]
    public static Twice<V, T> ShiftLeft(Twice<V, T> x, int bits) => new(V.ShiftLeft(x.one, bits), V.ShiftLeft(x.other, bits));

    [MethodImpl(Inline)]
    public static Twice<V, T> ShiftRight(Twice<V, T> x, int bits) => new(V.ShiftRight(x.one, bits), V.ShiftRight(x.other, bits));

    [MethodImpl(Inline)]
    public static T Largest(Twice<V, T> x) => V.Largest(V.Select(V.LessThan(x.one, x.other), x.other, x.one));

    [MethodImpl(Inline)]
    public static T Sum(Twice<V, T> x) => V.Sum(x.one + x.other);
}
