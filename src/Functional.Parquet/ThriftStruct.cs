using System.Buffers.Binary;

namespace Functional.IO;

/// <summary>
/// A structure of the <see href="https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md">compact protocol of Thrift</see>, which Parquet's own data about
/// its data are written in: fields by their numbers. It is read here first, because no length and no depth that a file says is believed.
/// </summary>
internal sealed class ThriftStruct
{
    private const int Deepest = 32;
    private readonly Dictionary<int, object> fields = [];

    /// <summary>Reads a structure at the beginning of some bytes.</summary>
    /// <param name="bytes">The bytes; perhaps there are more behind them.</param>
    /// <param name="length">How many of them it is.</param>
    /// <exception cref="EndOfStreamException">There are too few.</exception>
    /// <exception cref="InvalidDataException">It is no such structure.</exception>
    public static ThriftStruct Read(ReadOnlySpan<byte> bytes, out int length)
    {
        var rest = bytes;
        var read = Struct(ref rest, 0);
        length = bytes.Length - rest.Length;
        return read;
    }

    /// <summary>A whole number; null where there is none.</summary>
    public long? Whole(int field) => fields.GetValueOrDefault(field) as long?;

    /// <summary>A structure within; null where there is none.</summary>
    public ThriftStruct? Inner(int field) => fields.GetValueOrDefault(field) as ThriftStruct;

    /// <summary>Whether a field, where it is there, has a shape.</summary>
    public bool Fits(int field, ThriftShape shape) => !fields.TryGetValue(field, out var value) || shape.Fits(value);

    /// <summary>The items of a list; empty where there is none.</summary>
    public IReadOnlyList<object> List(int field) => fields.GetValueOrDefault(field) as IReadOnlyList<object> ?? [];

    private static ThriftStruct Struct(ref ReadOnlySpan<byte> rest, int depth)
    {
        if (depth > Deepest)
            throw new InvalidDataException("what it says about itself is nested too deeply");
        var (read, field) = (new ThriftStruct(), 0L);
        while (Byte(ref rest) is var head and not 0)
        {
            field = head >> 4 == 0 ? ZigZag(ref rest) : field + (head >> 4);
            if (!read.fields.TryAdd((int)field, (head & 15) switch { 1 => true, 2 => false, var type => Value(ref rest, type, depth) }))
                throw new InvalidDataException("what it says about itself has a field twice");
        }
        return read;
    }

    private static object Value(ref ReadOnlySpan<byte> rest, int type, int depth)
    {
        switch (type)
        {
            case 1 or 2:
                return Byte(ref rest) == 1;
            case 3:
                return (byte)Byte(ref rest);
            case 4 or 5 or 6:
                return ZigZag(ref rest);
            case 7:
                return BinaryPrimitives.ReadDoubleLittleEndian(Taken(ref rest, sizeof(double)));
            case 8:
                return Taken(ref rest, Count(ref rest)).ToArray();
            case 9 or 10:
                var head = Byte(ref rest);
                return Items(ref rest, head >> 4 == 15 ? Count(ref rest) : head >> 4, head & 15, head & 15, depth);
            case 11:
                var count = Count(ref rest);
                var types = count == 0 ? 0 : Byte(ref rest);
                return Items(ref rest, checked(2 * count), types >> 4, types & 15, depth);
            case 12:
                return Struct(ref rest, depth + 1);
            case 13:
                return Taken(ref rest, 16).ToArray();
            default:
                throw new InvalidDataException("what it says about itself breaks the rules of Thrift");
        }
    }

    private static List<object> Items(ref ReadOnlySpan<byte> rest, int count, int even, int odd, int depth)
    {
        if (depth > Deepest)
            throw new InvalidDataException("what it says about itself is nested too deeply");
        if (count > rest.Length)                // each has at least one byte
            throw new EndOfStreamException();
        var items = new List<object>(count);
        for (var i = 0; i < count; i++)
            items.Add(Value(ref rest, i % 2 == 0 ? even : odd, depth + 1));
        return items;
    }

    private static int Byte(ref ReadOnlySpan<byte> rest) => Taken(ref rest, 1)[0];

    private static int Count(ref ReadOnlySpan<byte> rest) => VarInt(ref rest) is var count && count <= int.MaxValue / 2 ? (int)count : throw new EndOfStreamException();

    private static long ZigZag(ref ReadOnlySpan<byte> rest) => VarInt(ref rest) is var number && (number & 1) == 0 ? (long)(number >> 1) : ~(long)(number >> 1);

    private static ulong VarInt(ref ReadOnlySpan<byte> rest)
    {
        var number = 0UL;
        for (var shift = 0; shift < 70; shift += 7)
        {
            var part = Byte(ref rest);
            number |= (ulong)(part & 127) << shift;
            if (part < 128)
                return number;
        }
        throw new InvalidDataException("what it says about itself breaks the rules of Thrift");
    }

    private static ReadOnlySpan<byte> Taken(ref ReadOnlySpan<byte> rest, int count)
    {
        if (count > rest.Length)
            throw new EndOfStreamException();
        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }
}
