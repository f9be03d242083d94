namespace Functional.Kernels;

/// <summary>
/// Memory as normalisation sees it, [outer, rows, groups, width]: for each place on the first axis and each group there is one mean and one variance, over
/// rows and width. Scales and shifts are columns: of groups and width.
/// </summary>
internal readonly record struct GroupedShape(int Outer, int Rows, int Groups, int Width)
{
    /// <summary>How many numbers there are.</summary>
    public int Length => Outer * Rows * Groups * Width;

    /// <summary>How many scales and shifts there are.</summary>
    public int Columns => Groups * Width;

    /// <summary>How many means and variances there are.</summary>
    public int Statistics => Outer * Groups;

    /// <summary>How many numbers a mean is of.</summary>
    public int Count => Rows * Width;
}
