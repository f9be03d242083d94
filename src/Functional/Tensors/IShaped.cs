namespace Functional;

/// <summary>A value with a shape, whatever its element type.</summary>
internal interface IShaped
{
    Shape Shape { get; }
}

/// <summary>A pair of values, whatever their types.</summary>
internal interface IShapedPair
{
    object? First { get; }

    object? Second { get; }
}

/// <summary>A tree of values with names, whatever their element type.</summary>
internal interface IShapedTree
{
    /// <summary>The value of a tree that is one; null of any other.</summary>
    IShaped? Leaf { get; }

    /// <summary>How many branches there are.</summary>
    int BranchCount { get; }

    /// <summary>A branch and its name, by their order.</summary>
    (string Name, IShapedTree Tree) BranchAt(int index);
}
