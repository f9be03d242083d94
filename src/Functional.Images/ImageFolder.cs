using System.Collections.Immutable;
using System.Numerics;
using Functional.IO;
using LanguageExt;
using LanguageExt.Common;

namespace Functional.Images;

/// <summary>A folder of images that has a folder for each class: <c>pets/cat/1.png</c>, <c>pets/dog/7.jpg</c>. What is in it is found once; the images are read when they are needed.</summary>
/// <example><code>
/// var pets = ImageFolder.Find("pets").ThrowIfFail();
/// foreach (var batch in pets.Stream&lt;float&gt;(new(Height: 64, Width: 64, IsResized: true), size: 32, key))
///     Console.WriteLine(batch.Inputs.Shape);
/// </code></example>
public sealed record ImageFolder
{
    private static readonly ImmutableArray<string> Endings = [".png", ".jpg", ".jpeg"];

    private ImageFolder(ImmutableArray<string> classes, ImmutableArray<(string Path, int Class)> files) => (Classes, Files) = (classes, files);

    /// <summary>The names of the classes, by number: those of the folders, in natural order.</summary>
    public ImmutableArray<string> Classes { get; }

    /// <summary>The images, each with its class; in natural order of their names, class by class.</summary>
    public ImmutableArray<(string Path, int Class)> Files { get; }

    /// <summary>Finds the classes and images of a folder, and reads none of them. Files whose names end otherwise than with png, jpg or jpeg are no images.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>What is there; or why there is nothing: no such folder, no permission, no folders in it, or one of them without an image.</returns>
    public static Fin<ImageFolder> Find(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        try
        {
            if (!Directory.Exists(folder))
                return Fail(File.Exists(folder) ? "it is a file, not a folder" : "there is no such folder");
            string[] classes = [.. Directory.EnumerateDirectories(folder).Select(static path => Path.GetFileName(path)).Order(NaturalOrder.Comparer)];
            if (classes.Length == 0)
                return Fail("there are no folders in it: each class of images has one of its own");
            var files = ImmutableArray.CreateBuilder<(string, int)>();
            for (var label = 0; label < classes.Length; label++)
            {
                string[] images = [.. Directory.EnumerateFiles(Path.Combine(folder, classes[label]))
                    .Where(static path => Endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
                    .OrderBy(static path => Path.GetFileNameWithoutExtension(path), NaturalOrder.Comparer).ThenBy(static path => path, StringComparer.Ordinal)];
                if (images.Length == 0)
                    return Fail($"there are no images of the class '{classes[label]}': their names end with {string.Join(", ", Endings)}");
                foreach (var path in images)
                    files.Add((path, label));
            }
            return new ImageFolder([.. classes], files.ToImmutable());
        }
        catch (UnauthorizedAccessException)
        {
            return Fail("there is no permission to read it");
        }
        catch (IOException problem)
        {
            return Fail(problem.Message.TrimEnd('.'));
        }

        Fin<ImageFolder> Fail(string problem) => Fin<ImageFolder>.Fail(Error.New($"{folder}: {problem}."));
    }

    /// <summary>All images at once.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="settings">What an image becomes.</param>
    /// <returns>The samples, inputs of shape <c>[samples, height, width, channels]</c>; or every image that cannot be read, and why.</returns>
    public Validation<Error, Samples<Tensor<T>, Labels>> Read<T>(ImageSettings settings)
        where T : struct, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(settings);
        var problems = new List<Error>();
        var samples = Batch<T>(Files.AsSpan(), settings, problems);
        return problems.Count == 0 ? Validation<Error, Samples<Tensor<T>, Labels>>.Success(samples) : Validation<Error, Samples<Tensor<T>, Labels>>.Fail(Prelude.toSeq(problems.ToArray()));
    }

    /// <summary>Batches of images, one after the other, read by a thread of its own that is a few batches ahead.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="settings">What an image becomes.</param>
    /// <param name="size">How many samples a batch has; at least 1.</param>
    /// <param name="key">The key that says the order of the images; split it for each epoch. Class by class, when none is given.</param>
    /// <param name="last">What becomes of a short batch at the end.</param>
    /// <param name="ahead">How many batches are read before they are asked for; 0 for none, without a thread.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is too small.</exception>
    /// <exception cref="InvalidDataException">While it is gone through: an image cannot be read; the message says which, and why.</exception>
    public IEnumerable<Samples<Tensor<T>, Labels>> Stream<T>(ImageSettings settings, int size, Key? key = null, LastBatch last = LastBatch.Keep, int ahead = 2)
        where T : struct, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (size < 1)
            throw new ArgumentOutOfRangeException(nameof(size), Invariant($"ImageFolder: a batch has at least 1 sample, got {size}."));
        if (ahead < 0)
            throw new ArgumentOutOfRangeException(nameof(ahead), Invariant($"ImageFolder: at least 0 batches are read ahead, got {ahead}."));
        var batches = Batches<T>(settings, size, key, last);
        return ahead == 0 ? batches : batches.ReadAhead(ahead);
    }

    /// <summary>Whether both have the same images of the same classes.</summary>
    /// <param name="other">Another folder.</param>
    public bool Equals(ImageFolder? other) => other is not null && Classes.AsSpan().SequenceEqual(other.Classes.AsSpan()) && Files.AsSpan().SequenceEqual(other.Files.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Classes.Length, Files.Length);

    /// <summary>How many images there are of how many classes.</summary>
    public override string ToString() => Invariant($"{Files.Length} images of {Classes.Length} classes");

    private IEnumerable<Samples<Tensor<T>, Labels>> Batches<T>(ImageSettings settings, int size, Key? key, LastBatch last)
        where T : struct, IFloatingPointIeee754<T>
    {
        var order = key?.Permutation(Files.Length) ?? [.. Enumerable.Range(0, Files.Length)];
        foreach (var rows in order.Chunk(size))
        {
            if (rows.Length < size && last == LastBatch.Drop)
                yield break;
            var problems = new List<Error>();
            var batch = Batch<T>([.. rows.Select(row => Files[row])], settings, problems);
            if (problems.Count > 0)
                throw new InvalidDataException(problems[0].Message);
            yield return batch;
        }
    }

    private static Samples<Tensor<T>, Labels> Batch<T>(ReadOnlySpan<(string Path, int Class)> files, ImageSettings settings, List<Error> problems)
        where T : struct, IFloatingPointIeee754<T>
    {
        Shape shape = [files.Length, .. settings.Shape];
        var (numbers, labels, length) = (new T[shape.ElementCount], new int[files.Length], settings.Shape.ElementCount);
        for (var i = 0; i < files.Length; i++)
        {
            labels[i] = files[i].Class;
            if (ImageFile.Fill(files[i].Path, settings, numbers.AsSpan(i * length, length)) is { } problem)
                problems.Add(Error.New($"{files[i].Path}: {problem}."));
        }
        return new(Tensor.Create(shape, System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(numbers)), Labels.Create(labels));
    }
}
