using Functional.IO;
using static Functional.Cultures.Cultures;

namespace Functional.Tests.Tables;

public sealed class CsvTests : TableFile
{
    private const string Flowers = "length,width,species\n5.1,3.5,setosa\n4.9,3,setosa\n6.3,3.3,virginica\n";

    public static TheoryData<string> Cultures => [.. ByName.Keys];

    [Fact]
    public void All_other_columns_are_numbers_and_classes_are_counted_in_natural_order()
    {
        var table = Right(Classes("b,class,a\n1,x10,2\n3,x2,4\n5,x10,6\n", "class"));
        var years = Right(Classes("x,class\n0,10\n0,2\n0,-1\n0,other\n", "class"));

        Assert.Equal(Tensor.Matrix<double>([1, 2], [3, 4], [5, 6]), table.Samples.Inputs);
        Assert.Equal(["x10", "x2"], table.Encoding.Target.Classes.ToArray());
        Assert.Equal([0, 1, 0], table.Samples.Targets);
        Assert.Equal(["b", "a"], table.Encoding.InputNames().ToArray());
        Assert.Equal(["-1", "2", "10", "other"], years.Encoding.Target.Classes.ToArray());
        Assert.Equal([2, 1, 0, 3], years.Samples.Targets);
    }

    [Fact]
    public void The_iris_of_the_library_and_its_file_are_the_same_samples()
    {
        using var reader = new StreamReader(typeof(DataSets).Assembly.GetManifestResourceStream("iris.csv")!);
        var table = Right(Classes(reader.ReadToEnd(), "species"));
        var iris = DataSets.Iris<double>();

        Assert.Equal(iris.Samples, table.Samples);
        Assert.Equal(iris.Features.ToArray(), table.Encoding.InputNames().ToArray());
        Assert.Equal(iris.Classes.ToArray(), table.Encoding.Target.Classes.ToArray());
    }

    [Fact]
    public void Targets_are_numbers_where_that_is_asked()
    {
        var table = Right(Numbers("area,price\n10,1.5\n20,3e2\n", "price"));

        Assert.Equal(Tensor.Matrix<double>([1.5], [300]), table.Samples.Targets);
        Assert.Equal(Tensor.Matrix<double>([10], [20]), table.Samples.Inputs);
    }

    [Theory]
    [InlineData(",")]
    [InlineData(";")]
    [InlineData("\t")]
    public void The_separator_is_found(string separator) =>
        Assert.Equal([3, 2], Right(Classes(Flowers.Replace(",", separator, StringComparison.Ordinal), "species")).Samples.Inputs.Shape);

    [Fact]
    public void Decimal_commas_are_read_when_that_is_asked_and_do_not_hide_the_separator()
    {
        var german = "länge;breite;art\n5,1;3,5;\"a;b\"\n4,9;-3;c\n";

        Assert.Equal(Tensor.Matrix<double>([5.1, 3.5], [4.9, -3]), Right(Classes(german, "art", format: new() { DecimalComma = true })).Samples.Inputs);
        Assert.Contains("line 2, column 'länge': '5,1' is no finite number; where a comma begins the fraction, say DecimalComma.", Wrong(Classes(german, "art")));
        Assert.Contains("line 2, column 'länge': '5.1' is no finite number.", Wrong(Classes(german.Replace(',', '.'), "art", format: new() { DecimalComma = true })));
        Assert.Equal(Tensor.Matrix<double>([1.5], [2.5]), Right(Classes("a,b\n\"1,5\",x\n\"2,5\",y\n", "b", format: new() { DecimalComma = true })).Samples.Inputs);
    }

    [Fact]
    public void A_first_line_with_a_number_is_one_of_the_data()
    {
        var table = Right(Classes("5.1,3.5,setosa\n4.9,3,setosa\n6.3,3.3,virginica\n", "3"));

        Assert.Equal([3, 2], table.Samples.Inputs.Shape);
        Assert.Equal(["1", "2"], table.Encoding.InputNames().ToArray());
        Assert.Equal(
            ["there is no column 'species': there are '1', '2', '3'; the first line has a number, so it was taken as one of the data: if it has the names of the columns, say HasHeader = true."],
            Wrong(Classes("5.1,3.5,setosa\n", "species")));
        Assert.Equal([1, 1], Right(Numbers("1990,1991\n5,6\n", "1991", format: new() { HasHeader = true })).Samples.Inputs.Shape);
        Assert.Equal([2, 1], Right(Numbers("5,6\n7,8\n", "2", format: new() { HasHeader = false })).Samples.Inputs.Shape);
    }

    [Fact]
    public void Quoted_fields_have_separators_quotes_and_lines_in_them()
    {
        var table = Right(Classes("x,\"the \"\"class\"\"\"\r\n\"1\",\"a,b\r\nc\"\r\n2,\"\"\"\"\r\n", "the \"class\""));

        Assert.Equal(["\"", "a,b\r\nc"], table.Encoding.Target.Classes.ToArray());
        Assert.Equal(Tensor.Matrix<double>([1], [2]), table.Samples.Inputs);
    }

    [Fact]
    public void A_mark_of_byte_order_and_empty_lines_are_passed_over()
    {
        File.WriteAllBytes(At("table.csv"), [0xEF, 0xBB, 0xBF, .. "x,class\n\n1,a\n\n\n2,b\n\n"u8]);

        Assert.Equal(Tensor.Matrix<double>([1], [2]), Right(Csv.ReadClasses<double>(At("table.csv"), "class")).Samples.Inputs);
    }

    [Fact]
    public void What_is_missing_is_filled_or_its_row_left_out()
    {
        const string text = "a,b,c,d,city,y\n1,,5,1,Oslo,0\n,2,5,,,1\n4,4,NA,7,Rom,2\n4,6,9,8,Rom,3\n";
        var table = Right(Numbers(
            text, "y",
            [Column.Number("a", Fill.Mean), Column.Number("b", Fill.Constant(-1.5)), Column.Number("c", Fill.MostFrequent), Column.OneHot("city", Fill.MostFrequent)],
            new() { Missing = ["", "NA"] }));

        Assert.Equal(
            Tensor.Matrix<double>([1, -1.5, 5, 1, 0], [3, 2, 5, 0, 1], [4, 4, 5, 0, 1], [4, 6, 9, 0, 1]), table.Samples.Inputs);
        var dropped = Right(Numbers(text, "y", [Column.Number("d", Fill.DropRow), Column.OneHot("city", Fill.Constant("none"))]));
        Assert.Equal(Tensor.Matrix<double>([0], [2], [3]), dropped.Samples.Targets);
        Assert.Equal(["d", "city=Oslo", "city=Rom", "city=none"], dropped.Encoding.InputNames().ToArray());
        Assert.Equal(["line 3, column 'a': a value is missing, and nothing is said that fills it in."], Wrong(Numbers(text, "y", [Column.Number("a")])));
        Assert.Equal(3, Right(Numbers("x,y\n-999,0\n1,1\n3,2\n", "y", [Column.Number("x", Fill.Mean)], new() { Missing = ["-999"] })).Samples.Count);
        Assert.Equal(2, Right(Numbers("x,y\n-999,0\n1,1\n3,2\n", "y", [Column.Number("x", Fill.Mean)], new() { Missing = ["-999"] })).Samples.Inputs[0, 0]);
    }

    /// <summary>A row that is left out is not learnt from, whatever else is in it.</summary>
    [Fact]
    public void A_row_that_is_left_out_has_no_say()
    {
        var table = Right(Classes("a,b,class\n100,,x\n1,1,y\n3,1,z\n", "class", [Column.Number("a", Fill.Mean), Column.Number("b", Fill.DropRow)]));

        Assert.Equal(["y", "z"], table.Encoding.Target.Classes.ToArray());
        Assert.Equal("2", table.Encoding.Features[0].Fill.Value);
    }

    [Fact]
    public void Dates_become_numbers()
    {
        const DateParts all = DateParts.Days | DateParts.Year | DateParts.Month | DateParts.Day | DateParts.Weekday | DateParts.Hour;
        var table = Right(Numbers("when,y\n1970-01-02T12:00,0\n2024-02-29,1\n", "y", [Column.Date("when", all)]));

        Assert.Equal(Tensor.Matrix<double>([1.5, 1970, 1, 2, 5, 12], [19782, 2024, 2, 29, 4, 0]), table.Samples.Inputs);       // a Friday and a Thursday
        Assert.Equal(["when.days", "when.year", "when.month", "when.day", "when.weekday", "when.hour"], table.Encoding.InputNames().ToArray());
        Assert.Equal(2024, Right(Numbers("when;y\n29.02.2024;1\n", "y", [Column.Date("when", DateParts.Year, "dd.MM.yyyy")])).Samples.Inputs[0, 0]);
        Assert.Equal(["line 2, column 'when': '30.02.2024' is no date as 'dd.MM.yyyy' says."], Wrong(Numbers("when;y\n30.02.2024;1\n", "y", [Column.Date("when", format: "dd.MM.yyyy")])));
    }

    /// <summary>The fast way and the framework's give the same bits, and refuse the same.</summary>
    [Fact]
    public void Numbers_are_read_to_the_bit()
    {
        var key = Key.FromSeed(4);
        string[] odd = ["0.1", "-0", "+5", "1e22", "1e23", "5e-324", "2.2250738585072011e-308", "1.7976931348623157e308", " 7 ", ".5", "5.", "123456789012345678901234567890", "9007199254740993", "1E5", "1e-400"];
        var texts = odd.Concat(Enumerable.Range(0, 2000).Select(i => BitConverter.UInt64BitsToDouble(key.Bits(i))).Where(double.IsFinite).Select(static x => FormattableString.Invariant($"{x:R}"))).ToArray();
        var expected = texts.Select(static text => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture)).ToArray();

        var read = Right(Numbers("x,y\n" + string.Concat(texts.Select(static text => $"{text},0\n")), "y")).Samples.Inputs;

        Assert.Equal(expected.Select(BitConverter.DoubleToUInt64Bits), read.Select(BitConverter.DoubleToUInt64Bits));
        foreach (var text in new[] { "1,5", "0x10", "1_0", "NaN", "inf", "Infinity", "-∞", "1e400", "(5)", "5-", "$5", "1 2", "--1", "e5", ".", "1.000,5", "1'5", "\"1\n5\"" })
        {
            var told = $"line 2, column 'x': '{text.Trim('"')}' is no finite number";
            Assert.StartsWith(told, Assert.Single(Wrong(Numbers($"x;y\n{text};0\n", "y"))), StringComparison.Ordinal);
            Assert.StartsWith(told, Assert.Single(Wrong(Csv.ReadInputs<double>(At("table.csv"), new() { Features = [Column.Number("x")], Target = Column.Number("y") }))), StringComparison.Ordinal);
            Assert.StartsWith(told, Assert.Single(Wrong(Csv.ReadInputs<float>(At("table.csv"), new() { Features = [Column.Number("x")], Target = Column.Number("y") }))), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public void A_file_is_the_same_table_in_every_culture(string culture)
    {
        var path = Written("x,class\n0.5,1\n-1.5,-1\n2,i\n3,I\n");

        var table = In(Named(culture), () => Right(Csv.ReadClasses<float>(path, "class")));

        Assert.Equal("-1, 1, I, i", string.Join(", ", table.Encoding.Target.Classes));
        Assert.Equal(Tensor.Matrix<float>([0.5f], [-1.5f], [2], [3]), table.Samples.Inputs);
        Assert.Equal([1, 0, 3, 2], table.Samples.Targets);
    }
}
