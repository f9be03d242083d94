using System.Globalization;
using System.Text;

namespace Functional;

// A tree as text, and its names in messages.
public sealed partial class TensorTree<T>
{
    private const int NearestNames = 8;

    /// <summary>A line for each tensor, with its path and shape, and the number of all.</summary>
    public override string ToString()
    {
        var leaves = Leaves.ToArray();
        var width = leaves.Select(static leaf => leaf.Path.Length).DefaultIfEmpty().Max();
        var text = new StringBuilder();
        foreach (var (path, leaf) in leaves)
            text.Append(path.PadRight(width)).Append("  ").Append(leaf.Shape).Append('\n');
        return text.Append(Invariant($"{Count} parameters")).ToString();
    }

    private string Names() => IsEmpty
        ? "none"
        : string.Join(", ", Leaves.Select(static leaf => $"{(leaf.Path.Length == 0 ? "one tensor" : leaf.Path)} {leaf.Value.Shape}"));

    /// <summary>The leaves whose paths are nearest to one that does not exist, those below it first.</summary>
    internal string NamesNear(string path)
    {
        var leaves = Leaves.OrderBy(leaf => leaf.Path.StartsWith(path + ".", StringComparison.Ordinal) ? 0 : Spelling.Distance(path, leaf.Path)).ToArray();
        var near = leaves.Take(NearestNames).Select(static leaf => $"{(leaf.Path.Length == 0 ? "one tensor" : leaf.Path)} {leaf.Value.Shape}");
        return leaves.Length == 0 ? "none"
            : string.Join(", ", near) + (leaves.Length > NearestNames ? string.Create(CultureInfo.InvariantCulture, $" and {leaves.Length - NearestNames} more") : "");
    }
}
