using System.IO.Compression;

namespace Functional.IO;

/// <summary>Archives whose entries are found to be as long as they say, and whole, before they are read.</summary>
internal static class Zip
{
    /// <summary>What a function makes of an archive.</summary>
    /// <exception cref="InvalidDataException">It is no zip archive, or not a whole one.</exception>
    public static A Within<A>(Stream source, Func<ZipArchive, A> read)
    {
        try
        {
            using var archive = new ZipArchive(source, ZipArchiveMode.Read, leaveOpen: true);
            return read(archive);
        }
        catch (Exception problem) when (problem is ArgumentException or OverflowException or NotSupportedException)       // fields that make no sense together
        {
            throw new InvalidDataException($"it is no zip archive that can be read: {problem.Message}", problem);
        }
    }

    /// <summary>What a function reads of an entry, given its stream and length.</summary>
    /// <exception cref="InvalidDataException">The entry is encrypted, is not as long as it says, or has another checksum.</exception>
    public static A Read<A>(ZipArchiveEntry entry, Func<Stream, long, A> read)
    {
        try
        {
            if (entry.IsEncrypted)
                throw new InvalidDataException("it is encrypted");
            using (var whole = entry.Open())
            {
                var (length, checksum) = Inflated.Measure(whole, entry.Length);
                if (length != entry.Length)
                    throw new InvalidDataException(Invariant($"the archive says that it has {entry.Length} bytes, but it has {(length > entry.Length ? "more" : Invariant($"{length}"))}"));
                if (checksum != entry.Crc32)
                    throw new InvalidDataException("its checksum is another one than the archive says");
            }
            using var content = entry.Open();
            return read(content, entry.Length);
        }
        catch (InvalidDataException problem)
        {
            throw new InvalidDataException($"'{entry.FullName}': {problem.Message}", problem);
        }
    }
}
