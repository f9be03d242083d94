using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace Functional.IO;

/// <summary>
/// The header of an .npy file: <c>\x93NUMPY</c>, two bytes of version, how long the text is, and a Python dictionary that says the type, the order and the shape
/// (<see href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">NumPy's specification</see>). All rules are checked here, before memory is taken.
/// </summary>
internal sealed record NpyHeader(ArrayType Type, bool IsBigEndian, bool IsFortran, Shape Shape)
{
    private const int VersionEnd = 8, Alignment = 64;

    /// <summary>NumPy has taken so many since version 2.0, and half of them before.</summary>
    private const int MostAxes = 64;

    /// <summary>NumPy's own limit: a longer one may take Python's parser long, or break it.</summary>
    private const int LongestText = 10_000;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads a header from the beginning of an array.</summary>
    /// <param name="source">The file.</param>
    /// <param name="length">How many bytes it was found to have from here on.</param>
    /// <exception cref="InvalidDataException">A rule of the format is broken; the message says which.</exception>
    public static NpyHeader Read(Stream source, long length)
    {
        Span<byte> prefix = stackalloc byte[VersionEnd + sizeof(uint)];
        if (length < VersionEnd + sizeof(ushort))
            throw new InvalidDataException(Invariant($"it has {length} bytes: an .npy file begins with {VersionEnd + sizeof(ushort)} that say its version and how long its header is"));
        source.ReadExactly(prefix[..VersionEnd]);
        if (!prefix.StartsWith(Magic))
            throw new InvalidDataException("it is no .npy file: that begins with \\x93NUMPY");
        var (major, minor) = (prefix[6], prefix[7]);
        if (major is < 1 or > 3 || minor != 0)
            throw new InvalidDataException(Invariant($"its format is version {major}.{minor}: there are 1.0, 2.0 and 3.0"));
        var sizeBytes = major == 1 ? sizeof(ushort) : sizeof(uint);
        if (length < VersionEnd + sizeBytes)
            throw new InvalidDataException(Invariant($"it has {length} bytes, and ends before it says how long its header is"));
        source.ReadExactly(prefix[VersionEnd..][..sizeBytes]);
        var size = major == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(prefix[VersionEnd..]) : BinaryPrimitives.ReadUInt32LittleEndian(prefix[VersionEnd..]);
        var rest = length - VersionEnd - sizeBytes;
        if (size > rest)
            throw new InvalidDataException(Invariant($"its header has {size} bytes and ends beyond the file, which has {length}"));
        if (size > (major == 3 ? 4 : 1) * LongestText)
            throw TooLong(size);
        var bytes = new byte[size];
        source.ReadExactly(bytes);
        if (major == 3 && !Utf8.IsValid(bytes))
            throw new InvalidDataException("its header is no UTF-8");
        var text = (major == 3 ? Encoding.UTF8 : Encoding.Latin1).GetString(bytes);
        if (text.EnumerateRunes().Count() is var characters && characters > LongestText)
            throw TooLong(characters);
        return Of(new NpyHeaderText(text, isOfPython2: major < 3).Read(), rest - size);
    }

    /// <summary>The bytes of a header, padded so that the numbers begin at a multiple of 64.</summary>
    public static byte[] Write(ArrayType type, Shape shape)
    {
        if (shape.Rank > MostAxes)
            throw new InvalidDataException(Invariant($"an array has at most {MostAxes} axes, and the tensor {shape.Rank}"));
        var order = type.Bytes == 1 ? '|' : '<';
        var text = $"{{'descr': '{order}{type}', 'fortran_order': False, 'shape': ({string.Join(", ", shape.Select(static size => Invariant($"{size}")))}{(shape.Rank == 1 ? "," : "")}), }}";
        var length = (VersionEnd + sizeof(ushort) + text.Length + 1 + Alignment - 1) / Alignment * Alignment - VersionEnd - sizeof(ushort);
        return [.. Magic, 1, 0, (byte)length, (byte)(length >> 8), .. Encoding.Latin1.GetBytes(text.PadRight(length - 1) + "\n")];
    }

    private static NpyHeader Of((string Type, bool IsFortran, IReadOnlyList<ulong> Axes) said, long available)
    {
        var (order, name) = said.Type is ['<' or '>' or '|', .. var own] ? (said.Type[0], own) : ('=', said.Type);
        if (ArrayType.Find(name) is not { } type)
            throw new InvalidDataException($"its numbers are of type '{said.Type}': of those are read {string.Join(", ", ArrayType.Known)}");
        if (type.Bytes > 1 && order is '|' or '=')
            throw new InvalidDataException($"its type '{said.Type}' does not say the order of its bytes: that is '<{name}' or '>{name}'");
        if (said.Axes.Count > MostAxes)
            throw new InvalidDataException(Invariant($"it has {said.Axes.Count} axes: at most {MostAxes} are allowed"));
        var written = $"({string.Join(", ", said.Axes.Select(static axis => Invariant($"{axis}")))})";
        var needed = (UInt128)type.Bytes;
        foreach (var axis in said.Axes)
            needed = needed > ulong.MaxValue ? needed : needed * axis;          // so often as 64 axes may be, without an overflow; a 0 behind it is found below
        if (said.Axes.Contains(0UL))
            needed = 0;
        if (needed > (UInt128)available)
            throw new InvalidDataException(needed > ulong.MaxValue
                ? $"its shape {written} has more bytes than 64 bits can count"
                : Invariant($"it is cut off: shape {written} of {name} takes {needed} bytes, but after its header there are {available}"));
        try
        {
            return new(type, order == '>', said.IsFortran, Shape.Create([.. said.Axes.Select(static axis => checked((int)axis))]));
        }
        catch (Exception problem) when (problem is OverflowException or ShapeException)
        {
            throw new InvalidDataException(Invariant($"its shape {written} is larger than a tensor can be: {int.MaxValue} elements"));
        }
    }

    private static InvalidDataException TooLong(long count) => new(Invariant($"its header has {count} characters: at most {LongestText} are allowed"));
}
