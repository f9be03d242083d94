namespace Functional.Kernels;

/// <summary>
/// Where some sequences of a long short-term memory have what one step computes: in the memory of all steps, or, where nobody goes back, always in the same place,
/// which stays in the caches.
/// </summary>
internal readonly unsafe struct LstmScratch<T>(T* inputs, T* gates, T* memory, T* bounded, T* projected, T* products)
    where T : unmanaged
{
    public readonly T* Inputs = inputs;
    public readonly T* Gates = gates;
    public readonly T* Memory = memory;
    public readonly T* Bounded = bounded;
    public readonly T* Projected = projected;

    /// <summary>What a projection makes.</summary>
    public readonly T* Products = products;

    /// <summary>Places one after the other, for a number of sequences; those of a projection are first.</summary>
    public LstmScratch(in SequenceSizes sizes, int count, T* at) : this(
        at + count * (sizes.Outputs + sizes.Units),
        at + count * (sizes.Outputs + sizes.Units + sizes.Inner),
        at + count * (sizes.Outputs + sizes.Units + sizes.Inner + sizes.Columns),
        at + count * (sizes.Outputs + 2 * sizes.Units + sizes.Inner + sizes.Columns),
        at + count * sizes.Outputs,
        at)
    {
    }

    /// <summary>How many numbers that takes.</summary>
    public static int Length(in SequenceSizes sizes, int count) => count * (sizes.Outputs + 3 * sizes.Units + sizes.Inner + sizes.Columns);

    /// <summary>The place of a later step, of later sequences.</summary>
    public LstmScratch<T> At(in SequenceSizes sizes, int time, int sequence)
    {
        var rows = (nint)time * sizes.Batch + sequence;
        return new(
            Inputs + rows * sizes.Inner, Gates + rows * sizes.Columns, Memory + rows * sizes.Units, Bounded + rows * sizes.Units,
            Projected + rows * sizes.Units, Products);
    }
}
