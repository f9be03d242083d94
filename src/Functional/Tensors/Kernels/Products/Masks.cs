using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Functional.Kernels;

/// <summary>Vectors whose first elements have all bits set, and the others none: what masked reading and writing takes.</summary>
internal static class Masks
{
    private const int LongestVector = 64;

    /// <summary>64 bytes of ones and 64 of zeros: a mask is a vector read across the edge.</summary>
    private static ReadOnlySpan<byte> Edge =>
    [
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    /// <summary>A mask of the first <paramref name="count"/> elements; the vector is at most 64 bytes long.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V First<T, V>(int count)
        where T : struct
        where V : struct => Unsafe.ReadUnaligned<V>(ref Unsafe.Add(ref MemoryMarshal.GetReference(Edge), LongestVector - count * Unsafe.SizeOf<T>()));
}
