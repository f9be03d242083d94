using System.Globalization;
using System.IO.Compression;
using Functional.IO;
using Functional.Tests.Keeping;

namespace Functional.Tests.Arrays;

/// <summary>
/// What NumPy itself has written, read, and made of files with mistakes: Golden/numpy_files.py. It reads two files that are made here:
/// <code>Npy.Save("written.npy", NumpyTests.Written); Npz.Save("written.npz", NumpyTests.Archive, isCompressed: true);</code>
/// </summary>
public sealed class NumpyTests : ScratchFolder
{
    /// <summary>What is refused here though NumPy takes it: each time, the message says why.</summary>
    private static readonly string[] Stricter =
    [
        "a size, that is a whole number", "does not say the order of its bytes", "its numbers are of type", "its elements are structured", "cannot hold exactly", "of true and false are 1 and 0",
        "should have the end", "should have True or False", "without a backslash", "should have a dictionary", "the name of an entry in quotes", "the type of the numbers in quotes",
        "a comma or the end of the dictionary", "a comma: a shape of one axis", "a comma or the end of the shape", "twice", "larger than a tensor can be", "at most 64 are allowed", "the shape in parentheses",
    ];

    internal static Tensor<double> Written { get; } = Tensor.Create<double>([2, 1, 2], 1.0 / 3, -0.0, double.Epsilon, double.NegativeInfinity);

    internal static TensorTree<float> Archive { get; } = TensorTree<float>.Of(
        ("x", Tensor.Matrix<float>([1.5f, 0.1f], [-2, 3e-45f])), ("größe", TensorTree<float>.Of(("水", (Tensor<float>)7.25f), ("none", Tensor.Zeros<float>([0, 3])))));

    private static string Golden { get; } = Path.Combine(AppContext.BaseDirectory, "Golden");

    [Fact]
    public void Each_file_is_judged_as_numpy_judges_it_and_its_numbers_are_the_same()
    {
        var (accepted, refused, stricter, wrong) = (0, 0, 0, new List<string>());
        foreach (var (file, verdict) in Lines())
        {
            var (read, problem) = Read(file);
            if (read is null ? verdict is "refused" or "other" : verdict[(verdict.IndexOf(' ', StringComparison.Ordinal) + 1)..] == Shown(read, verdict[0] == 'f'))
                (accepted, refused) = (accepted + (read is null ? 0 : 1), refused + (read is null ? 1 : 0));
            else if (read is null && Stricter.Any(reason => problem.Contains(reason, StringComparison.Ordinal)))
                stricter++;
            else
                wrong.Add($"{System.Text.Encoding.Latin1.GetString(file)}: expected {verdict}, but got {(read is null ? problem : Shown(read, isReal: true))}");
        }

        Assert.True(wrong.Count == 0, FormattableString.Invariant($"{wrong.Count}: {string.Join('\n', wrong.Take(5))}"));
        Assert.True(accepted > 100 && refused > 1000 && stricter < 60, FormattableString.Invariant($"{accepted} accepted, {refused} refused, {stricter} refused that NumPy takes"));
    }

    [Theory]
    [InlineData("stored.npz")]
    [InlineData("compressed.npz")]
    public void An_archive_of_numpy_is_read(string file)
    {
        var path = Path.Combine(Golden, file);
        var read = Npz.Read<double>(path).ThrowIfFail();

        Assert.Equal(["encoder.weight", "x", "y"], read.Leaves.Select(static leaf => leaf.Path).Order(StringComparer.Ordinal));
        Assert.Equal(Tensor.Generate<double>([2, 3], static i => i / 3f), read["x"]);
        Assert.Equal(Tensor.Matrix<double>([1, 0, 0], [0, 1, 0]), read["encoder.weight"]);
        Assert.Equal([2, 0, 1], Npz.ReadLabels(path, "y").ThrowIfFail());
        SafetensorsTests.Fails("there is no array 'X': there are 'x', 'y', 'encoder.weight'", Npz.Read<double>(path, "X").Map(static _ => ""));
        SafetensorsTests.Fails("there is no array 'encoder.weigth': near it is 'encoder.weight'", Npz.Read<double>(path, "encoder.weigth").Map(static _ => ""));
    }

    [Fact]
    public void The_files_that_numpy_has_read_are_those_that_are_written_here()
    {
        Npy.Save(At("npy"), Written).ThrowIfFail();
        Npz.Save(At("npz"), Archive, isCompressed: true).ThrowIfFail();

        Assert.Equal(File.ReadAllBytes(Path.Combine(Golden, "written.npy")), File.ReadAllBytes(At("npy")));
        using var golden = ZipFile.OpenRead(Path.Combine(Golden, "written.npz"));
        using var own = ZipFile.OpenRead(At("npz"));
        Assert.Equal(golden.Entries.Select(static each => (each.FullName, each.Crc32)), own.Entries.Select(static each => (each.FullName, each.Crc32)));       // how it is compressed is the runtime's
    }

    [Fact]
    public void Numpy_has_read_the_numbers_that_were_written()
    {
        string Line(string name, IEnumerable<double> numbers, Shape shape, int bytes) => FormattableString.Invariant(
            $"{name} f{bytes} {(shape.Rank == 0 ? "scalar" : string.Join('x', shape.Select(Text)))} {string.Join(' ', numbers.Select(static x => Text(x, isReal: true)))}").TrimEnd();

        Assert.Equal(
            [Line("written.npy", Written, Written.Shape, 8), .. Archive.Leaves.Select(leaf => Line(leaf.Path, leaf.Value.Select(static x => (double)x), leaf.Value.Shape, 4))],
            File.ReadAllLines(Path.Combine(Golden, "written.txt")));
    }

    [Fact]
    public void What_was_written_comes_back_to_the_bit()
    {
        var wide = Key.FromSeed(3).Normal<float>([40_000, 2]);
        Npy.Save(At("wide"), wide).ThrowIfFail();
        Npy.Save(At("labels"), Labels.Create(3, 0, 70_000)).ThrowIfFail();
        Npz.Save(At("stored"), Archive).ThrowIfFail();
        Npz.Save(At("compressed"), Archive, isCompressed: true).ThrowIfFail();

        Assert.Equal(wide, Npy.Read<float>(At("wide")).ThrowIfFail());
        Assert.Equal([3, 0, 70_000], Npy.ReadLabels(At("labels")).ThrowIfFail());
        SafetensorsTests.SameBits(Archive, Npz.Read<float>(At("stored")).ThrowIfFail());
        SafetensorsTests.SameBits(Archive, Npz.Read<float>(At("compressed")).ThrowIfFail());
    }

    private static (Tensor<double>?, string Problem) Read(byte[] file)
    {
        try
        {
            using var source = new MemoryStream(file);
            return (Npy.Read<double>(source, file.Length), "");
        }
        catch (InvalidDataException problem)
        {
            return (null, problem.Message);
        }
    }

    private static string Shown(Tensor<double> read, bool isReal) =>
        $"{(read.Rank == 0 ? "scalar" : string.Join('x', read.Shape.Select(Text)))} {string.Join(' ', read.Select(number => Text(number, isReal)))}".TrimEnd();

    private static string Text(int size) => size.ToString(CultureInfo.InvariantCulture);

    private static string Text(double number, bool isReal) =>
        isReal ? BitConverter.DoubleToUInt64Bits(number).ToString("x16", CultureInfo.InvariantCulture) : ((Int128)number).ToString(CultureInfo.InvariantCulture);

    internal static IEnumerable<(byte[] File, string Verdict)> Lines()
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(Golden, "npy.txt.gz")), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            var end = line.IndexOf(' ', StringComparison.Ordinal);
            yield return (line[..end] == "-" ? [] : Convert.FromHexString(line[..end]), line[(end + 1)..]);
        }
    }
}
