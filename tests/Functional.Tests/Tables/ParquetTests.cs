using Functional.IO;

namespace Functional.Tests.Tables;

/// <summary>Files that the C++ library of Apache Arrow has written (Golden/parquet_files.cs), in two groups of three rows, in all compressions and encodings.</summary>
public sealed class ParquetTests : TableFile
{
    /// <summary>The same table as a file of separated values.</summary>
    private const string Same = """
        truth,int8,uint8,int16,uint16,int32,uint32,int64,uint64,single,double,decimal,text,date,millis,micros,guid,time
        true,-128,255,-32768,65535,-2147483648,4294967295,-9223372036854775808,18446744073709551615,0.1,,-12345678901234567890.125,k0,2024-12-31,2024-01-01T12:30:15.25,1969-12-31T23:59:59.000001,00000000-0000-0000-0102-030405060708,123000000
        false,1,1,,1,1,1,9007199254740991,1,1.1,1.1,1.5,k1,,2024-01-02T12:30:15.25,1969-12-30T23:59:59.000001,00000001-0000-0000-0102-030405060708,3723000000
        ,2,2,2,2,2,2,2,2,2.1,2.1,2.5,k0,2024-12-29,2024-01-03T12:30:15.25,,00000002-0000-0000-0102-030405060708,7323000000
        false,3,3,3,3,3,3,3,3,3.1,3.1,3.5,,2024-12-28,2024-01-04T12:30:15.25,1969-12-28T23:59:59.000001,00000003-0000-0000-0102-030405060708,10923000000
        true,4,4,4,4,4,,4,4,4.1,4.1,4.5,größe,2024-12-27,2024-01-05T12:30:15.25,1969-12-27T23:59:59.000001,00000004-0000-0000-0102-030405060708,14523000000
        ,5,5,5,5,5,5,5,5,,5.1,5.5,k1,2024-12-26,2024-01-06T12:30:15.25,1969-12-26T23:59:59.000001,00000005-0000-0000-0102-030405060708,18123000000

        """;

    private static readonly Column[] Features =
    [
        Column.Number("int64"), Column.Number("uint32", Fill.Mean), Column.OneHot("text", Fill.MostFrequent), Column.Date("date", DateParts.Year | DateParts.Day, fill: Fill.Constant("2000-01-01")),
        Column.Number("double", Fill.Constant(0)), Column.OneHot("uint8"), Column.Number("decimal"),
    ];

    [Theory]
    [InlineData("none")]
    [InlineData("gzip")]
    [InlineData("brotli")]
    [InlineData("lz4")]
    [InlineData("delta")]
    [InlineData("snappy")]
    [InlineData("zstd")]
    public void Every_type_is_read_as_the_text_that_says_it(string file)
    {
        using var table = new ParquetTable(Golden($"types-{file}"));
        var first = file is "snappy" or "zstd" ? 1 : 0;             // truth values in pages of version 2 are refused, below
        var columns = Enumerable.Range(first, table.Names.Length - first).ToArray();
        table.Choose(columns);
        var lines = new List<string> { Line(column => table.Names[column]) };
        while (table.Next())
        {
            Assert.Null(table.RowProblem());
            lines.Add(Line(column => table.Field(column).ToString()));
        }

        Assert.Equal(Same.TrimEnd().Split('\n').Select(line => string.Join(',', line.Split(',')[first..])), lines);

        string Line(Func<int, string> value) => string.Join(',', columns.Select(value));
    }

    [Fact]
    public void A_number_is_the_one_of_the_file_to_the_bit()
    {
        var encoding = Right(Parquet.Learn(Golden("types-none"), Column.Number("int8"), [Column.Number("single", Fill.Constant(0)), Column.Number("int64"), Column.Number("decimal")]));
        var wide = Right(Parquet.ReadInputs<double>(Golden("types-none"), encoding));
        var narrow = Right(Parquet.ReadInputs<float>(Golden("types-none"), encoding));
        var sought = Right(Parquet.ReadInputs<double>(Golden("types-none"), encoding with { Format = new() { Missing = ["", "-1"] } }));

        Assert.Equal(Tensor.Matrix<double>([0.1f, long.MinValue, -12345678901234567890.125], [1.1f, 9007199254740991, 1.5], [2.1f, 2, 2.5], [3.1f, 3, 3.5], [4.1f, 4, 4.5], [0, 5, 5.5]), wide);
        Assert.Equal(Tensor.Matrix<float>([0.1f, long.MinValue, -12345678901234567890.125f], [1.1f, 9007199254740991, 1.5f], [2.1f, 2, 2.5f], [3.1f, 3, 3.5f], [4.1f, 4, 4.5f], [0, 5, 5.5f]), narrow);
        Assert.Equal(wide, sought);                                  // a missing number among the texts takes no other way
    }

    [Fact]
    public void What_is_learnt_of_one_kind_of_file_encodes_the_other()
    {
        var csv = Written(Same);
        var (fromCsv, fromParquet) = (Right(Csv.Learn(csv, Column.Class("uint16"), [.. Features])), Right(Parquet.Learn(Golden("types-gzip"), Column.Class("uint16"), [.. Features])));

        Assert.Equal(fromCsv, fromParquet);
        Assert.Equal(fromCsv.ToJson(), fromParquet.ToJson());
        Assert.Equal(Right(Csv.ReadClasses<double>(csv, fromParquet)), Right(Parquet.ReadClasses<double>(Golden("types-gzip"), fromCsv)));
        Assert.Equal(Right(Csv.ReadNumbers<float>(csv, "int8", [.. Features])).Samples, Right(Parquet.ReadNumbers<float>(Golden("types-delta"), "int8", [.. Features])).Samples);
    }

    [Fact]
    public void A_survey_counts_what_a_survey_of_the_same_texts_does_and_passes_over_what_is_nested()
    {
        Assert.Equal(Right(Csv.Survey(Written(Same))).Columns.AsEnumerable(), Right(Parquet.Survey(Golden("types-brotli"))).Columns);
        Assert.Equal(["id", "price"], Right(Parquet.Survey(Golden("nested"))).Columns.Select(static column => column.Name));
        Assert.Equal(Tensor.Matrix<double>([1], [2], [3]), Right(Parquet.ReadNumbers<double>(Golden("nested"), "price")).Samples.Inputs);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_stream_goes_through_all_groups_of_rows(int ahead)
    {
        var path = Golden("types-zstd");
        var whole = Right(Parquet.ReadClasses<double>(path, "uint16", [.. Features]));
        var batches = Parquet.StreamClasses<double>(path, whole.Encoding, 4, ahead: ahead).ToArray();

        Assert.Equal([4, 2], batches.Select(static batch => batch.Count));
        Assert.Equal(whole.Samples.Inputs, batches.SelectMany(static batch => batch.Inputs));
        Assert.Equal(whole.Samples.Targets, batches.SelectMany(static batch => batch.Targets));
        Assert.Equal([0, 1, 2, 3, 4, 5], Parquet.StreamClasses<double>(path, whole.Encoding, 3, new(Key.FromSeed(1), 6), ahead: ahead).SelectMany(static batch => batch.Targets).Order());
        var numbers = Right(Parquet.Learn(path, Column.Number("int8"), [Column.Number("int32")]));
        Assert.Equal([-128, 1, 2, 3, 4, 5], Parquet.StreamNumbers<double>(path, numbers, 4, ahead: ahead).SelectMany(static batch => batch.Targets));
    }

    private static string Golden(string name) => Path.Combine(AppContext.BaseDirectory, "Golden", name + ".parquet");
}
