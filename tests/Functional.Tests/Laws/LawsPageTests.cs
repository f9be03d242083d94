using System.Globalization;
using Functional.Laws;

namespace Functional.Tests.Laws;

/// <summary>The kit's page shows code that runs and reports that were printed by it.</summary>
public class LawsPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Root, "src/Functional.Laws/README.md"));

    [Theory]
    [InlineData("faulty")]
    [InlineData("network")]
    [InlineData("check")]
    [InlineData("check network")]
    [InlineData("check in networks")]
    [InlineData("pasted")]
    [InlineData("repaired")]
    public void The_page_shows_code_that_runs(string mark) => Assert.Contains(Shown(mark), Page, StringComparison.Ordinal);

    [Fact]
    public void The_page_shows_the_report_of_the_layer() => ShowsReport(LawsTour.OneLine());

    [Fact]
    public void The_page_shows_the_report_of_the_network() => ShowsReport(LawsTour.OfTheNetwork());

    [Fact]
    public void The_page_shows_the_report_of_random_networks() => ShowsReport(LawsTour.InNetworks());

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

        Assert.Equal(Shown("pasted"), found.Case);
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
        var names = LayerLaws.All<Tensor<double>, Tensor<double>>().Select(law => (law.Name, law.Statement))
            .Concat(OptimizerLaws.All.Select(law => (law.Name, law.Statement)))
            .Concat(CostLaws.All.Select(law => (law.Name, law.Statement)));

        Assert.All(names, law => Assert.Contains($"| {law.Name} | {law.Statement} |", Page, StringComparison.Ordinal));
    }

    private static void ShowsReport<D>(LawSuite<D> suite) =>
        Assert.Contains(suite.Run(LawSettings.DefaultCases, LawSettings.PinnedSeed).ToString(), Page, StringComparison.Ordinal);

    /// <summary>The lines of the tour between a mark and its end, as the page shows them.</summary>
    private static string Shown(string mark) => string.Join("\n", File.ReadAllLines(Path.Combine(Root, "tests/Functional.Tests/Laws/LawsTour.cs"))
        .SkipWhile(line => line.Trim() != $"// {mark}").Skip(1)
        .TakeWhile(line => line.Trim() != "// end")
        .Select(line => line.Length >= 8 ? line[8..] : line));

    private static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Functional.sln")))
                folder = folder.Parent ?? throw new DirectoryNotFoundException("Functional.sln is in none of the folders above the tests.");
            return folder.FullName;
        }
    }
}
