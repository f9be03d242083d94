using System.Numerics;

namespace Functional.Kernels;

/// <summary>
/// Neighbouring channels as the loops over windows see them: one number, or vectors of some width; a type, so that the JIT compiles the loops once for each. The
/// numbers of places, and masks, lie in vectors of the same type.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="V">The vector type.</typeparam>
internal interface IWindowLanes<T, V>
    where T : struct
    where V : struct
{
    /// <summary>How many channels a vector has.</summary>
    static abstract int Count { get; }

    static abstract V Load(ref T at, nint offset);

    static abstract void Store(V vector, ref T at, nint offset);

    static abstract V Broadcast(T value);

    static abstract V Add(V left, V right);

    static abstract V Divide(V left, V right);

    /// <summary>x·y + sum, rounded once where the hardware can.</summary>
    static abstract V MultiplyAdd(V x, V y, V sum);

    static abstract V Multiply(V left, V right);

    /// <summary>A mask of where x is larger, of numbers none of which is NaN.</summary>
    static abstract V IsAbove(V x, V largest);

    /// <summary>Whether none of the numbers is NaN.</summary>
    static abstract bool AreNumbers(V x);

    /// <summary>A mask of where x takes the place of the largest so far: it is larger, or NaN where that is none.</summary>
    static abstract V Exceeds(V x, V largest);

    static abstract V Select(V mask, V chosen, V other);

    /// <summary>The number of a place.</summary>
    static abstract V PlaceOf(int number);

    /// <summary>A mask of where two places are the same.</summary>
    static abstract V AreSame(V place, V other);

    static abstract V LoadPlaces<I>(ref I at, nint offset)
        where I : struct, IBinaryInteger<I>;

    static abstract void StorePlaces<I>(V places, ref I at, nint offset)
        where I : struct, IBinaryInteger<I>;
}
