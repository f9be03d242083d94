using System.Numerics;
using System.Runtime.InteropServices;

namespace Functional.Kernels;

/// <summary>Chooses between elements.</summary>
internal static class Selection
{
    /// <summary>Elements of one where the condition is not 0, and of the other where it is.</summary>
    public static void Run<T>(ReadOnlySpan<T> condition, ReadOnlySpan<T> then, ReadOnlySpan<T> otherwise, Span<T> result)
        where T : struct, IFloatingPointIeee754<T>
    {
        var i = 0;
        if (Vector<T>.IsSupported)
        {
            ref var chosen = ref MemoryMarshal.GetReference(condition);
            ref var first = ref MemoryMarshal.GetReference(then);
            ref var second = ref MemoryMarshal.GetReference(otherwise);
            ref var to = ref MemoryMarshal.GetReference(result);
            for (; i <= result.Length - Vector<T>.Count; i += Vector<T>.Count)
                Vector.ConditionalSelect(
                    Vector.Equals(Vector.LoadUnsafe(ref chosen, (nuint)i), Vector<T>.Zero),
                    Vector.LoadUnsafe(ref second, (nuint)i),
                    Vector.LoadUnsafe(ref first, (nuint)i)).StoreUnsafe(ref to, (nuint)i);
        }
        for (; i < result.Length; i++)
            result[i] = condition[i] == T.Zero ? otherwise[i] : then[i];
    }

    /// <summary>1 for true and 0 for false.</summary>
    public static void OfBooleans<T>(ReadOnlySpan<bool> values, Span<T> result)
        where T : struct, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < values.Length; i++)
            result[i] = values[i] ? T.One : T.Zero;
    }
}
