namespace Functional.Documentation.Blocks;

/// <summary>What other tests show between <c>// begin</c>, or another mark, and <c>// end</c>, and hold a page to: it is compiled and run there.</summary>
internal static class Held
{
    private static readonly Lazy<string[]> Sections = new(static () =>
        [.. ((string[])["tests/Functional.Tests/Readme", "tests/Functional.Tests/Laws"])
            .SelectMany(static folder => Directory.EnumerateFiles(Repository.At(folder), "*.cs")).Select(static file => Flat(File.ReadAllText(file)))]);

    /// <summary>Whether a block stands in one of those files, but for how far it is indented.</summary>
    public static bool Contains(string code) => Sections.Value.Any(section => section.Contains(Flat(code), StringComparison.Ordinal));

    private static string Flat(string code) => string.Join('\n', code.Split('\n').Select(static line => line.Trim()));
}
