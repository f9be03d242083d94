using System.Buffers.Binary;
using System.IO.Compression;

namespace Functional.IO;

/// <summary>Files compressed by gzip (RFC 1952), of one member, found to be whole before they are read.</summary>
internal static class Gzip
{
    private const int ShortestFile = 18, TrailerBytes = 8;

    /// <summary>Whether a file begins as one that gzip has made; it is left at its beginning.</summary>
    public static bool IsMeant(Stream source)
    {
        var isMeant = source.ReadByte() == 0x1F && source.ReadByte() == 0x8B;
        source.Position = 0;
        return isMeant;
    }

    /// <summary>How many bytes the file has when it is decompressed.</summary>
    /// <exception cref="InvalidDataException">It is not whole: cut off, changed, or followed by something.</exception>
    public static long Measure(Stream source)
    {
        if (source.Length < ShortestFile)
            throw new InvalidDataException(Invariant($"it has {source.Length} bytes: a file that is compressed by gzip has at least {ShortestFile}"));
        using var content = new GZipStream(source, CompressionMode.Decompress, leaveOpen: true);
        var (length, checksum) = Inflated.Measure(content);
        Span<byte> trailer = stackalloc byte[TrailerBytes];
        source.Position = source.Length - TrailerBytes;
        source.ReadExactly(trailer);
        if (checksum != BinaryPrimitives.ReadUInt32LittleEndian(trailer) || unchecked((uint)length) != BinaryPrimitives.ReadUInt32LittleEndian(trailer[sizeof(uint)..]))
            throw new InvalidDataException("it does not end with the checksum and the length of what it was compressed from");
        return length;
    }
}
