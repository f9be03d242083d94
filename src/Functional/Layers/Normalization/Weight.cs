using System.Numerics;

namespace Functional;

/// <summary>The weights in a tree of parameters: what is called so and has two axes or more, wherever it stands.</summary>
internal static class Weight
{
    private const string Called = "weight";

    /// <summary>The tree itself, after a check that there is a weight in it.</summary>
    /// <exception cref="ParameterException">There is none.</exception>
    public static TensorTree<T> Expect<T>(TensorTree<T> tree, string layer)
        where T : struct, IFloatingPointIeee754<T> => In(tree).Any()
        ? tree
        : throw new ParameterException(
            $"{layer}: the layer has no parameter called '{Called}' of two axes or more; there are: {string.Join(", ", tree.Leaves.Select(static leaf => $"{leaf.Path} {leaf.Value.Shape}"))}.");

    /// <summary>The weights, with their paths.</summary>
    public static IEnumerable<(string Path, Tensor<T> Value)> In<T>(TensorTree<T> tree)
        where T : struct, IFloatingPointIeee754<T> => tree.Leaves.Where(static leaf => Is(leaf.Path, leaf.Value));

    /// <summary>The tree with something else in place of each weight, made from its path and itself.</summary>
    public static TensorTree<T> Replace<T>(TensorTree<T> tree, Func<string, Tensor<T>, TensorTree<T>> weight)
        where T : struct, IFloatingPointIeee754<T> => tree.Leaves.Aggregate(
            tree, (so, leaf) => Is(leaf.Path, leaf.Value) ? so.WithSubtree(leaf.Path, weight(leaf.Path, leaf.Value)) : so);

    /// <summary>The tree with a tensor in place of each weight that is two tensors there.</summary>
    public static TensorTree<T> ReplacePairs<T>(TensorTree<T> tree, string first, string second, Func<string, Tensor<T>, Tensor<T>, Tensor<T>> weight)
        where T : struct, IFloatingPointIeee754<T> => tree.Leaves.Aggregate(tree, (so, leaf) =>
        {
            if (!leaf.Path.EndsWith($"{Called}.{first}", StringComparison.Ordinal))
                return so;
            var path = leaf.Path[..^(first.Length + 1)];
            return so.WithSubtree(path, weight(path, leaf.Value, tree[$"{path}.{second}"]));
        });

    /// <summary>The sum over all axes but the last one, that of the units.</summary>
    public static Tensor<T> SumOfUnits<T>(Tensor<T> weight)
        where T : struct, IFloatingPointIeee754<T> => weight.Sum([.. Enumerable.Range(0, weight.Rank - 1)]);

    private static bool Is<T>(string path, Tensor<T> leaf)
        where T : struct, IFloatingPointIeee754<T> =>
        leaf.Rank >= 2 && (path == Called || path.EndsWith("." + Called, StringComparison.Ordinal));
}
