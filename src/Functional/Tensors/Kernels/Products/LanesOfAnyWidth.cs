using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional.Kernels;

/// <summary>Vectors as wide as the runtime says: what hardware without vectors of 256 bits gets.</summary>
internal readonly unsafe struct LanesOfAnyWidth<T> : ILanes<T, Vector<T>>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Count => Vector<T>.Count;

    public static int TileRows => 6;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Broadcast(T value) => Vector.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Load(T* at) => Vector.Load(at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector<T> vector, T* at) => vector.Store(at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> MaskOf(int count) => Masks.First<T, Vector<T>>(count);

    public static Vector<T> Load(T* at, Vector<T> mask)
    {
        var vector = Vector<T>.Zero;
        for (var i = 0; i < Count; i++)
            if (T.IsNaN(mask[i]))
                vector = vector.WithElement(i, at[i]);
        return vector;
    }

    public static void Store(Vector<T> vector, T* at, Vector<T> mask)
    {
        for (var i = 0; i < Count; i++)
            if (T.IsNaN(mask[i]))
                at[i] = vector[i];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Add(Vector<T> left, Vector<T> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> MultiplyAdd(Vector<T> x, Vector<T> y, Vector<T> sum) => Lanes.MultiplyAdd(x, y, sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Vector<T> vector) => Vector.Sum(vector);
}
