using System.Globalization;
using System.Text.RegularExpressions;
using Functional.Laws;

namespace Functional.Tests.Laws;

/// <summary>What the kit's page says of layers in <c>float</c>, of pairs, masks and indices, and of drawn parameters is what happens.</summary>
public class KindsPageTests
{
    private static readonly string Page = File.ReadAllText(Repository.At("src/Functional.Laws/README.md"));

    [Theory]
    [InlineData("float")]
    [InlineData("check float")]
    [InlineData("masked")]
    [InlineData("check masked")]
    [InlineData("root")]
    [InlineData("check root")]
    public void The_page_shows_code_that_runs(string mark) => Assert.Contains(Repository.Lines("tests/Functional.Tests/Laws/KindsTour.cs", mark), Page, StringComparison.Ordinal);

    [Fact]
    public void The_page_shows_the_report_of_a_layer_in_float() => ShowsReport(KindsTour.InFloat());

    [Fact]
    public void The_page_shows_the_report_of_a_layer_of_a_pair() => ShowsReport(KindsTour.Masked());

    [Fact]
    public void A_printed_pair_can_be_pasted_and_fails_with_the_same_numbers()
    {
        var pooled = Pooled(faulty: true);
        var found = KindsTour.Masked().Run(LawSettings.DefaultCases, LawSettings.PinnedSeed).Worst!.Counterexample!;

        Assert.Equal(Repository.Lines("tests/Functional.Tests/Laws/KindsTour.cs", "pasted masked"), found.Case);
        Assert.Contains("∂output[0, 0]/∂first[0, 1, 0]: pullback 1, ", Assert.Throws<LawException>(() => KindsTour.PastedMasked(pooled)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_lines_of_the_page_pass_where_there_is_no_mistake()
    {
        KindsTour.CheckInFloat(Layers<float>.Silu);
        KindsTour.CheckMasked(Pooled(faulty: false));
        KindsTour.CheckRoot(KindsTour.Root());
    }

    [Fact]
    public void The_lines_of_the_page_throw_where_there_is_one() =>
        Assert.Throws<LawException>(() => KindsTour.CheckMasked(Pooled(faulty: true)));

    private static Layer<double, Pair<Tensor<double>, Mask>, Tensor<double>> Pooled(bool faulty) =>
        Layers<double>.Pure<Pair<Tensor<double>, Mask>, Tensor<double>>("Pooled", static shapes => shapes.Both.First.Shape[1..], input =>
        {
            var (x, mask) = input;
            var there = Tensor.Generate<double>(mask.Shape.Then([1]), i => mask.Span[i] ? 1 : 0);
            var count = there.Sum([1]);
            return ((x * there).Sum([1]) / count, dy => (there * (faulty ? dy : dy / count).Reshape(x.Shape[0], 1, x.Shape[2]), mask.Zero));
        });

    /// <summary>
    /// The page shows the report word by word, and its numbers but for what rounding decides, which is another one on another processor: the last digits, and
    /// how far both are apart and may be.
    /// </summary>
    private static void ShowsReport<D>(LawSuite<D> suite)
    {
        var report = suite.Run(LawSettings.DefaultCases, LawSettings.PinnedSeed).ToString();

        Assert.Contains(
            Page.Split("```").Where(static block => block.StartsWith("text\n", StringComparison.Ordinal)).Select(static block => Rough(block["text\n".Length..].TrimEnd())),
            shown => shown == Rough(report.TrimEnd()));
    }

    private static string Rough(string report) => Regex.Replace(
        report, @"(?<what>(difference|error|tolerance|apart by|allowed) )?(?<number>-?\d+\.\d+(E-\d+)?)",
        static found => found.Groups["what"].Success
            ? found.Groups["what"].Value + "…"
            : double.Parse(found.Groups["number"].ValueSpan, CultureInfo.InvariantCulture).ToString("G4", CultureInfo.InvariantCulture));
}
