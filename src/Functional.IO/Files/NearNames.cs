namespace Functional.IO;

/// <summary>What a name was perhaps meant to be: names that at most a third of the characters of are others.</summary>
internal static class NearNames
{
    private const int LongestName = 200, MostListed = 20;

    /// <summary>The near ones among others, the nearest first.</summary>
    public static IEnumerable<string> Of(string name, IEnumerable<string> others) => name.Length > LongestName ? [] : others
        .Where(static other => other.Length <= LongestName)
        .Select(other => (Name: other, Distance: Spelling.Distance(name, other)))
        .Where(other => other.Distance * 3 <= name.Length)
        .OrderBy(static other => other.Distance).Select(static other => other.Name);

    /// <summary>The end of a message about a name that is not there: the near ones, or else all that there are.</summary>
    public static string Listed(string name, IReadOnlyCollection<string> others)
    {
        string[] near = [.. Of(name, others).Take(MostListed)];
        return near.Length > 0 ? $"near it {(near.Length == 1 ? "is" : "are")} {Quoted(near)}"
            : others.Count == 0 ? "there are none"
            : $"there {(others.Count == 1 ? "is" : "are")} {Quoted(others.Take(MostListed))}{(others.Count > MostListed ? Invariant($" and {others.Count - MostListed} more") : "")}";
    }

    private static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(static name => $"'{name}'"));
}
