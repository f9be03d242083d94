using System.Text.RegularExpressions;

namespace Functional.Documentation.Blocks;

/// <summary>What pages say outside of their blocks of code, as far as it can be looked up: links, and names in code.</summary>
internal static partial class Prose
{
    /// <summary>The pages: those of the sources, and the front one.</summary>
    public static IEnumerable<string> Pages => Directory.EnumerateFiles(Repository.At("src"), "*.md", SearchOption.AllDirectories)
        .Select(static file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
        .Where(static path => !path.Split('/').Any(static part => part is "obj" or "bin"))
        .Append("README.md").Order(StringComparer.Ordinal);

    /// <summary>The names of the folders, which pages call rooms.</summary>
    public static IEnumerable<string> Rooms => ((string[])["src", "tests", "properties"])
        .SelectMany(static folder => Directory.EnumerateDirectories(Repository.At(folder), "*", SearchOption.AllDirectories))
        .Where(static path => !path.Split(Path.DirectorySeparatorChar).Any(static part => part is "obj" or "bin"))
        .SelectMany(static path => Path.GetFileName(path).Split('.'));

    /// <summary>The links of a page to other files, and to headings, that lead nowhere.</summary>
    public static IEnumerable<string> Astray(string page, string text) =>
        from Match link in Link().Matches(Unfenced(text))
        let target = link.Groups["to"].Value
        where !target.Contains("://", StringComparison.Ordinal)
        let parts = target.Split('#')
        let file = parts[0].Length == 0 ? Repository.At(page) : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Repository.At(page))!, parts[0]))
        where !(File.Exists(file) || Directory.Exists(file)) || (parts.Length > 1 && !Headings(parts[0].Length == 0 ? text : File.ReadAllText(file)).Contains(parts[1]))
        select $"{page}: {target}";

    /// <summary>
    /// The names of types and members in the code of a page's text, those that begin with a capital, of which the library has none. What follows nn, optim or stax is
    /// of PyTorch and JAX.
    /// </summary>
    /// <param name="page">The page.</param>
    /// <param name="text">Its text.</param>
    /// <param name="known">The names that there are, of the library and elsewhere.</param>
    public static IEnumerable<string> Unknown(string page, string text, IReadOnlySet<string> known) =>
        from Match code in Code().Matches(Unfenced(text))
        from Match name in Name().Matches(Quoted().Replace(code.Value, ""))
        where !known.Contains(name.Value)
        select $"{page}: {name.Value} in {code.Value}";

    private static string Unfenced(string text) => Fence().Replace(text, "");

    private static IEnumerable<string> Headings(string text) => Heading().Matches(text)
        .Select(static heading => NoAnchor().Replace(heading.Groups["text"].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"\]\((?<to>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"`[^`\n]+`")]
    private static partial Regex Code();

    [GeneratedRegex(@"(?<![\w\-$]|\b(?:nn|optim|stax)\.)[A-Z][A-Za-z0-9]+\b")]
    private static partial Regex Name();

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^#+ (?<text>.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N} _\-]")]
    private static partial Regex NoAnchor();
}
