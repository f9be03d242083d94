using System.Numerics;

namespace Functional;

/// <summary>
/// Values made of tensors as trees, and back: a tensor is a tree of one tensor, a pair one with the branches <c>first</c> and <c>second</c>. What is written
/// once for trees serves states of any form.
/// </summary>
internal static class TreeForm<T, V>
    where T : struct, IFloatingPointIeee754<T>
    where V : IVectorSpace<V>
{
    /// <summary>The value as a tree.</summary>
    public static TensorTree<T> Of(V value) => value switch
    {
        Tensor<T> tensor => tensor,
        TensorTree<T> tree => tree,
        IPairOfTrees pair => pair.ToTree<T>(),
        _ => throw NoTree,
    };

    /// <summary>The value of a tree.</summary>
    public static V From(TensorTree<T> tree) => typeof(V) == typeof(Tensor<T>) ? (V)(object)tree[""]
        : typeof(V) == typeof(TensorTree<T>) ? (V)(object)tree
        : default(V) is IPairOfTrees pair ? (V)pair.FromTree(tree)
        : throw NoTree;

    private static NotSupportedException NoTree => new(
        $"A {typeof(V).Name} is not made of tensors, trees and pairs of them, so that it cannot be made from shapes.");
}

/// <summary>A pair, which knows of what types its halves are: so nothing has to be found out about them.</summary>
internal interface IPairOfTrees
{
    /// <summary>The pair as a tree.</summary>
    TensorTree<T> ToTree<T>()
        where T : struct, IFloatingPointIeee754<T>;

    /// <summary>The pair of a tree, whatever this one holds.</summary>
    object FromTree<T>(TensorTree<T> tree)
        where T : struct, IFloatingPointIeee754<T>;
}
