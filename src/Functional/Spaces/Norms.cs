using System.Numerics;

namespace Functional;

/// <summary>How large the tensors of a tree are: the Euclidean norm of each by its path, and that of all together.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="ByPath">One number for each tensor, at its path.</param>
/// <example><code>
/// var norms = Norms.Of(state.Parameters);
/// Console.WriteLine($"{norms.ByPath["encoder.0.weight"]} of {norms.Global}");
/// </code></example>
public sealed record Norms<T>(TensorTree<T> ByPath)
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>The Euclidean norm of all tensors together, as one vector: one number, 0 where there is none.</summary>
    public Tensor<T> Global => ByPath.IsEmpty ? T.Zero : Tensor.Concatenate(0, [.. ByPath.Leaves.Select(static leaf => leaf.Value.Reshape(1))]).Norm();

    /// <summary>The global norm, and the norms by path.</summary>
    public override string ToString() => Invariant($"global norm {Global}; by path:\n{ByPath}");
}

/// <summary>What makes norms.</summary>
public static class Norms
{
    /// <summary>The norms of a tree: of parameters, of a gradient, of moments.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="tree">The tree.</param>
    public static Norms<T> Of<T>(TensorTree<T> tree)
        where T : struct, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(tree);
        return new(tree.Map(static leaf => leaf.Norm()));
    }
}
