namespace Functional.IO;

/// <summary>A file that is read, with the reasons why it cannot be in a reader's words.</summary>
internal static class InputFile
{
    /// <summary>Opens a file at its beginning.</summary>
    /// <exception cref="IOException">It cannot be opened; the message says why, without the path.</exception>
    public static FileStream Open(string path)
    {
        Outside.ExpectName(path);
        if (Directory.Exists(path))
            throw new IOException("it is a folder, not a file");
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new IOException("there is no such file", problem);
        }
        catch (UnauthorizedAccessException problem)
        {
            throw new IOException("there is no permission to read it", problem);
        }
    }
}
