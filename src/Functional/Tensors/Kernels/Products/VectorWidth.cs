using System.Numerics;
using System.Runtime.Intrinsics;

namespace Functional.Kernels;

/// <summary>The vectors in which a product is computed.</summary>
internal enum VectorWidth
{
    /// <summary>None: element types that have no vectors.</summary>
    None,

    /// <summary>As wide as <see cref="Vector{T}"/>.</summary>
    Any,

    /// <summary>256 bits.</summary>
    Bits256,

    /// <summary>512 bits.</summary>
    Bits512,
}

internal static class VectorWidths
{
    /// <summary>The best that this machine has for an element type.</summary>
    public static VectorWidth Best<T>() =>
        typeof(T) != typeof(float) && typeof(T) != typeof(double) ? VectorWidth.None
        : Vector512.IsHardwareAccelerated ? VectorWidth.Bits512
        : Vector256.IsHardwareAccelerated ? VectorWidth.Bits256
        : VectorWidth.Any;
}
