using System.IO.Hashing;

namespace Functional.IO;

/// <summary>How long a compressed stream is, found by reading it to its end, before memory is taken for what it has: what a file says of that may be a lie, and small files can be a lot.</summary>
internal static class Inflated
{
    private const int AtOnce = 1 << 16;

    /// <summary>Reads a stream to its end, or until it is longer than expected, and keeps nothing of it.</summary>
    /// <returns>Its bytes, and their checksum (CRC-32, ISO 3309).</returns>
    public static (long Length, uint Checksum) Measure(Stream source, long expected = long.MaxValue)
    {
        var (length, checksum, buffer) = (0L, new Crc32(), new byte[AtOnce]);
        for (int count; length <= expected && (count = source.Read(buffer)) > 0; length += count)
            checksum.Append(buffer.AsSpan(0, count));
        return (length, checksum.GetCurrentHashAsUInt32());
    }
}
