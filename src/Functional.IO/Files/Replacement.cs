using LanguageExt;

namespace Functional.IO;

/// <summary>
/// A file that is written whole or not at all: under a temporary name beside its place, flushed to the disk, and then renamed over what was there. Whoever opens the
/// final name finds the old file or the new one, whenever the process ends. On failure the temporary file is removed.
/// </summary>
internal static class Replacement
{
    public const string TemporarySuffix = ".tmp";
    private const int Attempts = 1000;

    /// <summary>Writes a file.</summary>
    /// <param name="path">Its final name.</param>
    /// <param name="write">Writes all of it.</param>
    /// <param name="through">What the stream is looked at through: a test lets it fail.</param>
    public static Fin<Unit> Write(string path, Action<Stream> write, Func<Stream, Stream>? through = null) => Outside.Try(path, () =>
    {
        Outside.ExpectName(path);
        var (file, temporary) = Create(path);
        try
        {
            using (file)
            {
                var target = through is null ? file : through(file);
                write(target);
                target.Flush();
                file.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
        return Unit.Default;
    });

    /// <summary>Whether a file name is that of a temporary file for another name.</summary>
    public static bool IsTemporary(string name) => name.EndsWith(TemporarySuffix, StringComparison.Ordinal);

    /// <summary>A new file of a name that no other writer has, not even one that was killed.</summary>
    private static (FileStream File, string Path) Create(string path)
    {
        for (var number = 0; ; number++)
        {
            var temporary = Invariant($"{path}.{number}{TemporarySuffix}");
            try
            {
                return (new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None), temporary);
            }
            catch (IOException problem) when (number < Attempts && problem.GetType() == typeof(IOException))
            {
                // The name is another writer's, and perhaps no more: it need not be there when one looks.
            }
        }
    }
}
