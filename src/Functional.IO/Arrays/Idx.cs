using System.Buffers.Binary;
using System.IO.Compression;
using System.Numerics;
using LanguageExt;

namespace Functional.IO;

/// <summary>
/// Tensors in IDX files, plain or compressed by gzip: the format of
/// <see href="https://web.archive.org/web/20240101000000/http://yann.lecun.com/exdb/mnist/">the MNIST database of handwritten digits</see> and of others like it. Two zero bytes, the type
/// of the numbers, how many axes there are, their sizes, and the numbers, rows first; all of it big-endian, and nothing behind it.
/// </summary>
/// <example><code>
/// var images = Idx.Read&lt;float&gt;("train-images-idx3-ubyte.gz").ThrowIfFail();        // [60000, 28, 28], from 0 to 255
/// var labels = Idx.ReadLabels("train-labels-idx1-ubyte.gz").ThrowIfFail();
/// </code></example>
public static class Idx
{
    private const int PrefixBytes = 4;
    private const byte SingleType = 0x0D, DoubleType = 0x0E;

    /// <summary>Writes a tensor to a file: whole or not at all. What was there before stays until the new file is on the disk.</summary>
    /// <typeparam name="T">The element type: <c>float</c> or <c>double</c>, written as such.</typeparam>
    /// <param name="path">The file, in a folder that exists.</param>
    /// <param name="tensor">The tensor.</param>
    /// <returns>Nothing; or why there is no new file.</returns>
    public static Fin<Unit> Save<T>(string path, Tensor<T> tensor)
        where T : struct, IFloatingPointIeee754<T>
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(tensor);
        return Replacement.Write(path, target =>
        {
            if (tensor.Rank > byte.MaxValue)
                throw new InvalidDataException(Invariant($"an array has at most {byte.MaxValue} axes, and the tensor {tensor.Rank}"));
            target.Write([0, 0, ArrayType.Of<T>().Bytes == sizeof(float) ? SingleType : DoubleType, (byte)tensor.Rank]);
            foreach (var size in tensor.Shape)
                Numbers.Write(target, [size], isBigEndian: true);
            Numbers.Write(target, tensor.Span, isBigEndian: true);
        });
    }

    /// <summary>Reads a tensor.</summary>
    /// <typeparam name="T">The element type: <c>float</c> or <c>double</c>; each number is read exactly, or the file is refused.</typeparam>
    /// <param name="path">The file.</param>
    /// <returns>The tensor; or what is wrong with the file.</returns>
    public static Fin<Tensor<T>> Read<T>(string path)
        where T : struct, IFloatingPointIeee754<T>
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Outside.Try(path, () => Open<T>(path));
    }

    /// <summary>Reads labels: a vector of whole numbers from 0 on.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The labels; or what is wrong with the file, or which number is no class.</returns>
    public static Fin<Labels> ReadLabels(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Outside.Try(path, () => ClassNumbers.Of(Open<double>(path)));
    }

    internal static Tensor<T> Read<T>(Stream source)
        where T : struct, IFloatingPointIeee754<T>
    {
        ArrayType.Of<T>();
        if (!Gzip.IsMeant(source))
            return ReadPlain<T>(source, source.Length);
        var length = Gzip.Measure(source);
        source.Position = 0;
        using var content = new GZipStream(source, CompressionMode.Decompress, leaveOpen: true);
        return ReadPlain<T>(content, length);
    }

    private static Tensor<T> ReadPlain<T>(Stream source, long length)
        where T : struct, IFloatingPointIeee754<T>
    {
        Span<byte> prefix = stackalloc byte[PrefixBytes];
        if (length < PrefixBytes)
            throw new InvalidDataException(Invariant($"it has {length} bytes: an IDX file begins with {PrefixBytes} that say the type of its numbers and how many axes it has"));
        source.ReadExactly(prefix);
        if (prefix[0] != 0 || prefix[1] != 0)
            throw new InvalidDataException("it is no IDX file: that begins with two bytes of zero");
        var type = prefix[2] switch
        {
            0x08 => new ArrayType(ArrayType.Unsigned, 1),
            0x09 => new(ArrayType.Signed, 1),
            0x0B => new(ArrayType.Signed, 2),
            0x0C => new(ArrayType.Signed, 4),
            SingleType => new(ArrayType.Float, 4),
            DoubleType => new(ArrayType.Float, 8),
            var other => throw new InvalidDataException(Invariant($"its numbers are of type 0x{other:X2}, which the format does not know")),
        };
        var rank = prefix[3];
        if (length < PrefixBytes + sizeof(int) * rank)
            throw new InvalidDataException(Invariant($"it has {length} bytes, and ends before the sizes of its {rank} axes"));
        var bytes = new byte[sizeof(int) * rank];
        source.ReadExactly(bytes);
        var (axes, elements) = (new int[rank], (UInt128)1);
        for (var axis = 0; axis < rank; axis++)
        {
            var size = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(sizeof(int) * axis));
            axes[axis] = size <= int.MaxValue ? (int)size : throw new InvalidDataException(Invariant($"axis {axis} has {size} elements: at most {int.MaxValue} are allowed"));
            elements = elements > int.MaxValue && size > 0 ? elements : elements * size;        // so often as 255 axes may be, without an overflow
        }
        var available = length - PrefixBytes - bytes.Length;
        if (elements * (UInt128)type.Bytes != (UInt128)available)
            throw new InvalidDataException(
                $"its sizes are [{string.Join(", ", axes.Select(static size => Invariant($"{size}")))}] and a number takes {(type.Bytes == 1 ? "1 byte" : Invariant($"{type.Bytes} bytes"))}, "
                + Invariant($"which does not fit the {available} bytes after them"));
        try
        {
            return ArrayNumbers.Read<T>(source, type, isBigEndian: true, Shape.Create(axes));
        }
        catch (ShapeException)
        {
            throw new InvalidDataException(Invariant($"it is larger than a tensor can be: {int.MaxValue} elements"));
        }
    }

    private static Tensor<T> Open<T>(string path)
        where T : struct, IFloatingPointIeee754<T>
    {
        using var source = InputFile.Open(path);
        return Read<T>(source);
    }
}
