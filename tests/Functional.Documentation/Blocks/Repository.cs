namespace Functional.Documentation.Blocks;

/// <summary>Where the sources are from which the tests were built.</summary>
internal static class Repository
{
    public static string Root { get; } = Found(new(AppContext.BaseDirectory));

    public static string At(string path) => Path.Combine(Root, path);

    private static string Found(DirectoryInfo folder) => File.Exists(Path.Combine(folder.FullName, "Functional.sln")) ? folder.FullName
        : Found(folder.Parent ?? throw new DirectoryNotFoundException("Functional.sln is in none of the folders above the tests."));
}
