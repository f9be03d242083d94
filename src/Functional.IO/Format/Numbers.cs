using System.Runtime.InteropServices;

namespace Functional.IO;

/// <summary>Numbers as the bytes of a file, one after the other: little-endian, when nothing else is said.</summary>
internal static class Numbers
{
    private const int AtOnce = 1 << 16;         // numbers; so that a tensor of more than 2 GB is no matter

    /// <summary>Writes numbers.</summary>
    public static void Write<T>(Stream target, ReadOnlySpan<T> numbers, bool isBigEndian = false)
        where T : struct
    {
        for (; !numbers.IsEmpty; numbers = numbers[Math.Min(AtOnce, numbers.Length)..])
        {
            var part = numbers[..Math.Min(AtOnce, numbers.Length)];
            target.Write(MemoryMarshal.AsBytes(BitConverter.IsLittleEndian != isBigEndian ? part : Reversed(part)));
        }
    }

    /// <summary>Reads as many numbers as there is room for, of a type that is read as <typeparamref name="T"/>.</summary>
    /// <exception cref="EndOfStreamException">There are fewer.</exception>
    public static void Read<T>(Stream source, NumberType type, Span<T> numbers)
        where T : struct
    {
        var narrow = type == NumberType.Of<T>() ? [] : new ushort[Math.Min(AtOnce, numbers.Length)];
        for (; !numbers.IsEmpty; numbers = numbers[Math.Min(AtOnce, numbers.Length)..])
        {
            var part = numbers[..Math.Min(AtOnce, numbers.Length)];
            if (narrow.Length == 0)
                ReadExactly(source, part);
            else
                Widen(source, type, narrow.AsSpan(0, part.Length), MemoryMarshal.Cast<T, float>(part));
        }
    }

    private static void Widen(Stream source, NumberType type, Span<ushort> narrow, Span<float> wide)
    {
        ReadExactly(source, narrow);
        for (var i = 0; i < wide.Length; i++)
            wide[i] = type == NumberType.Brain ? BitConverter.UInt32BitsToSingle((uint)narrow[i] << 16) : (float)BitConverter.UInt16BitsToHalf(narrow[i]);
    }

    private static void ReadExactly<T>(Stream source, Span<T> numbers)
        where T : struct
    {
        source.ReadExactly(MemoryMarshal.AsBytes(numbers));
        if (!BitConverter.IsLittleEndian)
            Reversed<T>(numbers).CopyTo(numbers);
    }

    private static ReadOnlySpan<T> Reversed<T>(ReadOnlySpan<T> numbers)
        where T : struct
    {
        var bytes = MemoryMarshal.AsBytes(numbers).ToArray();
        var size = bytes.Length / numbers.Length;
        for (var at = 0; at < bytes.Length; at += size)
            bytes.AsSpan(at, size).Reverse();
        return MemoryMarshal.Cast<byte, T>(bytes);
    }
}
