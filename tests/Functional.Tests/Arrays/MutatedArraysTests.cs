using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Functional.IO;

namespace Functional.Tests.Arrays;

/// <summary>
/// Files with mistakes are refused, or read as they are: never an exception of another kind, never much memory, never another number where the format has a checksum. With
/// <c>FUNCTIONAL_SCHEDULED</c> set, ten thousand of each format.
/// </summary>
public sealed class MutatedArraysTests
{
    private const long MostAllocated = 2_000_000;
    private static readonly int Files = Scheduled.IsOn ? 10_000 : 500;
    private static readonly TensorTree<double> Tree = TensorTree<double>.Of(("x", Tensor.Generate<double>([2, 3], static i => i / 7.0)), ("y", TensorTree<double>.Of(("z", Tensor.Vector<double>(1, 2)))));
    private static readonly Tensor<double> Image = Tensor.Generate<double>([4, 2, 3], static i => i * 11);

    [Fact]
    public void An_npy_file_with_mistakes_is_refused_or_has_the_numbers_that_it_says()
    {
        var sources = NumpyTests.Lines().Take(17).Select(static line => line.File).ToArray();
        Check(number => sources[number % sources.Length], static source => Npy.Read<double>(source, source.Length), read => read.Length <= 100);
    }

    [Fact]
    public void An_npz_file_with_mistakes_is_refused_or_has_the_same_numbers()
    {
        byte[][] sources = [Archived(isCompressed: false), Archived(isCompressed: true)];
        Check(number => sources[number % 2], Npz.Read<double>, read => read.Leaves.All(leaf => Tree.Leaves.Any(each => each.Value == leaf.Value)));
    }

    [Fact]
    public void An_idx_file_with_mistakes_is_refused_or_fits_its_sizes() =>
        Check(static number => Plain, Idx.Read<double>, static read => read.Length <= 48);

    [Fact]
    public void A_compressed_idx_file_with_mistakes_is_refused_or_has_the_same_numbers() =>
        Check(static number => Compressed, Idx.Read<double>, read => read == Image);

    [Fact]
    public void A_file_that_is_cut_off_anywhere_is_refused()
    {
        Cut(Plain, Idx.Read<double>);
        Cut(Compressed, Idx.Read<double>);
        Cut(Archived(isCompressed: true), Npz.Read<double>);
        Cut(NumpyTests.Lines().First().File, static source => Npy.Read<double>(source, source.Length));
    }

    internal static byte[] Plain { get; } = [0, 0, 8, 3, 0, 0, 0, 4, 0, 0, 0, 2, 0, 0, 0, 3, .. Image.Select(static number => (byte)number)];

    internal static byte[] Compressed { get; } = Gzipped(Plain);

    internal static byte[] Gzipped(byte[] content)
    {
        using var made = new MemoryStream();
        using (var gzip = new GZipStream(made, CompressionLevel.Optimal))
            gzip.Write(content);
        return made.ToArray();
    }

    private static byte[] Archived(bool isCompressed)
    {
        using var made = new MemoryStream();
        Npz.Write(made, Tree, isCompressed);
        return made.ToArray();
    }

    private static void Cut<A>(byte[] file, Func<Stream, A> read) => Assert.All(Enumerable.Range(0, file.Length), length =>
    {
        using var source = new MemoryStream(file[..length]);
        Assert.Throws<InvalidDataException>(() => read(source));
    });

    private static void Check<A>(Func<int, byte[]> sourceOf, Func<Stream, A> read, Func<A, bool> isRight)
    {
        var (refused, wrong) = (0, new List<string>());
        for (var number = 0; number < Files; number++)
        {
            var file = Mutated(sourceOf(number), Key.FromSeed(5).Split(number));
            using var source = new MemoryStream(file);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                if (!isRight(read(source)))
                    wrong.Add(FormattableString.Invariant($"file {number} has other numbers: {Encoding.Latin1.GetString(file)}"));
            }
            catch (InvalidDataException)
            {
                refused++;
            }
            catch (Exception problem) when (problem is not OutOfMemoryException)
            {
                wrong.Add(FormattableString.Invariant($"file {number}: {problem}"));
            }
            if (GC.GetAllocatedBytesForCurrentThread() - before > MostAllocated)
                wrong.Add(FormattableString.Invariant($"file {number} took {GC.GetAllocatedBytesForCurrentThread() - before} bytes of memory"));
        }

        Assert.True(wrong.Count == 0, FormattableString.Invariant($"{wrong.Count}: {string.Join('\n', wrong.Take(3))}"));
        Assert.InRange(refused, Files / 4, Files);
    }

    /// <summary>A file with one to three mistakes: the same for the same key.</summary>
    private static byte[] Mutated(byte[] file, Key key)
    {
        var made = file.ToList();
        for (var each = Below(key.Split("count"), 3); each >= 0; each--)
            Mutate(made, key.Split(each));
        return [.. made];
    }

    private static void Mutate(List<byte> made, Key key)
    {
        var place = Below(key.Split("place"), made.Count + 1);
        var count = Math.Min(1 + Below(key.Split("length"), 8), made.Count - place);
        switch (Below(key.Split("kind"), 7))
        {
            case 0 when place < made.Count:                             // a flipped bit
                made[place] ^= (byte)(1 << Below(key.Split("bit"), 8));
                break;
            case 1:                                                     // an end that is missing
                made.RemoveRange(place, made.Count - place);
                break;
            case 2:                                                     // a piece that is missing
                made.RemoveRange(place, count);
                break;
            case 3:                                                     // a piece that is there twice
                made.InsertRange(place, made.Slice(place, count));
                break;
            case 4:                                                     // bytes too many
                made.InsertRange(place, Enumerable.Range(0, count).Select(each => (byte)Below(key.Split("byte").Split(each), 256)).ToArray());
                break;
            case 5 when place + 4 <= made.Count:                        // a size that is another one
                var size = new byte[4];
                BinaryPrimitives.WriteUInt32LittleEndian(size, (uint[])[0, 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF] is var edges ? edges[Below(key.Split("edge"), edges.Length)] : 0);
                for (var each = 0; each < size.Length; each++)
                    made[place + each] = size[each];
                break;
            case 6 when place < made.Count:                             // another byte
                made[place] = (byte)Below(key.Split("byte"), 256);
                break;
            default:
                break;
        }
    }

    private static int Below(Key key, int count) => (int)(key.Bits(0) % (ulong)count);
}
