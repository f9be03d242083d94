using Functional.IO;
using LanguageExt;
using LanguageExt.Common;

namespace Functional.Tests.Tables;

/// <summary>What the columns of a file are taken for, where nobody says so.</summary>
public sealed class SurveyTests : TableFile
{
    private const string Houses = """
        sold;city;area;rooms;heated;price
        2024-01-31;Bonn;101,5;3;yes;310,5
        2024-02-28;Köln;;3;no;200
        2024-02-29;Bonn;50,25;2;;150,25
        2024-03-01;Köln;75;4;yes;180
        2024-03-02;"Köln";80;4;yes;190
        """;

    private static readonly CsvFormat Comma = new() { DecimalComma = true };

    [Fact]
    public void Numbers_dates_and_classes_are_told_apart_and_what_is_missing_is_filled_in() => Assert.Equal(
        [
            Column.Date("sold", DateParts.Days | DateParts.Month | DateParts.Weekday), Column.OneHot("city"), Column.Number("area", Fill.Mean), Column.Number("rooms"),
            Column.OneHot("heated", Fill.MostFrequent),
        ],
        Right(Survey(Houses, Comma).Bind(static survey => survey.Features("price"))).ToArray());

    [Fact]
    public void A_survey_counts_what_there_is()
    {
        var columns = Right(Survey(Houses, Comma)).Columns;

        Assert.Equal(new("area", Rows: 5, Missing: 1, Numbers: 4, Wholes: 2, OtherNumbers: 0, Dates: 0, Different: 4), columns[2]);
        Assert.Equal(new("city", Rows: 5, Missing: 0, Numbers: 0, Wholes: 0, OtherNumbers: 0, Dates: 0, Different: 2), columns[1]);
        Assert.Equal(new("sold", Rows: 5, Missing: 0, Numbers: 0, Wholes: 0, OtherNumbers: 0, Dates: 5, Different: 5), columns[0]);
        Assert.Equal("heated: 4 of 5 values, 2 different, 0 numbers, 0 dates", columns[4].ToString());
    }

    [Theory]
    [InlineData("price", true)]         // numbers, not all of them whole
    [InlineData("rooms", true)]         // whole, but most of them come once
    [InlineData("city", false)]
    public void A_target_is_a_number_or_a_class_as_it_looks(string target, bool isNumber) => Assert.Equal(
        isNumber ? Column.Number(target, Fill.DropRow) : Column.Class(target, Fill.DropRow), Right(Survey(Houses, Comma).Bind(survey => survey.Target(target))));

    [Fact]
    public void Many_whole_numbers_are_numbers()
    {
        var (few, many) = (Rows(TableSurvey.MostWholeClasses), Rows(TableSurvey.MostWholeClasses + 1));

        Assert.Equal(ColumnKind.Class, Right(Survey(few).Bind(static survey => survey.Target("y"))).Kind);
        Assert.Equal(ColumnKind.Number, Right(Survey(many).Bind(static survey => survey.Target("y"))).Kind);

        static string Rows(int different) => "x,y\n" + string.Join("\n", Enumerable.Range(0, 2 * different).Select(row => $"1.5,{row % different}"));
    }

    [Fact]
    public void What_cannot_be_taken_for_anything_is_told_all_at_once()
    {
        var file = Survey("""
            id,empty,area,y
            a,,"1,5",1.5
            b,,"2,5",2.5
            c,,"3,5",4
            """);

        Assert.Equal(
            [
                "the column 'id' is neither of numbers nor of dates, and for classes it has too many different values in 3 rows; it can be left out.",
                "the column 'empty' has no values; it can be left out.",
                "the values of the column 'area' would be numbers with the other decimal sign; say whether numbers have a comma or a point; it can be left out.",
            ],
            Wrong(file.Bind(static survey => survey.Features("y"))));
        Assert.Equal(["beside the target 'y' there is no column to predict it from."], Wrong(file.Bind(static survey => survey.Features("y", "id", "empty", "area"))));
        Assert.Equal(["there is no column 'aria': near it is 'area'.", "the column 'id' is neither of numbers nor of dates, and for classes it has too many different values in 3 rows; it can be left out."],
            Wrong(file.Bind(static survey => survey.Features("y", "empty", "area", "aria"))));
        Assert.Equal(["there is no column 'z': there are 'id', 'empty', 'area', 'y'."], Wrong(file.Bind(static survey => survey.Target("z"))));
        Assert.Equal(["the column 'empty' has no values."], Wrong(file.Bind(static survey => survey.Target("empty"))));
    }

    [Fact]
    public void Rows_that_are_broken_are_told_and_a_file_without_rows()
    {
        Assert.Equal(["line 2 has 1 field, but the first one has 2", "line 4 has 3 fields, but the first one has 2"], Wrong(Survey("a,b\n1\n1,2\n1,2,3")).Select(static problem => problem.TrimEnd('.')));
        Assert.Equal(["there are no lines after the header."], Wrong(Survey("a,b\n")));
    }

    private Validation<Error, TableSurvey> Survey(string text, CsvFormat? format = null) => Csv.Survey(Written(text), format);
}
