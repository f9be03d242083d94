namespace Functional.Kernels;

/// <summary>The sizes of a recurrence over whole sequences.</summary>
/// <param name="Batch">How many sequences there are.</param>
/// <param name="Time">How many steps they have.</param>
/// <param name="Features">How many numbers each step of the input has.</param>
/// <param name="Units">How many numbers the memory has.</param>
/// <param name="Outputs">How many numbers go from step to step and come out.</param>
/// <param name="Gates">How many columns of the weights each unit has.</param>
internal readonly record struct SequenceSizes(int Batch, int Time, int Features, int Units, int Outputs, int Gates)
{
    /// <summary>How long a row is that goes into the products: the input of a step beside the output before.</summary>
    public int Inner => Features + Outputs;

    /// <summary>How long a row is that comes out.</summary>
    public int Columns => Gates * Units;

    /// <summary>How many steps of sequences there are in all.</summary>
    public int Steps => Batch * Time;

    /// <summary>The multiply-adds of the way forward.</summary>
    public long Work => (long)Steps * Inner * Columns;

    /// <summary>Into how many parts the sequences are divided, each of which one thread follows through all steps.</summary>
    public int Parts(int threads) => Math.Min(threads, Batch);

    /// <summary>The sequences of one part.</summary>
    public (int From, int Count) Part(int part, int parts)
    {
        var from = (int)((long)Batch * part / parts);
        return (from, (int)((long)Batch * (part + 1) / parts) - from);
    }
}
