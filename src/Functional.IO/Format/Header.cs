using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text.Unicode;

namespace Functional.IO;

/// <summary>
/// The header of a safetensors file: 8 bytes that say how long it is, then JSON, then the numbers of all tensors, which touch each other and fill the rest of the
/// file (<see href="https://github.com/huggingface/safetensors#format">the format's specification</see>). All rules of the format are checked here, before a
/// number is read or memory for it is taken.
/// </summary>
/// <param name="Metadata">Texts by name.</param>
/// <param name="Entries">The tensors, in the order of their bytes.</param>
/// <param name="Length">How many bytes come before the first number.</param>
internal sealed record Header(ImmutableSortedDictionary<string, string> Metadata, ImmutableArray<Entry> Entries, long Length)
{
    public const int LengthBytes = 8;
    public const ulong Longest = 100_000_000;

    /// <summary>Reads the header from the beginning of a file, and leaves the stream at the first number.</summary>
    /// <param name="source">The file.</param>
    /// <param name="length">How many bytes the file has.</param>
    /// <exception cref="InvalidDataException">The file breaks a rule of the format; the message says which.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Header Read(Stream source, long length)
    {
        if (length < LengthBytes)
            throw new InvalidDataException(Invariant($"it has {length} bytes, but a safetensors file begins with {LengthBytes} that say how long its header is"));
        Span<byte> prefix = stackalloc byte[LengthBytes];
        source.ReadExactly(prefix);
        var size = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (size > Longest)
            throw new InvalidDataException(Invariant($"its header has {size} bytes: at most {Longest} are allowed"));
        if (size > (ulong)(length - LengthBytes))
            throw new InvalidDataException(Invariant($"its header has {size} bytes and ends beyond the file, which has {length}"));
        var text = new byte[size];
        source.ReadExactly(text);
        if (!Utf8.IsValid(text))
            throw new InvalidDataException("its header is no UTF-8");
        var (metadata, entries) = HeaderText.Parse(text);
        var start = LengthBytes + (long)size;
        return new(metadata, InOrder(entries, (ulong)(length - start)), start);
    }

    /// <summary>The tensors in the order of their bytes, after a check that these touch each other and fill the file.</summary>
    private static ImmutableArray<Entry> InOrder(List<Entry> entries, ulong available)
    {
        var ordered = entries.OrderBy(static entry => entry.Begin).ThenBy(static entry => entry.End).ToImmutableArray();
        var (end, before) = (0UL, "");
        foreach (var entry in ordered)
        {
            if (entry.End < entry.Begin)
                throw new InvalidDataException(Invariant($"the tensor '{entry.Name}' begins at byte {entry.Begin} and ends before, at {entry.End}"));
            if (entry.Begin > end)
                throw new InvalidDataException(Invariant($"there is a hole before the tensor '{entry.Name}': bytes {end} to {entry.Begin} belong to none"));
            if (entry.Begin < end)
                throw new InvalidDataException(Invariant($"the tensors '{before}' and '{entry.Name}' overlap: one ends at byte {end}, the other begins at {entry.Begin}"));
            var needed = Entry.BytesOf(entry.Name, entry.Type, entry.Axes);
            if (entry.End - entry.Begin != needed)
                throw new InvalidDataException(Invariant(
                    $"the tensor '{entry.Name}' of type {entry.Type} and shape {Entry.Written(entry.Axes)} takes {needed} bytes, but has {entry.End - entry.Begin}"));
            (end, before) = (entry.End, entry.Name);
        }
        return end == available ? ordered
            : throw new InvalidDataException(end > available
                ? Invariant($"it is cut off: its tensors take {end} bytes, but after its header there are {available}")
                : Invariant($"after its tensors, which take {end} bytes, there are {available - end} more"));
    }

    public override string ToString() => Invariant($"{Entries.Length} tensors, {Metadata.Count} texts");
}
