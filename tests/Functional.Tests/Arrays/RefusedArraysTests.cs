using System.IO.Compression;
using System.Text;
using Functional.IO;
using Functional.Tests.Keeping;

namespace Functional.Tests.Arrays;

/// <summary>Each rule of the formats, broken alone.</summary>
public sealed class RefusedArraysTests : ScratchFolder
{
    private static readonly byte[] Numbers = new byte[8];

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }", "it is cut off: shape (3) of f4 takes 12 bytes, but after its header there are 8")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296), }", "more bytes than 64 bits can count")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (0, 4294967296), }", "larger than a tensor can be")]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", "its numbers are of type '|O': of those are read b1, u1")]
    [InlineData("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }", "its elements are structured")]
    [InlineData("{'descr': 'f4', 'fortran_order': False, 'shape': (1,), }", "does not say the order of its bytes: that is '<f4' or '>f4'")]
    [InlineData("{'descr': '<f4', 'fortran_order': 0, 'shape': (1,), }", "at character 34 its header should have True or False")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }", "should have a size")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2), }", "a shape of one axis is written (3,)")]
    [InlineData("{'descr': '<f4', 'fortran_order': False}", "its header has no 'shape'")]
    [InlineData("{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (1,), }", "its header has 'descr' twice")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'more': 1}", "its header has 'more', which the format does not know")]
    public void A_header_of_npy_that_breaks_a_rule_is_refused_and_the_rule_named(string header, string expected) => Refused(NpyOf(header), expected, Npy.Read<float>);

    [Fact]
    public void A_beginning_that_breaks_a_rule_of_npy_is_refused()
    {
        var file = NpyOf("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }");
        Refused([], "it has 0 bytes", Npy.Read<float>);
        Refused([.. "\x89PNG\r\n\x1a\n"u8, .. file], "that begins with \\x93NUMPY", Npy.Read<float>);
        Refused([.. file[..6], 2, 1, .. file[8..]], "version 2.1", Npy.Read<float>);
        Refused([.. file[..8], 255, 255, .. file[10..]], "its header has 65535 bytes and ends beyond the file", Npy.Read<float>);
        Refused(NpyOf("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }" + new string(' ', 10_000)), "characters: at most 10000", Npy.Read<float>);
    }

    [Fact]
    public void A_number_that_is_none_of_the_type_is_refused_and_named()
    {
        Npy.Save(At("wide"), Tensor.Vector<double>(0.5, 1.0 / 3)).ThrowIfFail();
        SafetensorsTests.Fails("element 1 is 0.3333333333333333, which a float cannot hold exactly; read it as double", Npy.Read<float>(At("wide")).Map(static _ => ""));
        SafetensorsTests.Fails("element 0 is 0.5, which is no class", Npy.ReadLabels(At("wide")).Map(static _ => ""));

        Npy.Save(At("exact"), Tensor.Vector<double>(0.5, double.NaN, -0.0, float.MaxValue)).ThrowIfFail();
        Assert.Equal([0.5f, float.NaN, -0f, float.MaxValue], Npy.Read<float>(At("exact")).ThrowIfFail());
        SafetensorsTests.Fails("element 0 is 9223372036854775807, which a double cannot hold exactly", Int64(long.MaxValue, double.NaN));
        SafetensorsTests.Fails("element 0 is 16777217, which a float cannot hold exactly", Int64(16_777_217, float.NaN));
        Assert.True(Int64(long.MinValue, double.NaN).IsSucc);
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 8 }, "it has 3 bytes")]
    [InlineData(new byte[] { 1, 0, 8, 0, 7 }, "begins with two bytes of zero")]
    [InlineData(new byte[] { 0, 0, 0x0A, 0, 7 }, "of type 0x0A, which the format does not know")]
    [InlineData(new byte[] { 0, 0, 8, 2, 0, 0, 0, 1 }, "ends before the sizes of its 2 axes")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0x80, 0, 0, 0 }, "axis 0 has 2147483648 elements")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0, 0, 0, 2, 1 }, "its sizes are [2] and a number takes 1 byte, which does not fit the 1 bytes after them")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0, 0, 0, 2, 1, 2, 3 }, "does not fit the 3 bytes")]
    [InlineData(new byte[] { 0, 0, 0x0E, 2, 0x7F, 255, 255, 255, 0x7F, 255, 255, 255 }, "does not fit the 0 bytes")]
    public void A_rule_of_idx_that_is_broken_is_named(byte[] file, string expected)
    {
        Refused(file, expected, Idx.Read<float>);
        Refused(MutatedArraysTests.Gzipped(file), expected, Idx.Read<float>);
    }

    [Fact]
    public void Idx_files_are_read_plain_and_compressed()
    {
        File.WriteAllBytes(At("plain"), MutatedArraysTests.Plain);
        File.WriteAllBytes(At("gz"), MutatedArraysTests.Compressed);
        File.WriteAllBytes(At("labels"), [0, 0, 8, 1, 0, 0, 0, 3, 9, 0, 255]);
        File.WriteAllBytes(At("shorts"), [0, 0, 0x0B, 1, 0, 0, 0, 2, 0xFF, 0xFE, 1, 2]);
        File.WriteAllBytes(At("double"), [0, 0, 0x0E, 0, 0x3F, 0xF8, 0, 0, 0, 0, 0, 0]);

        Assert.Equal(Tensor.Generate<float>([4, 2, 3], static i => i * 11), Idx.Read<float>(At("plain")).ThrowIfFail());
        Assert.Equal(Idx.Read<float>(At("plain")), Idx.Read<float>(At("gz")));
        Assert.Equal([9, 0, 255], Idx.ReadLabels(At("labels")).ThrowIfFail());
        Assert.Equal([-2, 258], Idx.Read<double>(At("shorts")).ThrowIfFail());
        Assert.Equal(1.5, Idx.Read<double>(At("double")).ThrowIfFail().Scalar);
        SafetensorsTests.Fails("labels are one number a sample", Idx.ReadLabels(At("plain")).Map(static _ => ""));
    }

    [Fact]
    public void Idx_files_are_written_as_the_format_says_and_come_back_to_the_bit()
    {
        Idx.Save(At("single"), Tensor.Matrix<float>([1.5f, -2])).ThrowIfFail();
        var wide = Key.FromSeed(1).Normal<double>([70_000]);
        Idx.Save(At("double"), wide).ThrowIfFail();

        Assert.Equal([0, 0, 0x0D, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0x3F, 0xC0, 0, 0, 0xC0, 0, 0, 0], File.ReadAllBytes(At("single")));
        Assert.Equal(wide, Idx.Read<double>(At("double")).ThrowIfFail());
    }

    [Fact]
    public void Gzip_with_something_behind_it_or_another_checksum_is_refused()
    {
        Refused([.. MutatedArraysTests.Compressed, .. "more"u8], "does not end with the checksum and the length", Idx.Read<float>);
        byte[] changed = [.. MutatedArraysTests.Compressed];
        changed[^5] ^= 1;
        Refused(changed, "", Idx.Read<float>);
    }

    [Theory]
    [InlineData("x.npy", "x.npy", "it has 'x.npy' twice")]
    [InlineData("x.npy", "notes.txt", "it has 'notes.txt', which is no .npy file")]
    [InlineData("x.npy", "x.y.npy", "'x.y' leads through 'x', which is a tensor")]
    [InlineData("x.npy", ".npy", "is no path of a tree")]
    public void Names_of_an_archive_that_do_not_go_together_are_refused(string first, string second, string expected) =>
        Refused(Zipped((first, NpyOf(One)), (second, NpyOf(One))), expected, Npz.Read<float>);

    [Fact]
    public void An_array_of_an_archive_with_another_checksum_is_refused()
    {
        var file = Zipped(("x.npy", NpyOf(One)));
        file[file.AsSpan().LastIndexOf("NUMPY"u8) + NpyOf(One).Length - 4] ^= 1;

        Refused(file, "'x.npy': its checksum is another one", Npz.Read<float>);
        Refused(Zipped(("x.npy", "no"u8.ToArray())), "'x.npy': it has 2 bytes", Npz.Read<float>);
        Refused([1, 2, 3], "", Npz.Read<float>);
    }

    /// <summary>A claim of gigabytes takes no memory, and neither do gigabytes of zeros in a small archive that says it is small.</summary>
    [Fact]
    public void No_memory_is_taken_that_the_file_does_not_have()
    {
        Cheap(NpyOf("{'descr': '<f4', 'fortran_order': False, 'shape': (500000000,), }"), static source => Npy.Read<float>(source, source.Length));
        Cheap([0, 0, 0x0D, 1, 0x1F, 255, 255, 255, 0, 0, 0, 0], Idx.Read<float>);
        Cheap(MutatedArraysTests.Gzipped([0, 0, 0x0D, 1, 0x1F, 255, 255, 255, .. new byte[50_000_000]]), Idx.Read<float>);
        Cheap(Zipped(("x.npy", [.. NpyOf("{'descr': '<f4', 'fortran_order': False, 'shape': (500000000,), }"), .. new byte[50_000_000]])), Npz.Read<float>);
    }

    [Fact]
    public void A_file_that_is_not_there_or_a_folder_is_said()
    {
        Assert.All((Func<string, LanguageExt.Fin<Tensor<float>>>[])[Npy.Read<float>, Idx.Read<float>, static path => Npz.Read<float>(path, "x")], read =>
        {
            SafetensorsTests.Fails(At("none") + ": ", read(At("none")).Map(static _ => ""));
            SafetensorsTests.Fails(Folder + ": it is a folder, not a file", read(Folder).Map(static _ => ""));
        });
    }

    private const string One = "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }";

    private static void Cheap<A>(byte[] file, Func<Stream, A> read)
    {
        using var source = new MemoryStream(file);
        Assert.Throws<InvalidDataException>(() => read(source));            // once before, so that what is set up once is there
        source.Position = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<InvalidDataException>(() => read(source));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000);
    }

    private LanguageExt.Fin<string> Int64<T>(long number, T _)
        where T : struct, System.Numerics.IFloatingPointIeee754<T>
    {
        File.WriteAllBytes(At("int64"), [.. NpyOf("{'descr': '<i8', 'fortran_order': False, 'shape': (1,), }")[..^8], .. BitConverter.GetBytes(number)]);
        return Npy.Read<T>(At("int64")).Map(static _ => "");
    }

    private static byte[] NpyOf(string header) => [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, (byte)(header.Length >> 8), .. Encoding.Latin1.GetBytes(header), .. Numbers];

    private static byte[] Zipped(params (string Name, byte[] Content)[] entries)
    {
        using var made = new MemoryStream();
        using (var archive = new ZipArchive(made, ZipArchiveMode.Create))
            foreach (var (name, content) in entries)
            {
                using var entry = archive.CreateEntry(name, content.Length > 1000 ? CompressionLevel.Fastest : CompressionLevel.NoCompression).Open();
                entry.Write(content);
            }
        return made.ToArray();
    }

    private void Refused<A>(byte[] file, string expected, Func<string, LanguageExt.Fin<A>> read)
    {
        File.WriteAllBytes(At("file"), file);
        var result = read(At("file")).Map(static _ => "");

        SafetensorsTests.Fails(expected, result);
        SafetensorsTests.Fails(At("file") + ": ", result);
    }
}
