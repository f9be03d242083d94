using System.Collections.Immutable;
using System.Numerics;

namespace Functional.IO;

/// <summary>The tensors of a file under the paths that they have in a tree: known from the header, before any number is read.</summary>
/// <param name="Header">The file's header.</param>
/// <param name="Tensors">What is chosen of it, with its path.</param>
internal sealed record Stored(Header Header, ImmutableArray<(string Path, Entry Entry)> Tensors)
{
    /// <summary>What a file has at a path and below it.</summary>
    /// <param name="header">The file's header.</param>
    /// <param name="part">The path; the empty one for all.</param>
    /// <param name="rename">From a name in the file to a path; null leaves the tensor out.</param>
    /// <exception cref="InvalidDataException">A name is no path, two are one, or one leads through another.</exception>
    public static Stored Of(Header header, string part, Func<string, string?>? rename)
    {
        var tensors = ImmutableArray.CreateBuilder<(string, Entry)>();
        var places = new TreePlaces();
        var paths = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in header.Entries)
        {
            if ((rename is null ? entry.Name : rename(entry.Name)) is not { } path)
                continue;
            var written = path == entry.Name ? $"'{path}'" : $"'{entry.Name}', which is renamed to '{path}',";
            places.Add(path, written);
            if (!paths.TryAdd(path, entry.Name))
                throw new InvalidDataException($"two tensors become '{path}': '{paths[path]}' and '{entry.Name}'");
            if (IsIn(path, part))
                tensors.Add((path, entry));
        }
        places.ExpectNoneWithin();
        return new(header, tensors.ToImmutable());
    }

    /// <summary>Reads the numbers: of the chosen tensors alone.</summary>
    /// <exception cref="InvalidDataException">A type is not read as <typeparamref name="T"/>.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public TensorTree<T> Read<T>(Stream source)
        where T : struct, IFloatingPointIeee754<T>
    {
        foreach (var (path, entry) in Tensors)
            if (!entry.Type.IsReadAs<T>())
                throw new InvalidDataException($"the tensor '{path}' is of type {entry.Type}; as {Written<T>()} are read: {NumberType.ReadAs<T>()}");
        var leaves = new (string Path, Tensor<T> Value)[Tensors.Length];
        for (var i = 0; i < leaves.Length; i++)
        {
            var (path, entry) = Tensors[i];
            source.Position = Header.Length + (long)entry.Begin;
            leaves[i] = (path, Tensor.Create<T, (Stream, NumberType)>(
                entry.Shape, (source, entry.Type), static (numbers, from) => Numbers.Read(from.Item1, from.Item2, numbers)));
        }
        return TreePlaces.Grow(leaves);
    }

    /// <summary>Whether a path is the part, or below it.</summary>
    public static bool IsIn(string path, string part) =>
        part.Length == 0 || path == part || (path.StartsWith(part, StringComparison.Ordinal) && path[part.Length] == '.');

    private static string Written<T>() => typeof(T) == typeof(float) ? "float" : "double";

    public bool Equals(Stored? other) => other is not null && Header == other.Header && Tensors.AsSpan().SequenceEqual(other.Tensors.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Header, Tensors.Length);

    public override string ToString() => Invariant($"{Tensors.Length} of {Header}");
}
