namespace Functional.Documentation.Blocks;

/// <summary>The blocks of C# on pages.</summary>
internal static class Pages
{
    /// <summary>The blocks of a page in their order, each with the text that the page shows after it.</summary>
    public static IReadOnlyList<Piece> Of(IReadOnlyList<string> lines)
    {
        var pieces = new List<Piece>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (!lines[i].StartsWith("```", StringComparison.Ordinal))
                continue;
            var block = lines.Skip(i + 1).TakeWhile(static line => line != "```").ToArray();
            if (lines[i] == "```csharp")
                pieces.Add(new(i + 2, string.Join('\n', block)));
            else if (lines[i] == "```text" && pieces is [.., { Printed: null } last])
                pieces[^1] = last with { Printed = string.Join('\n', block) };
            i += block.Length + 1;
        }
        return pieces;
    }

    /// <summary>The pages that are read from top to bottom: each is one program.</summary>
    public static IEnumerable<Example> Whole =>
        from file in Directory.EnumerateFiles(Repository.At("src/Functional/Pages"), "*.md").Order(StringComparer.Ordinal)
        let pieces = Of(File.ReadAllLines(file))
        where pieces.Count > 0
        select new Example("src/Functional/Pages/" + Path.GetFileName(file), pieces);

    /// <summary>The blocks of the READMEs, each by itself; but for those that other tests run, line by line.</summary>
    public static IEnumerable<Example> Readmes =>
        from path in (string[])["README.md", .. Directory.EnumerateDirectories(Repository.At("src")).Order(StringComparer.Ordinal)
            .Select(static folder => $"src/{Path.GetFileName(folder)}/README.md").Where(static path => File.Exists(Repository.At(path)))]
        from piece in Of(File.ReadAllLines(Repository.At(path)))
        where !Held.Contains(piece.Code)
        select new Example(path, [piece]);
}
