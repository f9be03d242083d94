#:package ParquetSharp@25.0.1.2
#:property ManagePackageVersionsCentrally=false
#:property PublishAot=false

// The files *.parquet here, written by the C++ library of Apache Arrow: dotnet run parquet_files.cs FOLDER, from a folder without Directory.Build.props above it.
using System.Globalization;
using ParquetSharp;
using ParquetSharp.Schema;

var folder = args.Length > 0 ? args[0] : ".";
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

// Every type, with nulls, in two groups of rows.
Column[] types =
[
    new Column<bool?>("truth"), new Column<sbyte>("int8"), new Column<byte>("uint8"), new Column<short?>("int16"), new Column<ushort>("uint16"),
    new Column<int>("int32"), new Column<uint?>("uint32"), new Column<long>("int64"), new Column<ulong>("uint64"),
    new Column<float?>("single"), new Column<double?>("double"), new Column<decimal>("decimal", LogicalType.Decimal(precision: 29, scale: 3)), new Column<string>("text"),
    new Column<Date?>("date"), new Column<DateTime>("millis", LogicalType.Timestamp(false, TimeUnit.Millis)), new Column<DateTime?>("micros", LogicalType.Timestamp(true, TimeUnit.Micros)),
    new Column<byte[]>("bytes"), new Column<int[]>("list"), new Column<Guid>("guid"), new Column<TimeSpan>("time", LogicalType.Time(false, TimeUnit.Micros)),
];
foreach (var (name, compression, version, dictionary) in new[]
{
    ("none", Compression.Uncompressed, ParquetVersion.PARQUET_1_0, false), ("snappy", Compression.Snappy, ParquetVersion.PARQUET_2_6, true),
    ("gzip", Compression.Gzip, ParquetVersion.PARQUET_2_6, true), ("zstd", Compression.Zstd, ParquetVersion.PARQUET_2_6, false), ("brotli", Compression.Brotli, ParquetVersion.PARQUET_2_6, true),
    ("delta", Compression.Uncompressed, ParquetVersion.PARQUET_2_6, false), ("lz4", Compression.Lz4, ParquetVersion.PARQUET_2_6, true),
})
{
    using var builder = new WriterPropertiesBuilder();
    builder.Compression(compression).Version(version);
    if (name is "snappy" or "zstd")
        builder.DataPageVersion(ParquetDataPageVersion.V2);
    if (name == "delta")
        builder.Encoding("text", Encoding.DeltaByteArray).Encoding("int32", Encoding.DeltaBinaryPacked).Encoding("int64", Encoding.DeltaBinaryPacked)
            .Encoding("double", Encoding.ByteStreamSplit).Encoding("single", Encoding.ByteStreamSplit);
    if (!dictionary)
        builder.DisableDictionary();
    using var properties = builder.Build();
    using var file = new ParquetFileWriter(Path.Combine(folder, $"types-{name}.parquet"), types, properties);
    foreach (var start in new[] { 0, 3 })
    {
        using var group = file.AppendRowGroup();
        int[] rows = [start, start + 1, start + 2];
        Write(rows.Select(static i => i % 3 == 2 ? (bool?)null : i % 2 == 0));
        Write(rows.Select(static i => (sbyte)(i == 0 ? sbyte.MinValue : i)));
        Write(rows.Select(static i => (byte)(i == 0 ? byte.MaxValue : i)));
        Write(rows.Select(static i => i == 1 ? null : (short?)(i == 0 ? short.MinValue : i)));
        Write(rows.Select(static i => (ushort)(i == 0 ? ushort.MaxValue : i)));
        Write(rows.Select(static i => i == 0 ? int.MinValue : i));
        Write(rows.Select(static i => i == 4 ? null : (uint?)(i == 0 ? uint.MaxValue : (uint)i)));
        Write(rows.Select(static i => i == 0 ? long.MinValue : i == 1 ? (1L << 53) - 1 : i));
        Write(rows.Select(static i => i == 0 ? ulong.MaxValue : (ulong)i));
        Write(rows.Select(static i => i == 5 ? null : (float?)(i + 0.1f)));
        Write(rows.Select(static i => i == 0 ? null : (double?)(i + 0.1)));
        Write(rows.Select(static i => i == 0 ? -12345678901234567890.125m : i + 0.5m));
        Write(rows.Select(static i => i == 3 ? null! : i == 4 ? "größe" : "k" + i % 2));
        Write(rows.Select(static i => i == 1 ? null : (Date?)new Date(2024, 12, 31 - i)));
        Write(rows.Select(static i => new DateTime(2024, 1, 1 + i, 12, 30, 15, 250)));
        Write(rows.Select(static i => i == 2 ? null : (DateTime?)new DateTime(1969, 12, 31 - i, 23, 59, 59).AddTicks(10)));
        Write(rows.Select(static i => new byte[] { (byte)i, 255 }));
        Write(rows.Select(static i => Enumerable.Range(0, i).ToArray()));
        Write(rows.Select(static i => new Guid(i, 0, 0, [1, 2, 3, 4, 5, 6, 7, 8])));
        Write(rows.Select(static i => new TimeSpan(i, 2, 3)));

        void Write<T>(IEnumerable<T> values)
        {
            using var column = group.NextColumn().LogicalWriter<T>();
            column.WriteBatch(values.ToArray());
        }
    }
    file.Close();
}

// A struct between two numbers.
using (var id = new PrimitiveNode("id", Repetition.Required, LogicalType.None(), PhysicalType.Int32))
using (var x = new PrimitiveNode("x", Repetition.Required, LogicalType.None(), PhysicalType.Double))
using (var y = new PrimitiveNode("y", Repetition.Required, LogicalType.None(), PhysicalType.Double))
using (var place = new GroupNode("place", Repetition.Required, [x, y]))
using (var price = new PrimitiveNode("price", Repetition.Required, LogicalType.None(), PhysicalType.Double))
using (var schema = new GroupNode("schema", Repetition.Required, [id, place, price]))
using (var properties = WriterProperties.GetDefaultWriterProperties())
using (var file = new ParquetFileWriter(Path.Combine(folder, "nested.parquet"), schema, properties))
{
    using var group = file.AppendRowGroup();
    using (var column = group.NextColumn().LogicalWriter<int>())
        column.WriteBatch([1, 2, 3]);
    for (var i = 0; i < 2; i++)
        using (var column = group.NextColumn().LogicalWriter<Nested<double>>())
            column.WriteBatch([new(1), new(2), new(3)]);
    using (var column = group.NextColumn().LogicalWriter<double>())
        column.WriteBatch([0.25, 1.25, 2.25]);
    file.Close();
}

// Numbers of half precision, which Parquet.Net does not know.
using (var file = new ParquetFileWriter(Path.Combine(folder, "half.parquet"), [new Column<Half>("half")]))
{
    using var group = file.AppendRowGroup();
    using (var column = group.NextColumn().LogicalWriter<Half>())
        column.WriteBatch([(Half)0.5]);
    file.Close();
}

// What the examples of the documentation read.
using (var file = new ParquetFileWriter(Path.Combine(folder, "iris.parquet"), [new Column<double>("length"), new Column<double>("width"), new Column<string>("species")]))
{
    using var group = file.AppendRowGroup();
    using (var column = group.NextColumn().LogicalWriter<double>())
        column.WriteBatch([1.4, 4.7, 6.0, 1.3]);
    using (var column = group.NextColumn().LogicalWriter<double>())
        column.WriteBatch([0.2, 1.4, 2.5, 0.2]);
    using (var column = group.NextColumn().LogicalWriter<string>())
        column.WriteBatch(["setosa", "versicolor", "virginica", "setosa"]);
    file.Close();
}
using (var file = new ParquetFileWriter(Path.Combine(folder, "houses.parquet"), [new Column<double?>("area"), new Column<string>("city"), new Column<Date>("built"), new Column<int>("price")]))
{
    using var group = file.AppendRowGroup();
    using (var column = group.NextColumn().LogicalWriter<double?>())
        column.WriteBatch([80, 120, null]);
    using (var column = group.NextColumn().LogicalWriter<string>())
        column.WriteBatch(["Basel", "Bern", "Basel"]);
    using (var column = group.NextColumn().LogicalWriter<Date>())
        column.WriteBatch([new(1990, 5, 1), new(2001, 2, 3), new(1975, 11, 30)]);
    using (var column = group.NextColumn().LogicalWriter<int>())
        column.WriteBatch([300, 420, 250]);
    file.Close();
}
