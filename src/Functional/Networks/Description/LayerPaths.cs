using System.Numerics;

namespace Functional;

/// <summary>Where layers lie in a network.</summary>
internal static class LayerPaths
{
    /// <summary>A name below a path; what has no name has the path itself.</summary>
    public static string Join(string path, string name) => path.Length == 0 ? name : name.Length == 0 ? path : path + "." + name;

    /// <summary>
    /// The path in the plan of the layer that was seen at a path in a run: without the numbers of the steps between a layer and its parts; null
    /// where the plan has no such layer.
    /// </summary>
    public static string? InPlan<T>(Initialization<T> plan, string seen)
        where T : struct, IFloatingPointIeee754<T>
    {
        var (at, path) = (plan, "");
        var names = new Queue<string>(seen.Split('.'));
        while (names.Count > 0)
        {
            if (at.Steps is not null && (names.Dequeue(), names.Count) is (_, 0))
                return null;            // a step, and no layer of its own
            var next = at.Parts.FirstOrDefault(part => part.Label.Length == 0 || part.Label == names.Peek());
            if (next.Part is null)
                return null;
            if (next.Label.Length > 0)
                path = Join(path, names.Dequeue());
            at = next.Part;
        }
        return path;
    }
}
