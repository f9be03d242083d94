using Functional.IO;

namespace Functional.Tests.Tables;

/// <summary>What was learnt from one file encodes another the same way.</summary>
public sealed class TableEncodingTests : TableFile
{
    private const string Houses = "area;city;built;price\n50;Oslo;1990-05-01;1,5\n;Rom;2000-01-01;2\n100;Oslo;;3,25\n90;Bern;1990-05-01;4\n";

    private TableEncoding Learnt() => Right(Csv.Learn(
        Written(Houses), Column.Number("price"),
        [Column.Number("area", Fill.Mean), Column.OneHot("city", Fill.Constant("Rom")), Column.Date("built", DateParts.Year | DateParts.Month, fill: Fill.MostFrequent)],
        new() { DecimalComma = true, Missing = ["", "?"] }));

    [Fact]
    public void Another_file_has_the_same_classes_fills_and_order()
    {
        var encoding = Learnt();
        var other = Written("note;price;built;city;area\nnew;7;?;?;?\nnew;8;1999-12-31;Oslo;1,5\n", "other.csv");

        Assert.Equal(["area", "city=Bern", "city=Oslo", "city=Rom", "built.year", "built.month"], encoding.InputNames().ToArray());
        var samples = Right(Csv.ReadNumbers<double>(other, encoding));
        Assert.Equal(Tensor.Matrix<double>([80, 0, 0, 1, 1990, 5], [1.5, 0, 1, 0, 1999, 12]), samples.Inputs);
        Assert.Equal(Tensor.Matrix<double>([7], [8]), samples.Targets);
    }

    [Fact]
    public void Inputs_to_predict_from_need_no_target()
    {
        var inputs = Right(Csv.ReadInputs<float>(Written("area;city;built\n10;Bern;2001-02-03\n", "other.csv"), Learnt()));

        Assert.Equal(Tensor.Matrix<float>([10, 1, 0, 0, 2001, 2]), inputs);
    }

    [Fact]
    public void A_class_that_was_not_learnt_is_refused_and_near_ones_named() =>
        Assert.Equal(
            ["line 2, column 'city': the class 'Osloo' is not known: near it is 'Oslo'.", "line 3, column 'city': the class 'Paris' is not known: there are 'Bern', 'Oslo', 'Rom'."],
            Wrong(Csv.ReadInputs<float>(Written("area;city;built\n1;Osloo;2001-02-03\n1;Paris;2001-02-03\n1;Rom;2001-02-03\n", "other.csv"), Learnt()), At("other.csv")));

    [Fact]
    public void Classes_that_are_given_have_the_order_that_was_given_and_no_others()
    {
        var target = Column.Class("size", null, "small", "large", "huge");
        var encoding = Right(Csv.Learn(Written("x,size\n1,large\n2,small\n"), target));

        Assert.Equal([1, 0], Right(Csv.ReadClasses<float>(At("table.csv"), encoding)).Targets);
        Assert.Equal(["line 2, column 'size': the class 'tiny' is not known: there are 'small', 'large', 'huge'."], Wrong(Csv.Learn(Written("x,size\n1,tiny\n"), target)));
    }

    [Fact]
    public void An_encoding_is_kept_as_text_and_beside_a_model()
    {
        var encoding = Learnt();
        Safetensors.Save(At("model"), TensorTree<float>.Of(("w", (Tensor<float>)1f)), new Dictionary<string, string> { ["table"] = encoding.ToJson() }).ThrowIfFail();

        var back = TableEncoding.FromJson(Safetensors.ReadMetadata(At("model")).ThrowIfFail()["table"]).ThrowIfFail();

        Assert.Equal(encoding, back);
        Assert.Equal(encoding.GetHashCode(), back.GetHashCode());
        Assert.Equal(encoding.ToJson(), back.ToJson());
        Assert.NotEqual(encoding, back with { Format = new() });
        Assert.Equal(Right(Csv.ReadNumbers<double>(At("table.csv"), encoding)), Right(Csv.ReadNumbers<double>(At("table.csv"), back)));
        Assert.StartsWith("{\"features\":[{\"name\":\"area\",\"kind\":\"Number\",\"fill\":{\"kind\":\"Mean\",\"value\":\"80\"},", encoding.ToJson(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "describes no encoding")]
    [InlineData("null", "there is none")]
    [InlineData("{}", "describes no encoding")]
    [InlineData("""{"features":[],"target":{"name":"y","kind":"Number"}}""", "it has no features")]
    [InlineData("""{"features":[null],"target":{"name":"y","kind":"Number"}}""", "it has no features")]
    [InlineData("""{"features":[{"name":"x","kind":"Number"}],"target":{"name":"y","kind":"Nombre"}}""", "describes no encoding")]
    [InlineData("""{"features":[{"name":"x","kind":"Number"}],"more":1,"target":{"name":"y","kind":"Number"}}""", "describes no encoding")]
    public void A_text_that_describes_no_encoding_is_refused(string text, string expected) =>
        Keeping.SafetensorsTests.Fails(expected, TableEncoding.FromJson(text).Map(static _ => ""));

    [Theory]
    [InlineData("\"Oslo\"", "\"Bern\"", "a class is there twice")]
    [InlineData("\"value\":\"80\"", "\"value\":\"x\"", "'x', which is filled in, is no number")]
    [InlineData("\"value\":\"80\"", "\"value\":null", "what is filled in is not learnt")]
    [InlineData("\"value\":\"Rom\"", "\"value\":\"Bonn\"", "'Bonn', which is filled in, is none of its classes")]
    [InlineData("\"name\":\"price\"", "\"name\":\"area\"", "the column 'area' is there twice")]
    [InlineData("\"classes\":[\"Bern\",\"Oslo\",\"Rom\"]", "\"classes\":[]", "it has no classes")]
    public void A_text_that_contradicts_itself_is_refused(string old, string changed, string expected)
    {
        var text = Learnt().ToJson();
        Assert.Contains(old, text, StringComparison.Ordinal);

        Keeping.SafetensorsTests.Fails(expected, TableEncoding.FromJson(text.Replace(old, changed, StringComparison.Ordinal)).Map(static _ => ""));
    }

    /// <summary>Every text with some characters changed is refused, or is an encoding that says how it encodes.</summary>
    [Fact]
    public void A_text_with_mistakes_is_refused_or_an_encoding()
    {
        var (text, key, refused) = (Learnt().ToJson(), Key.FromSeed(2), 0);
        for (var number = 0; number < 500; number++)
        {
            var at = (int)(key.Bits(2 * number) % (ulong)text.Length);
            var read = TableEncoding.FromJson(number % 2 == 0 ? text.Remove(at, 1) : text.Insert(at, "{}[],:\"0a"[(int)(key.Bits(2 * number + 1) % 9)].ToString()));
            refused += read.IsFail ? 1 : 0;
            Assert.True(read.IsFail || read.ThrowIfFail().Problem() is null);
        }

        Assert.InRange(refused, 100, 499);
    }
}
