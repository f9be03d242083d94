using System.Collections.Immutable;
using System.Numerics;
using System.Text;
using LanguageExt;
using LanguageExt.Common;

namespace Functional.IO;

/// <summary>
/// Trees of tensors in safetensors files, which other libraries read and write, too: names are the paths of the tree, numbers are those of the tree to the bit.
/// <see href="https://github.com/huggingface/safetensors">The format</see> holds numbers and texts, and nothing that is run.
/// </summary>
/// <example><code>
/// Safetensors.Save("digits.safetensors", θ).ThrowIfFail();
/// var same = Safetensors.Read&lt;float&gt;("digits.safetensors").ThrowIfFail();
/// </code></example>
public static class Safetensors
{
    /// <summary>Writes a tree to a file: whole or not at all. What was there before stays until the new file is on the disk.</summary>
    /// <typeparam name="T">The element type: <c>float</c> is written as F32, <c>double</c> as F64.</typeparam>
    /// <param name="path">The file, in a folder that exists.</param>
    /// <param name="tree">The tree.</param>
    /// <param name="metadata">Texts by name that are kept with it; none when none are given.</param>
    /// <returns>Nothing; or why there is no new file: no such folder, no permission, a full disk, or a tree of one tensor, which has no name.</returns>
    public static Fin<Unit> Save<T>(string path, TensorTree<T> tree, IReadOnlyDictionary<string, string>? metadata = null)
        where T : struct, IFloatingPointIeee754<T>
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(tree);
        return Replacement.Write(path, target => Write(target, tree, metadata ?? ImmutableDictionary<string, string>.Empty));
    }

    /// <summary>Reads a tree, or a part of it.</summary>
    /// <typeparam name="T">The element type: F32, F16 and BF16 are read as <c>float</c>, F64 as <c>double</c>, each number exactly.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="part">A path: what is there and below it is read, and nothing else; all when none is given.</param>
    /// <param name="rename">From a name in the file to a path in the tree, or to null for what is left out; the name itself when none is given.</param>
    /// <returns>The tree; or what is wrong with the file.</returns>
    /// <example><code>
    /// var theirs = Safetensors.Read&lt;float&gt;("theirs.safetensors", rename: name =&gt; name.Replace("layers.", "encoder.")).ThrowIfFail();
    /// </code></example>
    public static Fin<TensorTree<T>> Read<T>(string path, string part = "", Func<string, string?>? rename = null)
        where T : struct, IFloatingPointIeee754<T>
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(part);
        return Outside.Try(path, () =>
        {
            using var source = InputFile.Open(path);
            return Read<T>(source, part, rename);
        });
    }

    /// <summary>
    /// Loads the tensors of a tree that a program has: the result has its names and shapes, and the numbers of the file. Where a part is given, the rest of the tree stays
    /// as it is, and the rest of the file is not looked at.
    /// </summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="into">The tree: parameters before the first step.</param>
    /// <param name="part">The path of the part that is loaded; all when none is given.</param>
    /// <param name="rename">From a name in the file to a path in the tree, or to null for what is left out; the name itself when none is given.</param>
    /// <returns>The tree; or every tensor that is missing, unexpected, of another shape or type.</returns>
    /// <example><code>
    /// var θ = Safetensors.Load("pretrained.safetensors", start.Parameters, part: "encoder");
    /// </code></example>
    public static Validation<Error, TensorTree<T>> Load<T>(string path, TensorTree<T> into, string part = "", Func<string, string?>? rename = null)
        where T : struct, IFloatingPointIeee754<T>
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(into);
        ArgumentNullException.ThrowIfNull(part);
        return Outside.TryAll(path, () =>
        {
            using var source = InputFile.Open(path);
            var stored = Stored.Of(Header.Read(source, source.Length), part, rename);
            string[] differences = [.. Differences.Between(stored, into, part)];
            if (differences.Length > 0)
                return Outside.Fail<TensorTree<T>>(path, differences);
            var loaded = stored.Read<T>(source).Leaves.ToDictionary(static leaf => leaf.Path, static leaf => leaf.Value, StringComparer.Ordinal);
            return Validation<Error, TensorTree<T>>.Success(into.Map((at, leaf) => loaded.GetValueOrDefault(at, leaf)));
        });
    }

    /// <summary>Reads the texts that are kept with a tree, and no numbers. The whole header is checked, and that the file is as long as it says.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The texts by name; or what is wrong with the file.</returns>
    public static Fin<ImmutableSortedDictionary<string, string>> ReadMetadata(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Outside.Try(path, () =>
        {
            using var source = InputFile.Open(path);
            return Header.Read(source, source.Length).Metadata;
        });
    }

    internal static TensorTree<T> Read<T>(Stream source, string part = "", Func<string, string?>? rename = null)
        where T : struct, IFloatingPointIeee754<T>
    {
        var stored = Stored.Of(Header.Read(source, source.Length), part, rename);
        return part.Length == 0 || !stored.Tensors.IsEmpty ? stored.Read<T>(source) : throw new InvalidDataException($"there is nothing at '{part}'");
    }

    internal static void Write<T>(Stream target, TensorTree<T> tree, IReadOnlyDictionary<string, string> metadata)
        where T : struct, IFloatingPointIeee754<T>
    {
        var type = NumberType.Of<T>();
        foreach (var (name, text) in metadata)
            if (!HeaderText.IsUnicode(name) || !HeaderText.IsUnicode(text ?? throw new InvalidDataException($"the metadata '{name}' is null")))
                throw new InvalidDataException("a text of the metadata has half of a surrogate pair, which UTF-8 cannot write");
        // The larger types come first, so that all numbers are aligned: a tree is of one type. Then the names decide, by their bytes.
        var leaves = tree.Leaves.Select(static leaf => (leaf.Path, leaf.Value, Bytes: Encoding.UTF8.GetBytes(leaf.Path))).ToArray();
        Array.Sort(leaves, static (left, right) => left.Bytes.AsSpan().SequenceCompareTo(right.Bytes));
        var (entries, end) = (new Entry[leaves.Length], 0UL);
        for (var i = 0; i < leaves.Length; i++)
        {
            var (name, value, _) = leaves[i];
            if (name.Length == 0)
                throw new InvalidDataException("a tree of one tensor has no name to keep it under; give it one: TensorTree.Of((\"weight\", tensor))");
            if (name == HeaderText.MetadataName || !HeaderText.IsUnicode(name))
                throw new InvalidDataException(name == HeaderText.MetadataName ? $"the format keeps the name '{name}' for texts" : "a name has half of a surrogate pair, which UTF-8 cannot write");
            if (name.AsSpan().Count('.') >= TreePlaces.DeepestPath)
                throw new InvalidDataException(Invariant($"a path has more than {TreePlaces.DeepestPath} names, and begins with '{name[..40]}'"));
            ImmutableArray<ulong> axes = [.. value.Shape.Sizes.ToArray().Select(static size => (ulong)size)];
            var begin = end;
            end += Entry.BytesOf(name, type, axes);
            entries[i] = new(name, type, axes, begin, end);
        }
        target.Write(HeaderText.Write(entries, metadata));
        foreach (var (_, value, _) in leaves)
            Numbers.Write(target, value.Span);
    }
}
