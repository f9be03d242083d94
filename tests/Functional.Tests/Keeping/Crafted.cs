using System.Buffers.Binary;
using System.Text;

namespace Functional.Tests.Keeping;

/// <summary>Files that are put together by hand.</summary>
internal static class Crafted
{
    /// <summary>A file of a header and so many bytes of numbers, each the number of its place.</summary>
    public static byte[] File(string header, int numbers) => File(Encoding.UTF8.GetBytes(header), numbers);

    public static byte[] File(byte[] header, int numbers) => [.. Length((ulong)header.Length), .. header, .. Enumerable.Range(0, numbers).Select(static place => (byte)place)];

    /// <summary>The first 8 bytes of a file.</summary>
    public static byte[] Length(ulong length)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
        return bytes;
    }
}
