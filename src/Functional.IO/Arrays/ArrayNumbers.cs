using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Functional.IO;

/// <summary>The numbers of an array in a file, of any type and byte order, each exactly as a <c>float</c> or <c>double</c> or not at all.</summary>
internal static class ArrayNumbers
{
    private const int AtOnce = 1 << 14;         // numbers: what is in between stays small however long the array is

    /// <summary>Reads a tensor: its numbers follow in the stream.</summary>
    /// <exception cref="InvalidDataException">A number is none of <typeparamref name="T"/>; the message says which.</exception>
    /// <exception cref="EndOfStreamException">There are fewer.</exception>
    public static Tensor<T> Read<T>(Stream source, ArrayType type, bool isBigEndian, Shape shape)
        where T : struct, IFloatingPointIeee754<T> => Tensor.Create<T, (Stream, ArrayType, bool)>(
        shape, (source, type, isBigEndian), static (numbers, from) => Fill(from.Item1, from.Item2, from.Item3, numbers));

    private static void Fill<T>(Stream source, ArrayType type, bool isBigEndian, Span<T> numbers)
        where T : struct, IFloatingPointIeee754<T>
    {
        var buffer = new byte[Math.Min(AtOnce, numbers.Length) * type.Bytes];
        for (var first = 0; first < numbers.Length; first += AtOnce)
        {
            var part = numbers[first..Math.Min(numbers.Length, first + AtOnce)];
            var bytes = buffer.AsSpan(0, part.Length * type.Bytes);
            source.ReadExactly(bytes);
            if (isBigEndian == BitConverter.IsLittleEndian)
                for (var at = 0; at < bytes.Length && type.Bytes > 1; at += type.Bytes)
                    bytes.Slice(at, type.Bytes).Reverse();
            Convert(bytes, type, part, first);
        }
    }

    private static void Convert<T>(ReadOnlySpan<byte> bytes, ArrayType type, Span<T> numbers, int first)
        where T : struct, IFloatingPointIeee754<T>
    {
        switch (type.Kind, type.Bytes)
        {
            case (ArrayType.Boolean, _):
                if (bytes.IndexOfAnyExceptInRange((byte)0, (byte)1) is var place && place >= 0)
                    throw new InvalidDataException(Invariant($"element {first + place} is the byte {bytes[place]}, but of true and false are 1 and 0"));
                Whole<byte, T>(bytes, numbers, first);
                break;
            case (ArrayType.Unsigned, 1): Whole<byte, T>(bytes, numbers, first); break;
            case (ArrayType.Unsigned, 2): Whole<ushort, T>(bytes, numbers, first); break;
            case (ArrayType.Unsigned, 4): Whole<uint, T>(bytes, numbers, first); break;
            case (ArrayType.Unsigned, _): Whole<ulong, T>(bytes, numbers, first); break;
            case (ArrayType.Signed, 1): Whole<sbyte, T>(bytes, numbers, first); break;
            case (ArrayType.Signed, 2): Whole<short, T>(bytes, numbers, first); break;
            case (ArrayType.Signed, 4): Whole<int, T>(bytes, numbers, first); break;
            case (ArrayType.Signed, _): Whole<long, T>(bytes, numbers, first); break;
            case (_, 2): Real<Half, T>(bytes, numbers, first); break;
            case (_, 4): Real<float, T>(bytes, numbers, first); break;
            default: Real<double, T>(bytes, numbers, first); break;
        }
    }

    private static void Whole<S, T>(ReadOnlySpan<byte> bytes, Span<T> numbers, int first)
        where S : unmanaged, IBinaryInteger<S>
        where T : struct, IFloatingPointIeee754<T>
    {
        var read = MemoryMarshal.Cast<byte, S>(bytes);
        var mayBeInexact = 8 * Marshal.SizeOf<S>() > (typeof(T) == typeof(float) ? 24 : 53);        // the digits of a significand
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = T.CreateTruncating(read[i]);
            if (mayBeInexact && Int128.CreateSaturating(numbers[i]) != Int128.CreateTruncating(read[i]))
                throw Inexact<S, T>(read[i], first + i);
        }
    }

    private static void Real<S, T>(ReadOnlySpan<byte> bytes, Span<T> numbers, int first)
        where S : unmanaged, IFloatingPointIeee754<S>
        where T : struct, IFloatingPointIeee754<T>
    {
        var read = MemoryMarshal.Cast<byte, S>(bytes);
        if (typeof(S) == typeof(T))
        {
            bytes.CopyTo(MemoryMarshal.AsBytes(numbers));
            return;
        }
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = T.CreateTruncating(read[i]);
            if (S.CreateTruncating(numbers[i]) != read[i] && !S.IsNaN(read[i]))
                throw Inexact<S, T>(read[i], first + i);
        }
    }

    private static InvalidDataException Inexact<S, T>(S number, int element)
        where S : IFormattable => new(Invariant(
        $"element {element} is {number.ToString(null, CultureInfo.InvariantCulture)}, which a {(typeof(T) == typeof(float) ? "float" : "double")} cannot hold exactly")
        + (typeof(T) == typeof(float) ? "; read it as double" : ""));
}
