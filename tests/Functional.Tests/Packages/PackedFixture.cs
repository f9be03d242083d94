namespace Functional.Tests.Packages;

/// <summary>All packages, made of what has been built with these tests, in a folder that is deleted afterwards.</summary>
public sealed class PackedFixture : IDisposable
{
    public PackedFixture()
    {
        var (exit, output) = Dotnet.Run(
            Repository.Root, "pack", "Functional.sln", "-c", Repository.Configuration, "--no-build", "-o", Folder);
        Assert.True(exit == 0, output);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("functional-packages-").FullName;

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
