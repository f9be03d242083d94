using System.Numerics;

namespace Functional.IO;

/// <summary>The places of a tree, each with a number, so that what leads through a tensor is found in time that grows with the names alone.</summary>
internal sealed class TreePlaces
{
    /// <summary>So many names may follow one another in a path: trees are walked by recursion.</summary>
    public const int DeepestPath = 1000;

    private readonly Dictionary<(int Above, string Name), int> numbers = [];
    private readonly List<(string Path, string[] Names)> leaves = [];
    private readonly Dictionary<int, string> tensors = [];

    /// <summary>Adds the place of a tensor.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="written">How messages name it.</param>
    /// <exception cref="InvalidDataException">It is no path.</exception>
    public void Add(string path, string written)
    {
        if (path.Length == 0 || path.Split('.') is var names && names.Any(static name => name.Length == 0))
            throw new InvalidDataException($"the name {written} is no path of a tree: that is names joined by dots, none of them empty");
        if (names.Length > DeepestPath)
            throw new InvalidDataException(Invariant($"a name has {names.Length} parts: at most {DeepestPath} may follow one another, and this begins with '{path[..40]}'"));
        var at = 0;
        foreach (var name in names)
        {
            if (!numbers.TryGetValue((at, name), out var below))
                numbers.Add((at, name), below = numbers.Count + 1);
            at = below;
        }
        tensors.TryAdd(at, path);
        leaves.Add((path, names));
    }

    /// <summary>Refuses a path that leads through a tensor.</summary>
    /// <exception cref="InvalidDataException">There is one; the message says which.</exception>
    public void ExpectNoneWithin()
    {
        foreach (var (path, names) in leaves)
        {
            var at = 0;
            foreach (var name in names.AsSpan(0, names.Length - 1))
            {
                at = numbers[(at, name)];
                if (tensors.TryGetValue(at, out var above))
                    throw new InvalidDataException($"'{path}' leads through '{above}', which is a tensor");
            }
        }
    }

    /// <summary>The tree of tensors at their paths.</summary>
    public static TensorTree<T> Grow<T>(IEnumerable<(string Path, Tensor<T> Value)> leaves)
        where T : struct, IFloatingPointIeee754<T> => Grown([.. leaves.Select(static leaf => (leaf.Path.Split('.'), leaf.Value))], 0);

    /// <summary>The tree of tensors that agree in their first names.</summary>
    private static TensorTree<T> Grown<T>(IReadOnlyList<(string[] Names, Tensor<T> Value)> leaves, int depth)
        where T : struct, IFloatingPointIeee754<T> => leaves is [var (names, value)] && names.Length == depth
        ? value
        : TensorTree<T>.Of([.. leaves.GroupBy(leaf => leaf.Names[depth], StringComparer.Ordinal).Select(branch => (branch.Key, Grown([.. branch], depth + 1)))]);
}
