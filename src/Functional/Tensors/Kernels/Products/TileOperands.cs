namespace Functional.Kernels;

/// <summary>What a tile reads and writes: operands and result as they lie in memory, steps counted in elements.</summary>
internal unsafe struct TileOperands<T>
    where T : unmanaged
{
    public T* A;
    public nint RowStep;
    public nint InnerStep;
    public T* B;
    public nint ColumnStep;
    public T* C;
    public nint ResultStep;

    /// <summary>A row that is added to each row of the result, or null.</summary>
    public T* Bias;
    public int Inner;

    /// <summary>Where the next panel of B comes from, or null: asked for meanwhile, a line for each inner index. It may be past the end: nothing is read.</summary>
    public T* Ahead;
    public nint AheadStep;

    /// <summary>Whether the product is added to what is in the result.</summary>
    public bool Adds;
}
