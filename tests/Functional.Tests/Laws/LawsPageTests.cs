using System.Globalization;
using System.Text.RegularExpressions;
using Functional.Laws;

namespace Functional.Tests.Laws;

/// <summary>The kit's page shows code that runs and reports that were printed by it.</summary>
public class LawsPageTests
{
    private const string Tour = "tests/Functional.Tests/Laws/LawsTour.cs";
    private static readonly string Page = File.ReadAllText(Repository.At("src/Functional.Laws/README.md"));

    [Theory]
    [InlineData("faulty")]
    [InlineData("network")]
    [InlineData("check")]
    [InlineData("check network")]
    [InlineData("check in networks")]
    [InlineData("pasted")]
    [InlineData("repaired")]
    [InlineData("reading")]
    public void The_page_shows_code_that_runs(string mark) => Assert.Contains(Repository.Lines(Tour, mark), Page, StringComparison.Ordinal);

    [Fact]
    public void The_page_shows_the_report_of_the_layer() => ShowsReport(LawsTour.OneLine());

    [Fact]
    public void The_page_shows_the_report_of_the_network() => ShowsReport(LawsTour.OfTheNetwork());

    [Fact]
    public void The_page_shows_the_report_of_random_networks() => ShowsReport(LawsTour.InNetworks());

    /// <summary>What cannot be traced is not passed; whoever means it says so.</summary>
    [Fact]
    public void The_page_shows_the_report_of_a_layer_that_reads_numbers()
    {
        var report = LawsTour.ReadingNumbers().Run(LawSettings.DefaultCases, LawSettings.PinnedSeed);

        Assert.Equal(Finding.Inconclusive, report.Finding);
        Assert.Contains($"```text\n{report}\n```", Page, StringComparison.Ordinal);
        LawsTour.ReadingNumbers().WithoutTracing().Check();
    }

    [Fact]
    public void The_lines_of_the_page_throw_what_they_report()
    {
        Assert.StartsWith("standardize breaks the law", Assert.Throws<LawException>(LawsTour.Check).Message, StringComparison.Ordinal);
        Assert.StartsWith("network breaks the law", Assert.Throws<LawException>(LawsTour.CheckTheNetwork).Message, StringComparison.Ordinal);
        Assert.StartsWith("A network with standardize breaks the law", Assert.Throws<LawException>(LawsTour.CheckInNetworks).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_printed_counterexample_can_be_pasted_and_fails_with_the_same_numbers()
    {
        var found = LawsTour.InNetworks().Run(LawSettings.DefaultCases, LawSettings.PinnedSeed).Worst!.Counterexample!;

        Assert.Equal(Repository.Lines(Tour, "pasted"), found.Case);
        Assert.Contains(found.Message, Assert.Throws<LawException>(LawsTour.Pasted).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_faulty_layer_learns_all_the_same()
    {
        var accuracy = LawsTour.Accuracy();

        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{100 * accuracy:F1} % of the flowers"), Page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_repaired_layer_obeys_the_laws() => LawsTour.Repaired();

    [Fact]
    public void The_page_lists_every_law()
    {
        var names = LayerLaws.All<double, Tensor<double>, Tensor<double>>().Select(law => (law.Name, law.Statement))
            .Concat(OptimizerLaws.All.Select(law => (law.Name, law.Statement)))
            .Concat(CostLaws.All<Tensor<double>>().Select(law => (law.Name, law.Statement)));

        Assert.All(names, law => Assert.Contains($"| {law.Name} | {law.Statement} |", Page, StringComparison.Ordinal));
    }

    /// <summary>
    /// The page shows the report, word by word and number by number, but for what rounding decides, which is another one on another processor: which of several
    /// coordinates that are equally wrong is the worst, and the last digits of the difference quotient. Two quotients may be apart by the tolerances that the reports
    /// themselves state for them.
    /// </summary>
    private static void ShowsReport<D>(LawSuite<D> suite)
    {
        var report = suite.Run(LawSettings.DefaultCases, LawSettings.PinnedSeed).ToString();
        var (before, quotient, after) = Parted(report);
        var shown = Page.Split("```").Where(block => block.StartsWith("text\n" + before, StringComparison.Ordinal)).Select(block => Parted(block["text\n".Length..]));

        Assert.Contains(shown, each => each.Before == before && each.After.TrimEnd() == after.TrimEnd() && each.Quotient.Pullback == quotient.Pullback
            && double.Abs(each.Quotient.Difference - quotient.Difference) <= each.Quotient.Tolerance + quotient.Tolerance);
    }

    /// <summary>A report before the comparison, its numbers, and what comes after that.</summary>
    private static (string Before, (string Pullback, double Difference, double Tolerance) Quotient, string After) Parted(string report)
    {
        var found = Regex.Match(report, @"∂.+: pullback (\S+), difference (\S+), error \S+, tolerance (\S+)");
        Assert.True(found.Success, report);
        return (report[..found.Index], (found.Groups[1].Value, Number(2), Number(3)), report[(found.Index + found.Length)..]);

        double Number(int group) => double.Parse(found.Groups[group].ValueSpan, CultureInfo.InvariantCulture);
    }
}
