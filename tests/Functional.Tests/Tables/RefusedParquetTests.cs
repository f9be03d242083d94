using System.Buffers.Binary;
using Functional.IO;

namespace Functional.Tests.Tables;

/// <summary>
/// What users see when a Parquet file cannot be read as it is; and that no file that is broken does more than that. With <c>FUNCTIONAL_SCHEDULED</c> set, ten thousand of them.
/// </summary>
public sealed class RefusedParquetTests : TableFile
{
    private static readonly int Files = string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable("FUNCTIONAL_SCHEDULED")) ? 250 : 10_000;

    /// <summary>A file has some forty pages, and what decompresses one takes up to 64 KiB for itself.</summary>
    private const long MostAllocated = 4_000_000;

    [Fact]
    public void A_file_that_is_none_or_not_whole_is_refused_with_its_path()
    {
        var whole = File.ReadAllBytes(Golden("types-none"));

        Assert.Equal(["it is no Parquet file: it does not begin with PAR1."], Refused([]));
        Assert.Equal(["it is no Parquet file: it does not begin with PAR1."], Refused([.. "a,b\n1,2\n"u8]));
        Assert.Equal(["it is cut off: it begins as a Parquet file, but does not end as one."], Refused(whole[..4]));
        Assert.Equal(["it is cut off: it begins as a Parquet file, but does not end as one."], Refused(whole[..^1]));
        Assert.Equal(["it is broken: what it says about itself is longer than the file."], Refused([.. whole[..4], .. whole[^8..]]));
        Assert.Equal(["it is encrypted."], Refused([.. whole[..^4], .. "PARE"u8]));
        Assert.Equal(["it is a folder, not a file."], Wrong(Parquet.Survey(Folder), Folder));
        Assert.Equal(["there is no such file."], Wrong(Parquet.Survey(At("none")), At("none")));
    }

    [Fact]
    public void A_column_that_is_not_there_or_no_column_of_a_table_is_refused_with_its_name()
    {
        var (types, nested) = (Golden("types-none"), Golden("nested"));

        Assert.Equal(
            [
                "there is no column 'int46': near it is 'int16'.", "the column 'list' is nested or repeated: only what has one value a row becomes numbers.",
                "the column 'bytes' has values of a type that becomes no number and no text (ReadOnlyMemory`1).",
            ],
            Wrong(Parquet.Learn(types, Column.Number("int8"), [Column.Number("int46"), Column.Number("list"), Column.OneHot("bytes")]), types));
        Assert.Equal(["the column 'place' is nested or repeated: only what has one value a row becomes numbers."], Wrong(Parquet.Learn(nested, Column.Number("place")), nested));
        Assert.StartsWith("what it says about itself", Assert.Single(Wrong(Parquet.Survey(Golden("half")), Golden("half"))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_does_not_fit_is_told_with_its_row_and_column()
    {
        var path = Golden("types-none");

        Assert.Equal(
            [
                "row 1, column 'text': 'k0' is no finite number.", "row 1, column 'double': a value is missing, and nothing is said that fills it in.", "row 2, column 'text': 'k1' is no finite number.",
                "row 3, column 'text': 'k0' is no finite number.", "row 4, column 'text': a value is missing, and nothing is said that fills it in.", "row 5, column 'text': 'größe' is no finite number.",
                "row 6, column 'text': 'k1' is no finite number.",
            ],
            Wrong(Parquet.Learn(path, Column.Number("int8"), [Column.Number("text"), Column.Number("double")]), path));
        var encoding = Right(Parquet.Learn(path, Column.Class("text", Fill.DropRow, "k0", "k1", "größe"), [Column.Number("int8")])) with { Target = Column.Class("text", Fill.DropRow, "k0", "k1") };
        Assert.Equal(["row 5, column 'text': the class 'größe' is not known: there are 'k0', 'k1'."], Wrong(Parquet.ReadClasses<float>(path, encoding), path));
        Assert.Equal($"{path}: row 5, column 'text': the class 'größe' is not known: there are 'k0', 'k1'.",
            Assert.Throws<InvalidDataException>(() => Parquet.StreamClasses<float>(path, encoding, 1, ahead: 0).Count()).Message);
    }

    [Fact]
    public void Truth_values_in_pages_of_version_2_are_refused_and_not_read_as_others() => Assert.Equal(
        ["column 'truth', the 1. group of rows: its truth values are encoded by the lengths of their runs, which is not read: write it with data pages of version 1."],
        Wrong(Parquet.Learn(Golden("types-zstd"), Column.Class("truth", Fill.DropRow), [Column.Number("int8")]), Golden("types-zstd")));

    /// <summary>Structures within structures: what reads them by calls within calls would end the process.</summary>
    [Fact]
    public void What_is_nested_without_end_is_refused()
    {
        Assert.Equal(["what it says about itself is nested too deeply."], Refused(Framed([.. Enumerable.Repeat((byte)0x1C, 1_000_000)])));
        // A schema (field 2) of 100,000 groups, each with one child (field 5).
        byte[] list = [0x15, 0x02, 0x19, 0xFC, 0xA0, 0x8D, 0x06, .. Enumerable.Repeat<byte[]>([0x55, 0x02, 0x00], 100_000).SelectMany(static each => each), 0x00];
        Assert.Equal(["its columns are nested too deeply."], Refused(Framed(list)));
        Assert.Equal(["it is broken: what it says about itself is not whole."], Refused(Framed([0x29, 0xFC, 0xFF, 0xFF, 0xFF, 0xFF, 0x03])));
    }

    /// <summary>Behind PAR1 there are the type of the first page, its size before compression, and the one after it.</summary>
    [Fact]
    public void A_page_that_says_it_is_larger_than_what_is_there_can_be_is_refused()
    {
        var bytes = File.ReadAllBytes(Golden("types-none"));
        bytes[7] = 0x7E;

        Assert.Equal(["column 'truth', the 1. group of rows: a page is larger than it can be."], Refused(bytes));
    }

    /// <summary>Who made it (field 6) is a text, and here a number: taken for the length of a text, it would be one of 128 MiB.</summary>
    [Fact]
    public void A_value_of_another_type_than_the_format_has_is_refused()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(["it is broken: what it says about itself has values of other types than the format has."], Refused(Framed([0x15, 0x02, 0x55, 0x80, 0x80, 0x80, 0x40, 0x00])));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostAllocated);
    }

    /// <summary>Each is read or refused: an exception would come out, and a size that is believed would be seen in the memory that was taken.</summary>
    [Fact]
    public void A_file_with_any_bytes_changed_is_read_or_refused_and_takes_no_memory_that_it_does_not_fill()
    {
        byte[][] whole = [.. ((string[])["none", "snappy", "gzip", "zstd", "delta", "brotli", "lz4"]).Select(static name => File.ReadAllBytes(Golden("types-" + name)))];
        var (read, refused, wrong) = (0, 0, new List<string>());
        for (var number = 0; number < Files; number++)
        {
            File.WriteAllBytes(At("table.csv"), Mutated(whole[number % whole.Length], Key.FromSeed(3).Split(number)));
            var before = GC.GetAllocatedBytesForCurrentThread();
            var result = Parquet.Survey(At("table.csv"));
            var taken = GC.GetAllocatedBytesForCurrentThread() - before;
            (read, refused) = (read + (result.IsSuccess ? 1 : 0), refused + (result.IsSuccess ? 0 : 1));
            Assert.Equal(result.IsFail, Wrong(result).Length > 0);
            if (taken > MostAllocated)
                wrong.Add(FormattableString.Invariant($"file {number} took {taken} bytes of memory: {string.Join(' ', Wrong(result))}"));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(read > Files / 20 && refused > Files / 4, FormattableString.Invariant($"{read} were read, {refused} refused"));
    }

    /// <summary>Up to four bytes are others, half of the time near the end, where the file says what is in it; or a piece is left out.</summary>
    private static byte[] Mutated(byte[] whole, Key key)
    {
        var bytes = whole.ToArray();
        if (key.Bits(0) % 8 == 0)
        {
            var at = (int)(key.Bits(1) % (ulong)(bytes.Length - 12)) + 4;
            return [.. bytes[..at], .. bytes[Math.Min(bytes.Length - 8, at + 1 + (int)(key.Bits(2) % 16))..]];
        }
        for (var i = 0; i <= (int)(key.Bits(1) % 4); i++)
        {
            var near = key.Bits(10 + i) % 2 == 0 ? bytes.Length : 4000;
            bytes[bytes.Length - 1 - (int)(key.Bits(20 + i) % (ulong)near)] = (key.Bits(30 + i) % 4) switch { 0 => 0xFF, 1 => 0, _ => (byte)key.Bits(40 + i) };
        }
        return bytes;
    }

    private static byte[] Framed(byte[] footer)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, footer.Length);
        return [.. "PAR1"u8, .. footer, .. length, .. "PAR1"u8];
    }

    private string[] Refused(byte[] bytes)
    {
        File.WriteAllBytes(At("table.csv"), bytes);
        return Wrong(Parquet.Survey(At("table.csv")));
    }

    private static string Golden(string name) => Path.Combine(AppContext.BaseDirectory, "Golden", name + ".parquet");
}
