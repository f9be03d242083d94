namespace Functional.Kernels;

/// <summary>
/// Vectors of one width, as the loops of a matrix product see them; a type, so that the JIT compiles the loops once for each width and
/// a test can run every width on any hardware.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="V">The vector type.</typeparam>
internal unsafe interface ILanes<T, V>
    where T : unmanaged
    where V : struct
{
    /// <summary>How many elements a vector has.</summary>
    static abstract int Count { get; }

    /// <summary>The most rows of a tile of two vectors a row whose sums stay in registers.</summary>
    static abstract int TileRows { get; }

    static abstract V Broadcast(T value);

    static abstract V Load(T* at);

    static abstract void Store(V vector, T* at);

    /// <summary>What the masked forms take to touch only the first elements of a vector.</summary>
    static abstract V MaskOf(int count);

    /// <summary>Reads the masked elements and no memory beyond them; the others are zero.</summary>
    static abstract V Load(T* at, V mask);

    static abstract void Store(V vector, T* at, V mask);

    static abstract V Add(V left, V right);

    /// <summary>x·y + sum, rounded once where the hardware can.</summary>
    static abstract V MultiplyAdd(V x, V y, V sum);

    static abstract T Sum(V vector);
}
