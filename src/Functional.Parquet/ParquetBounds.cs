using System.Buffers.Binary;

namespace Functional.IO;

/// <summary>
/// Sizes that a Parquet file says, held against the file before anything is made of them. Numbers of fields are those of
/// <see href="https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift">parquet.thrift</see>.
/// </summary>
internal static class ParquetBounds
{
    /// <summary>So many rows a group has at most: a group is read as a whole, and one that says thousands of millions may have a few bytes.</summary>
    public const long MostRows = 1 << 26;

    private const int Frame = 8, DeepestSchema = 32, LongestHeader = 1 << 24, RunLengths = 3;

    /// <summary>Refuses what is no whole Parquet file, or says of itself what cannot be.</summary>
    /// <exception cref="InvalidDataException">It is no Parquet file, cut off, encrypted, or broken.</exception>
    public static void ExpectWhole(FileStream file)
    {
        Span<byte> frame = stackalloc byte[Frame];
        if (file.Length < 4 || Read(file, 0, frame[..4]) is var head && !head.SequenceEqual("PAR1"u8) && !head.SequenceEqual("PARE"u8))
            throw new InvalidDataException("it is no Parquet file: it does not begin with PAR1");
        if (file.Length < Frame + 4 || Read(file, file.Length - Frame, frame) is var end && !end[4..].SequenceEqual("PAR1"u8) && !end[4..].SequenceEqual("PARE"u8))
            throw new InvalidDataException("it is cut off: it begins as a Parquet file, but does not end as one");
        if (end[4..].SequenceEqual("PARE"u8))
            throw new InvalidDataException("it is encrypted");
        var length = BinaryPrimitives.ReadUInt32LittleEndian(end);
        if (length > file.Length - Frame - 4)
            throw new InvalidDataException("it is broken: what it says about itself is longer than the file");
        var footer = new byte[length];
        _ = Read(file, file.Length - Frame - length, footer);
        var told = Told(static bytes => ThriftStruct.Read(bytes, out _), footer);
        if (!told.Fits(8, ThriftShape.None))
            throw new InvalidDataException("it is encrypted");
        if (!ParquetShapes.File.Fits(told))
            throw new InvalidDataException("it is broken: what it says about itself has values of other types than the format has");
        ExpectFlatEnough(told);
    }

    /// <summary>Goes through the headers of the pages of a column of a group.</summary>
    /// <param name="file">The file.</param>
    /// <param name="start">Where its first page begins.</param>
    /// <param name="rows">How many values it has.</param>
    /// <param name="codec">The number of how pages are compressed.</param>
    /// <returns>Where its last page ends.</returns>
    /// <exception cref="InvalidDataException">The pages have other than so many values, are not within the file, or are larger than what is compressed can be.</exception>
    public static long EndOfPages(FileStream file, long start, long rows, int codec)
    {
        var (at, values) = (start, 0L);
        while (values < rows)
        {
            var header = HeaderAt(file, at, out var length);
            var (type, larger, smaller) = (header.Whole(1), header.Whole(2) ?? -1, header.Whole(3) ?? -1);
            at += length;
            if (!ParquetShapes.Page.Fits(header))
                throw new InvalidDataException("the header of a page has values of other types than the format has");
            if (smaller < 0 || smaller > file.Length - at || larger < 0 || larger > int.MaxValue || larger > Largest(smaller, codec))
                throw new InvalidDataException("a page is larger than it can be");
            at += smaller;
            var data = header.Inner(type switch { 0 => 5, 2 => 7, 3 => 8, _ => 0 }) ?? throw new InvalidDataException("a page is of a kind that there is not");
            var count = data.Whole(1) ?? -1;
            if (count < 0 || (type == 2 ? count > 8 * larger : count > rows - values))
                throw new InvalidDataException("a page has more values than it can have");
            if (type == 3 && (data.Whole(5) ?? -1) is var definitions && (data.Whole(6) ?? -1) is var repetitions && (definitions < 0 || repetitions < 0 || definitions + repetitions > smaller))
                throw new InvalidDataException("a page has longer levels than it can have");
            if (data.Whole(type == 3 ? 4 : 2) == RunLengths && type != 2)
                throw new InvalidDataException("its truth values are encoded by the lengths of their runs, which is not read: write it with data pages of version 1");
            values += type == 2 ? 0 : count;
        }
        return at;
    }

    /// <summary>How large bytes can be that were compressed to so many: what the formats of their compressions allow.</summary>
    private static long Largest(long compressed, int codec) => codec switch
    {
        0 => compressed,                        // none
        1 => 64 + 22 * compressed,              // Snappy: three bytes copy 64
        2 => 64 + 1032 * compressed,            // gzip
        5 or 7 => 64 + 255 * compressed,        // LZ4
        _ => (1L << 17) + compressed * (1L << 15),  // Brotli, Zstandard: a block of 128 KiB has at least four bytes
    };

    private static ThriftStruct HeaderAt(FileStream file, long at, out int length)
    {
        for (var size = 256; ; size *= 8)
        {
            if (at < 0 || at >= file.Length)
                throw new InvalidDataException("its pages are not within the file");
            var bytes = new byte[Math.Min(size, file.Length - at)];
            _ = Read(file, at, bytes);
            try
            {
                return ThriftStruct.Read(bytes, out length);
            }
            catch (EndOfStreamException)
            {
                if (bytes.Length < size || size >= LongestHeader)
                    throw new InvalidDataException("the header of a page is not whole");
            }
        }
    }

    /// <summary>A schema is a list in which each group says how many of those behind it are its own: it is read by calls within calls.</summary>
    private static void ExpectFlatEnough(ThriftStruct footer)
    {
        var open = new Stack<long>();
        foreach (var each in footer.List(2))
        {
            while (open.TryPeek(out var left) && left == 0)
                open.Pop();
            if (open.TryPop(out var before))
                open.Push(before - 1);
            if (each is ThriftStruct element && element.Whole(5) is > 0 and var children)
                open.Push(children);
            if (open.Count > DeepestSchema)
                throw new InvalidDataException("its columns are nested too deeply");
        }
    }

    private static ThriftStruct Told(Func<byte[], ThriftStruct> read, byte[] bytes)
    {
        try
        {
            return read(bytes);
        }
        catch (EndOfStreamException)
        {
            throw new InvalidDataException("it is broken: what it says about itself is not whole");
        }
    }

    private static ReadOnlySpan<byte> Read(FileStream file, long at, Span<byte> bytes)
    {
        file.Position = at;
        file.ReadExactly(bytes);
        return bytes;
    }
}
