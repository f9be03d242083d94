using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Functional.Kernels;

/// <summary>Numbers of places between memory, where they are as short as can be, and vectors, where each is as long as the number of its channel.</summary>
internal static class PlaceVectors
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Load512<T, I>(ref I at)
        where T : struct
        where I : struct, IBinaryInteger<I>
    {
        if (Avx512F.IsSupported && typeof(T) == typeof(float) && typeof(I) == typeof(byte))
            return Avx512F.ConvertToVector512Int32(Read<I, Vector128<byte>>(ref at)).As<int, T>();
        if (Avx512F.IsSupported && typeof(T) == typeof(float) && typeof(I) == typeof(ushort))
            return Avx512F.ConvertToVector512Int32(Read<I, Vector256<ushort>>(ref at)).As<int, T>();
        return Vector512.Create(Load256<T, I>(ref at), Load256<T, I>(ref Unsafe.Add(ref at, Vector256<T>.Count)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Load256<T, I>(ref I at)
        where T : struct
        where I : struct, IBinaryInteger<I>
    {
        if (Avx2.IsSupported && typeof(T) == typeof(float) && typeof(I) == typeof(byte))
            return Avx2.ConvertToVector256Int32(Vector128.CreateScalarUnsafe(Read<I, ulong>(ref at)).AsByte()).As<int, T>();
        if (Avx2.IsSupported && typeof(T) == typeof(double) && typeof(I) == typeof(byte))
            return Avx2.ConvertToVector256Int64(Vector128.CreateScalarUnsafe(Read<I, uint>(ref at)).AsByte()).As<long, T>();
        return Vector256.Create(Load128<T, I>(ref at), Load128<T, I>(ref Unsafe.Add(ref at, Vector128<T>.Count)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Load128<T, I>(ref I at)
        where T : struct
        where I : struct, IBinaryInteger<I> => typeof(T) == typeof(float)
        ? Vector128.Create(At(ref at, 0), At(ref at, 1), At(ref at, 2), At(ref at, 3)).As<int, T>()
        : Vector128.Create((long)At(ref at, 0), At(ref at, 1)).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T, I>(Vector512<T> places, ref I at)
        where T : struct
        where I : struct, IBinaryInteger<I>
    {
        if (Avx512F.IsSupported && typeof(T) == typeof(float) && typeof(I) == typeof(byte))
        {
            Write(ref at, Avx512F.ConvertToVector128Byte(places.AsInt32()));
            return;
        }
        Store(places.GetLower(), ref at);
        Store(places.GetUpper(), ref Unsafe.Add(ref at, Vector256<T>.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T, I>(Vector256<T> places, ref I at)
        where T : struct
        where I : struct, IBinaryInteger<I>
    {
        if (typeof(T) == typeof(float) && typeof(I) == typeof(byte))
        {
            var shorts = Vector128.Narrow(places.AsInt32().GetLower(), places.AsInt32().GetUpper());
            Write(ref at, Vector128.Narrow(shorts, shorts).AsUInt64().ToScalar());
            return;
        }
        Store(places.GetLower(), ref at);
        Store(places.GetUpper(), ref Unsafe.Add(ref at, Vector128<T>.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T, I>(Vector128<T> places, ref I at)
        where T : struct
        where I : struct, IBinaryInteger<I>
    {
        if (typeof(T) == typeof(float) && typeof(I) == typeof(byte))
        {
            var shorts = Vector128.Narrow(places.AsInt32(), places.AsInt32());
            Write(ref at, Vector128.Narrow(shorts, shorts).AsUInt32().ToScalar());
            return;
        }
        for (var i = 0; i < Vector128<T>.Count; i++)
            Unsafe.Add(ref at, i) = typeof(T) == typeof(float)
                ? I.CreateTruncating(places.AsInt32().GetElement(i))
                : I.CreateTruncating(places.AsInt64().GetElement(i));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int At<I>(ref I at, int index)
        where I : struct, IBinaryInteger<I> => int.CreateTruncating(Unsafe.Add(ref at, index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Read<I, V>(ref I at) => Unsafe.ReadUnaligned<V>(ref Unsafe.As<I, byte>(ref at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write<I, V>(ref I at, V value) => Unsafe.WriteUnaligned(ref Unsafe.As<I, byte>(ref at), value);
}
