using System.Numerics;

namespace Functional.Kernels;

/// <summary>
/// A vector of real numbers with the operations that elementary functions are made of; a type, so that one source serves all widths, and a test can
/// run each of them on any hardware. Every operation is exact or rounded once as IEEE 754 says, so all widths give the same bits.
/// </summary>
/// <typeparam name="V">The vector type itself.</typeparam>
/// <typeparam name="T">The element type.</typeparam>
internal interface IRealVector<V, T> :
    IAdditionOperators<V, V, V>, ISubtractionOperators<V, V, V>, IMultiplyOperators<V, V, V>, IDivisionOperators<V, V, V>,
    IUnaryNegationOperators<V, V>, IBitwiseOperators<V, V, V>
    where V : struct, IRealVector<V, T>
    where T : unmanaged
{
    /// <summary>How many elements a vector has.</summary>
    static abstract int Count { get; }

    /// <summary>The same number in all places.</summary>
    static abstract V Of(T value);

    static abstract V Load(ref T at);

    static abstract void Store(V vector, ref T at);

    /// <summary>x·y + z, rounded once.</summary>
    static abstract V MultiplyAdd(V x, V y, V z);

    /// <summary>All bits set where x is less than y, which a NaN never is.</summary>
    static abstract V LessThan(V x, V y);

    /// <summary>All bits set where x equals y.</summary>
    static abstract V Equal(V x, V y);

    /// <summary>x where the mask is set, y elsewhere.</summary>
    static abstract V Select(V mask, V x, V y);

    /// <summary>The bits as whole numbers, added.</summary>
    static abstract V AddBits(V x, V y);

    /// <summary>The bits as whole numbers, subtracted.</summary>
    static abstract V SubtractBits(V x, V y);

    static abstract V ShiftLeft(V x, int bits);

    /// <summary>The largest element, where none is NaN.</summary>
    static abstract T Largest(V x);

    /// <summary>The sum of all elements, by halves.</summary>
    static abstract T Sum(V x);

    /// <summary>Zeros come in from the left.</summary>
    static abstract V ShiftRight(V x, int bits);
}
