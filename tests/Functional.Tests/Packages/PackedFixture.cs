namespace Functional.Tests.Packages;

/// <summary>All packages, made once for all tests of them of what has been built with these tests, in a folder that is deleted afterwards.</summary>
[CollectionDefinition(Name)]
public sealed class PackedFixture : IDisposable, ICollectionFixture<PackedFixture>
{
    public const string Name = "packages";

    private readonly string root = Directory.CreateTempSubdirectory("functional-packages-").FullName;

    public PackedFixture()
    {
        var (exit, output) = Dotnet.Run(
            Repository.Root, "pack", "Functional.sln", "-c", Repository.Configuration, "--no-build", "-o", Folder);
        Assert.True(exit == 0, output);
    }

    /// <summary>Where the packages are.</summary>
    public string Folder => Path.Combine(root, "packed");

    /// <summary>Where new programs keep what they restore: empty at first, so that no package of an earlier run is taken for one of this.</summary>
    public string Restored => Path.Combine(root, "restored");

    public void Dispose() => Directory.Delete(root, recursive: true);
}
