namespace Functional.Tests.Keeping;

/// <summary>An empty folder of a test's own, which is gone when the test is over.</summary>
public abstract class ScratchFolder : IDisposable
{
    protected string Folder { get; } = Directory.CreateTempSubdirectory("functional-").FullName;

    protected string At(string name) => Path.Combine(Folder, name);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => Directory.Delete(Folder, recursive: true);
}
