using System.Numerics;
using LanguageExt;

namespace Functional.IO;

/// <summary>
/// Tensors in .npy files, which <see href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">NumPy</see> reads and writes. Versions 1.0, 2.0 and 3.0 are read, both
/// orders of bytes, both orders of axes; whole numbers and truth values as numbers. Each number is read exactly, or the file is refused. Nothing that the file has is run.
/// </summary>
/// <example><code>
/// Npy.Save("inputs.npy", x).ThrowIfFail();
/// var same = Npy.Read&lt;float&gt;("inputs.npy").ThrowIfFail();
/// </code></example>
public static class Npy
{
    /// <summary>Writes a tensor to a file: whole or not at all. What was there before stays until the new file is on the disk.</summary>
    /// <typeparam name="T">The element type: <c>float</c> is written as f4, <c>double</c> as f8, little-endian, rows first.</typeparam>
    /// <param name="path">The file, in a folder that exists.</param>
    /// <param name="tensor">The tensor.</param>
    /// <returns>Nothing; or why there is no new file.</returns>
    public static Fin<Unit> Save<T>(string path, Tensor<T> tensor)
        where T : struct, IFloatingPointIeee754<T>
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(tensor);
        return Replacement.Write(path, target => Write(target, tensor));
    }

    /// <summary>Writes labels to a file, as whole numbers of 4 bytes: whole or not at all.</summary>
    /// <param name="path">The file, in a folder that exists.</param>
    /// <param name="labels">The labels.</param>
    /// <returns>Nothing; or why there is no new file.</returns>
    public static Fin<Unit> Save(string path, Labels labels)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(labels);
        return Replacement.Write(path, target =>
        {
            target.Write(NpyHeader.Write(new(ArrayType.Signed, sizeof(int)), [labels.Count]));
            Numbers.Write(target, labels.Span);
        });
    }

    /// <summary>Reads the array of a file; what NumPy has put behind it, which may be other arrays, is not looked at.</summary>
    /// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
    /// <param name="path">The file.</param>
    /// <returns>The tensor; or what is wrong with the file, or which number is none of the type.</returns>
    public static Fin<Tensor<T>> Read<T>(string path)
        where T : struct, IFloatingPointIeee754<T>
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Outside.Try(path, () => Open<T>(path));
    }

    /// <summary>Reads the array of a file as labels: a vector of whole numbers from 0 on.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The labels; or what is wrong with the file, or which number is no class.</returns>
    public static Fin<Labels> ReadLabels(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Outside.Try(path, () => ClassNumbers.Of(Open<double>(path)));
    }

    internal static Tensor<T> Read<T>(Stream source, long length)
        where T : struct, IFloatingPointIeee754<T>
    {
        ArrayType.Of<T>();
        var header = NpyHeader.Read(source, length);
        if (!header.IsFortran)
            return ArrayNumbers.Read<T>(source, header.Type, header.IsBigEndian, header.Shape);
        var backwards = Enumerable.Range(1, header.Shape.Rank).Select(axis => header.Shape.Rank - axis).ToArray();
        return ArrayNumbers.Read<T>(source, header.Type, header.IsBigEndian, [.. backwards.Select(axis => header.Shape[axis])]).Permute(backwards);
    }

    internal static void Write<T>(Stream target, Tensor<T> tensor)
        where T : struct, IFloatingPointIeee754<T>
    {
        target.Write(NpyHeader.Write(ArrayType.Of<T>(), tensor.Shape));
        Numbers.Write(target, tensor.Span);
    }

    private static Tensor<T> Open<T>(string path)
        where T : struct, IFloatingPointIeee754<T>
    {
        using var source = InputFile.Open(path);
        return Read<T>(source, source.Length);
    }
}
