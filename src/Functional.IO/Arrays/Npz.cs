using System.IO.Compression;
using System.Numerics;
using LanguageExt;

namespace Functional.IO;

/// <summary>
/// Named tensors in .npz files, zip archives of .npy files, as NumPy's <c>savez</c> and <c>savez_compressed</c> write them. Names are the paths of a tree: <c>x_train</c>, or
/// <c>encoder.weight</c>. The checksum of each array is looked at before a number of it is used.
/// </summary>
/// <example><code>
/// Npz.Save("digits.npz", TensorTree&lt;float&gt;.Of(("x", x), ("y", Tensor.Create&lt;float&gt;([3], 0, 2, 1)))).ThrowIfFail();
/// var inputs = Npz.Read&lt;float&gt;("digits.npz", "x").ThrowIfFail();
/// var labels = Npz.ReadLabels("digits.npz", "y").ThrowIfFail();
/// </code></example>
public static class Npz
{
    private const string Suffix = ".npy";

    /// <summary>The first date that a zip archive can say: so that the same tensors are the same bytes.</summary>
    private static readonly DateTimeOffset Undated = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes a tree to a file: whole or not at all. What was there before stays until the new file is on the disk.</summary>
    /// <typeparam name="T">The element type: <c>float</c> is written as f4, <c>double</c> as f8.</typeparam>
    /// <param name="path">The file, in a folder that exists.</param>
    /// <param name="tree">The tree.</param>
    /// <param name="isCompressed">Whether the arrays are compressed, which takes longer.</param>
    /// <returns>Nothing; or why there is no new file: no such folder, no permission, a full disk, or a tree of one tensor, which has no name.</returns>
    public static Fin<Unit> Save<T>(string path, TensorTree<T> tree, bool isCompressed = false)
        where T : struct, IFloatingPointIeee754<T>
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(tree);
        return Replacement.Write(path, target => Write(target, tree, isCompressed));
    }

    /// <summary>Reads all arrays of a file.</summary>
    /// <typeparam name="T">The element type: <c>float</c> or <c>double</c>; each number is read exactly, or the file is refused.</typeparam>
    /// <param name="path">The file.</param>
    /// <returns>The tree; or what is wrong with the file.</returns>
    public static Fin<TensorTree<T>> Read<T>(string path)
        where T : struct, IFloatingPointIeee754<T> => Open(path, Read<T>);

    /// <summary>Reads one array of a file, and none of the others.</summary>
    /// <typeparam name="T">The element type: <c>float</c> or <c>double</c>; each number is read exactly, or the file is refused.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="name">The name of the array, without <c>.npy</c>.</param>
    /// <returns>The tensor; or what is wrong with the file, or the names that there are.</returns>
    public static Fin<Tensor<T>> Read<T>(string path, string name)
        where T : struct, IFloatingPointIeee754<T> => Open(path, source => Read<T>(source, name));

    /// <summary>Reads one array of a file as labels: a vector of whole numbers from 0 on.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">The name of the array, without <c>.npy</c>.</param>
    /// <returns>The labels; or what is wrong with the file, or which number is no class.</returns>
    public static Fin<Labels> ReadLabels(string path, string name) => Open(path, source => ClassNumbers.Of(Read<double>(source, name)));

    internal static TensorTree<T> Read<T>(Stream source)
        where T : struct, IFloatingPointIeee754<T> => Zip.Within(source, archive =>
    {
        var entries = NamesIn(archive);
        var places = new TreePlaces();
        foreach (var name in entries.Keys)
            places.Add(name, $"'{name}'");
        places.ExpectNoneWithin();
        return TreePlaces.Grow(entries.Select(static each => (each.Key, Zip.Read(each.Value, Npy.Read<T>))));
    });

    internal static void Write<T>(Stream target, TensorTree<T> tree, bool isCompressed)
        where T : struct, IFloatingPointIeee754<T>
    {
        using var archive = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, value) in tree.Leaves)
        {
            if (name.Length == 0)
                throw new InvalidDataException("a tree of one tensor has no name to keep it under; give it one: TensorTree.Of((\"x\", tensor))");
            if (!HeaderText.IsUnicode(name))
                throw new InvalidDataException("a name has half of a surrogate pair, which UTF-8 cannot write");
            var entry = archive.CreateEntry(name + Suffix, isCompressed ? CompressionLevel.Optimal : CompressionLevel.NoCompression);
            entry.LastWriteTime = Undated;
            using var content = entry.Open();
            Npy.Write(content, value);
        }
    }

    private static Tensor<T> Read<T>(Stream source, string name)
        where T : struct, IFloatingPointIeee754<T> => Zip.Within(source, archive =>
    {
        var entries = NamesIn(archive);
        return entries.TryGetValue(name, out var entry) ? Zip.Read(entry, Npy.Read<T>)
            : throw new InvalidDataException($"there is no array '{name}': {NearNames.Listed(name, entries.Keys)}");
    });

    /// <summary>The entries by the names of their arrays.</summary>
    private static Dictionary<string, ZipArchiveEntry> NamesIn(ZipArchive archive)
    {
        var entries = new Dictionary<string, ZipArchiveEntry>(StringComparer.Ordinal);
        foreach (var entry in archive.Entries)
        {
            if (!entry.FullName.EndsWith(Suffix, StringComparison.Ordinal))
                throw new InvalidDataException($"it has '{entry.FullName}', which is no .npy file");
            if (!entries.TryAdd(entry.FullName[..^Suffix.Length], entry))
                throw new InvalidDataException($"it has '{entry.FullName}' twice");
        }
        return entries;
    }

    private static Fin<A> Open<A>(string path, Func<Stream, A> read)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Outside.Try(path, () =>
        {
            using var source = InputFile.Open(path);
            return read(source);
        });
    }
}
