using System.Numerics;

namespace Functional.IO;

/// <summary>How the tensors of a file differ from those that a program has: all that is missing, unexpected, of another shape or type.</summary>
internal static class Differences
{
    /// <summary>With more names than these that do not fit it is another network, and none of them was misspelt.</summary>
    private const int Misspelt = 30;

    /// <summary>A sentence for each difference.</summary>
    /// <param name="stored">The tensors of the file.</param>
    /// <param name="expected">The tree of the program.</param>
    /// <param name="part">The path of the part that is looked at; the empty one for all.</param>
    public static IEnumerable<string> Between<T>(Stored stored, TensorTree<T> expected, string part)
        where T : struct, IFloatingPointIeee754<T>
    {
        var leaves = expected.Leaves.Where(leaf => Stored.IsIn(leaf.Path, part)).ToArray();
        var known = leaves.Select(static leaf => leaf.Path).ToHashSet(StringComparer.Ordinal);
        var found = stored.Tensors.ToDictionary(static tensor => tensor.Path, static tensor => tensor.Entry, StringComparer.Ordinal);
        string[] missing = [.. leaves.Select(static leaf => leaf.Path).Where(path => !found.ContainsKey(path))];
        string[] unexpected = [.. stored.Tensors.Select(static tensor => tensor.Path).Where(path => !known.Contains(path))];

        if (part.Length > 0 && leaves.Length == 0)
            yield return $"there is nothing at '{part}' in the tree that is loaded into{Near(part, [.. expected.Leaves.Select(static leaf => leaf.Path)])}";
        foreach (var (path, leaf) in leaves)
        {
            if (!found.TryGetValue(path, out var entry))
            {
                yield return $"'{path}' of shape {leaf.Shape} is missing{Near(path, unexpected, missing.Length)}";
                continue;
            }
            if (!IsOf(entry, leaf.Shape))
                yield return $"'{path}' should have shape {leaf.Shape}, but has {Entry.Written(entry.Axes)}";
            if (!entry.Type.IsReadAs<T>())
                yield return $"'{path}' should be of type {NumberType.Of<T>()}, but is of {entry.Type}";
        }
        foreach (var path in unexpected)
            yield return $"'{path}' of shape {Entry.Written(found[path].Axes)} is unexpected{Near(path, missing, unexpected.Length)}";
    }

    private static bool IsOf(Entry entry, Shape shape)
    {
        if (entry.Axes.Length != shape.Rank)
            return false;
        for (var axis = 0; axis < shape.Rank; axis++)
            if (entry.Axes[axis] != (ulong)shape[axis])
                return false;
        return true;
    }

    /// <summary>What a name was perhaps meant to be.</summary>
    private static string Near(string path, string[] others, int count = 1)
    {
        if (others.Length > Misspelt || count > Misspelt)
            return "";
        var near = NearNames.Of(path, others).FirstOrDefault();
        return near is null ? "" : $"; near it is '{near}'";
    }
}
