namespace Functional.Tests;

/// <summary>Where the sources are from which the tests were built.</summary>
internal static class Repository
{
    /// <summary>The folder with the solution.</summary>
    public static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Functional.sln")))
                folder = folder.Parent ?? throw new DirectoryNotFoundException("Functional.sln is in none of the folders above the tests.");
            return folder.FullName;
        }
    }

    /// <summary>Release or Debug: how these tests were built, and what they refer to.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    public static string At(string path) => Path.Combine(Root, path);

    /// <summary>The lines of a method's body between a mark and its end, as a page shows them.</summary>
    public static string Lines(string path, string mark) => string.Join("\n", File.ReadAllLines(At(path))
        .SkipWhile(line => line.Trim() != $"// {mark}").Skip(1)
        .TakeWhile(static line => line.Trim() != "// end")
        .Select(static line => line.Length >= 8 ? line[8..] : line));
}
