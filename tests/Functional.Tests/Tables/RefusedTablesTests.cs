using System.Text;
using Functional.IO;

namespace Functional.Tests.Tables;

/// <summary>What users see when their file cannot be read as it is.</summary>
public sealed class RefusedTablesTests : TableFile
{
    [Theory]
    [InlineData("", "it has no lines.")]
    [InlineData("\n\n", "it has no lines.")]
    [InlineData("x,class\n", "there are no lines after the header.")]
    [InlineData("class\na\n", "beside the target 'class' there is no column that could be a feature.")]
    [InlineData("x,class,x\n1,a,2\n", "two columns have the name 'x': the 1. and the 3.")]
    [InlineData("x,clas\n1,a\n", "there is no column 'class': near it is 'clas'.")]
    [InlineData("a,b\n1,x\n", "there is no column 'class': there are 'a', 'b'.")]
    [InlineData("x,class\n1,a\n1\n", "line 3 has 1 field, but the first one has 2.")]
    [InlineData("x,class\n1,a\n1,2,b\n", "line 3 has 3 fields, but the first one has 2.")]
    [InlineData("x,class\n1,a\n1,\"b\n2,c\n", "line 3, character 3: the quote that begins here is not closed.")]
    [InlineData("x,class\n1,a\n1,b\"b\"\n", "line 3, character 4: there is a quote within a field that does not begin with one.")]
    [InlineData("x,class\n1,\"a\nb\" \n", "line 3, character 3: a field goes on after the quote that ends it.")]
    [InlineData("x,\"class\"\"\n1,a\n", "line 1, character 3: the quote that begins here is not closed.")]
    [InlineData("x,class\nten,a\n", "line 2, column 'x': 'ten' is no finite number.")]
    [InlineData("x,class\nNaN,a\n", "line 2, column 'x': 'NaN' is no finite number.")]
    [InlineData("x,class\n1,\n", "line 2, column 'class': a value is missing, and nothing is said that fills it in.")]
    public void A_problem_is_told_with_its_place(string text, string expected) => Assert.Equal([expected], Wrong(Classes(text, "class")));

    [Fact]
    public void All_problems_are_told_at_once_up_to_a_limit()
    {
        var text = "x,y,class\n1,2,a\none,two,a\n1,,b\n1,2\n3,4,c\n5,\"6,d\n";

        Assert.Equal(
            [
                "line 3, column 'x': 'one' is no finite number.", "line 3, column 'y': 'two' is no finite number.",
                "line 4, column 'y': a value is missing, and nothing is said that fills it in.", "line 5 has 2 fields, but the first one has 3.",
                "line 7, character 3: the quote that begins here is not closed.",
            ],
            Wrong(Classes(text, "class")));
        Assert.Equal(["line 3, column 'x': 'one' is no finite number.", "line 3, column 'y': 'two' is no finite number.", "after 2 problems no more are looked for."],
            Wrong(Classes(text, "class", format: new() { MostProblems = 2 })));
        Assert.Equal(101, Wrong(Classes("x,class\n" + string.Concat(Enumerable.Repeat("?,a\n", 500)), "class")).Length);
    }

    [Fact]
    public void Several_columns_that_are_not_there_are_told_at_once() =>
        Assert.Equal(
            ["there is no column 'lenght': near it is 'length'.", "there is no column 'colour': there are 'length', 'width', 'class'."],
            Wrong(Classes("length,width,class\n1,2,a\n", "class", [Column.Number("lenght"), Column.OneHot("colour"), Column.Number("width")])));

    [Theory]
    [InlineData("x,class\n1,a\n2,\xff\n", "line 3 is no UTF-8: save the file in that encoding.")]
    [InlineData("x,cl\xe4ss\n1,a\n", "line 1 is no UTF-8: save the file in that encoding.")]
    [InlineData("\xff\xfex\0,\0", "line 1 is no UTF-8: save the file in that encoding.")]
    public void Text_that_is_no_utf8_is_refused_with_its_line(string text, string expected)
    {
        File.WriteAllBytes(At("table.csv"), Encoding.Latin1.GetBytes(text));

        Assert.Equal([expected], Wrong(Csv.ReadClasses<double>(At("table.csv"), "class")));
    }

    [Fact]
    public void Wrong_bytes_are_told_beside_what_is_wrong_before_them()
    {
        File.WriteAllBytes(At("table.csv"), [.. Encoding.UTF8.GetBytes("x,class\nten,a\n" + string.Concat(Enumerable.Repeat("1,a\n", 100_000))), 0xFF]);

        Assert.Equal(["line 2, column 'x': 'ten' is no finite number.", "line 100003 is no UTF-8: save the file in that encoding."], Wrong(Csv.ReadClasses<double>(At("table.csv"), "class")));
    }

    [Fact]
    public void Wrong_bytes_far_behind_are_found_with_their_line()
    {
        File.WriteAllBytes(At("table.csv"), [.. "x,class\n"u8, .. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("1,größe\n", 30_000))), .. "2,"u8, 0xC3]);

        Assert.Equal(["line 30002 is no UTF-8: save the file in that encoding."], Wrong(Csv.ReadClasses<double>(At("table.csv"), "class")));
    }

    [Fact]
    public void A_folder_or_a_file_that_is_not_there_is_said()
    {
        Assert.Equal(["it is a folder, not a file."], Wrong(Csv.ReadClasses<double>(Folder, "class"), Folder));
        Assert.Equal(["there is no such file."], Wrong(Csv.ReadClasses<double>(At("none.csv"), "class"), At("none.csv")));
        Assert.Equal(["there is no such file."], Wrong(Csv.ReadClasses<double>(At("none/none.csv"), "class"), At("none/none.csv")));
    }

    /// <summary>Whoever may do everything may read it nevertheless.</summary>
    [Fact]
    public void A_file_without_permission_is_said()
    {
        var path = Written("x,class\n1,a\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.None);

        string[] expected = OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess ? [] : ["there is no permission to read it."];
        Assert.Equal(expected, Wrong(Csv.ReadClasses<double>(path, "class")));
    }

    [Fact]
    public void A_number_that_a_float_cannot_hold_is_refused_there()
    {
        var path = Written("x,class\n1e39,a\n");

        Assert.Equal(["line 2, column 'x': '1e39' is no finite number of a float."], Wrong(Csv.ReadClasses<float>(path, "class")));
        Assert.True(Csv.ReadClasses<double>(path, "class").IsSuccess);
    }

    [Fact]
    public void A_quote_that_is_not_closed_in_a_large_file_is_told_where_it_begins()
    {
        var path = Written("x,class\n1,\"a\n" + string.Concat(Enumerable.Repeat("1,a\n", 5_000_000)));

        Assert.Equal(["the row that begins at line 2 is too long: perhaps a quote is not closed there."], Wrong(Csv.ReadClasses<double>(path, "class")));
    }

    [Fact]
    public void Too_many_classes_are_no_classes() =>
        Assert.Equal(
            "line 10002, column 'id': there are more than 10000 different values: it is no column of classes.",
            Wrong(Numbers("id,y\n" + string.Concat(Enumerable.Range(0, 10_001).Select(static i => FormattableString.Invariant($"k{i},0\n"))), "y", [Column.OneHot("id")]))[0]);

    [Fact]
    public void Columns_and_formats_that_contradict_themselves_are_a_mistake_of_the_program()
    {
        Says("what is no number has no mean", static () => Column.OneHot("a", Fill.Mean));
        Says("'x', which is filled in, is no number", static () => Column.Number("a", Fill.Constant("x")));
        Says("a class is there twice", static () => Column.OneHot("a", null, "x", "x"));
        Says("'z', which is filled in, is none of its classes", static () => Column.OneHot("a", Fill.Constant("z"), "x", "y"));
        Says("a date becomes at least one number", static () => Column.Date("a", DateParts.None));
        Says("got NaN", static () => Fill.Constant(double.NaN));
        Says("is a class or a number, but here it is a OneHot", () => Csv.Learn(At("none"), Column.OneHot("a")));
        Says("take Column.OneHot", () => Csv.Learn(At("none"), Column.Number("a"), [Column.Class("b")]));
        Says("the column 'a' is there twice", () => Csv.Learn(At("none"), Column.Number("a"), [Column.Number("a")]));
        Says("a comma cannot both", () => Classes("", "a", format: new() { Separator = ',', DecimalComma = true }));
        Says("at least 1 problem", () => Classes("", "a", format: new() { MostProblems = 0 }));
        Says("was not learnt from a file", () => Csv.ReadInputs<float>(At("none"), new() { Features = [Column.OneHot("a")], Target = Column.Number("b") }));
        var encoding = Right(Classes("x,class\n1,a\n", "class")).Encoding;
        Says("the target 'class' is a Class, but it is read as a Number", () => Csv.ReadNumbers<float>(At("none"), encoding));
        Says("at least 1 sample, got 0", () => Csv.StreamClasses<float>(At("none"), encoding, 0));
        Says("at least 0 batches are read ahead, got -1", () => Csv.StreamClasses<float>(At("none"), encoding, 1, ahead: -1));
        Says("at least 1 row waits, got 0", static () => new ShuffleWindow(Key.FromSeed(1), 0));
        Says("at least 1 item waits, got 0", static () => Array.Empty<int>().ReadAhead(0));

        static void Says(string expected, Func<object?> mistake) => Assert.Contains(expected, Assert.ThrowsAny<ArgumentException>(mistake).Message, StringComparison.Ordinal);
    }
}
