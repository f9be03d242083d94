namespace Functional.Kernels;

/// <summary>What a tile of a convolution reads and writes: steps and offsets counted in elements.</summary>
internal unsafe struct ConvolutionOperands<T>
    where T : unmanaged
{
    /// <summary>Where the stretches of A begin from.</summary>
    public T* A;

    /// <summary>How far from there each of them is.</summary>
    public int* Segments;
    public int SegmentCount;

    /// <summary>How many inner indices a stretch has.</summary>
    public int SegmentLength;
    public nint InnerStep;
    public nint RowStep;

    /// <summary>How far from the first rows in A the second and the third ones begin.</summary>
    public nint Second;
    public nint Third;
    public T* B;
    public nint ColumnStep;
    public T* C;
    public nint ResultStep;

    /// <summary>A row that is added to each row of the result, or null.</summary>
    public T* Bias;

    /// <summary>Whether the sums are added to what is in the result.</summary>
    public bool Adds;
}
