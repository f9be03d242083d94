using System.Xml.Linq;
using Functional.Plots;
using static Functional.Layers<float>;
using static Functional.Tests.Plotting.CurvePictureTests;

namespace Functional.Tests.Plotting;

/// <summary>Reports: everything that was given is on the page, nothing that was given is read as HTML, and nothing is loaded from anywhere.</summary>
public sealed class ReportPageTests : IDisposable
{
    private const string Hostile = "</td><script>alert('a & b')</script> \"x\" \u0001 \ud800 ]]> <!-- ";
    private static readonly ConfusionMatrix Confusion = ConfusionMatrix.Of(Labels.Create(0, 0, 1, 2, 2, 2), Labels.Create(0, 1, 1, 2, 2, 0));
    private readonly string folder = Directory.CreateTempSubdirectory("functional-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Everything_that_was_given_is_on_the_page()
    {
        var page = Parsed(Whole("Adam(0.003)"));

        Assert.Equal("A run", (string?)page.Element("head")!.Element("title"));
        Assert.Equal(["Settings", "The network", "Learning", "Held out", "Digits"], page.Descendants("h2").Select(static each => each.Value));
        Assert.Equal([["optimiser", "Adam(0.003)"], ["epochs", "20"]], Rows(page, "Settings"));
        Assert.Equal([["accuracy", "0.6667"], ["cost", "1.235E-05"]], Rows(page, "Held out"));
        Assert.Equal(
            [["class", "precision", "recall", "F1", "samples"], ["one", "0.500", "0.500", "0.500", "2"], ["two", "1.000", "0.500", "0.667", "2"], ["three", "0.667", "1.000", "0.800", "2"]],
            Rows(page, "Digits"));
        Assert.Equal(2, page.Descendants("img").Count());
        Assert.Contains("4 of 6 right: an accuracy of 66.7 %.", page.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_is_text_whatever_it_looks_like()
    {
        var shown = "</td><script>alert('a & b')</script> \"x\" \uFFFD \uFFFD ]]> <!-- ";
        var html = Report.Titled(Hostile).Text(Hostile).Table(Hostile, [(Hostile, Hostile)]).Picture(Hostile, Gallery.Pictures["loss"]())
            .Confusion(Hostile, Confusion, [Hostile, "b", "c"]).Network(Named("script", Dense(2)).Describe([3]), Hostile).ToHtml();

        var page = Parsed(html);

        Assert.Empty(PageCheck.Problems(html));
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.All((string[])["title", "h1", "p", "h2", "th", "td"], name => Assert.Equal(shown, page.Descendants(name).First().Value));
        Assert.Equal(shown, (string?)page.Descendants("img").First().Attribute("alt"));
    }

    /// <summary>Every layer is a box; boxes of one layer lie inside its own, those that follow each other one below the other, and those of a fork side by side.</summary>
    [Fact]
    public void The_diagram_has_a_box_for_each_layer_inside_the_one_that_it_is_in()
    {
        XNamespace svg = "http://www.w3.org/2000/svg";
        var network = Chain(Named("encoder", Chain(Dense(8), Relu)), Fork(Dense(2), Dense(3)).Then(Concatenate), Dense(4));

        var diagram = Parsed(Report.Titled("a").Network(network.Describe([3])).ToHtml()).Descendants(svg + "svg").Single();

        var boxes = diagram.Elements(svg + "rect").Select(static box => (X: Of(box, "x"), Y: Of(box, "y"), Right: Of(box, "x") + Of(box, "width"), Bottom: Of(box, "y") + Of(box, "height"))).ToArray();
        Assert.Equal(1 + network.Describe([3]).All.Count(), boxes.Length);
        Assert.All(boxes, box => Assert.True(box.X >= 0 && box.Y >= 0 && box.Right <= Of(diagram, "width") && box.Bottom <= Of(diagram, "height"), $"{box}"));
        Assert.All(boxes.SelectMany((a, i) => boxes.Skip(i + 1).Select(b => (a, b))), static pair => Assert.True(
            pair.a.Right <= pair.b.X || pair.b.Right <= pair.a.X || pair.a.Bottom <= pair.b.Y
            || (pair.a.X < pair.b.X && pair.b.Right < pair.a.Right && pair.a.Y < pair.b.Y && pair.b.Bottom < pair.a.Bottom), $"{pair}"));
        var words = diagram.Elements(svg + "text").Select(static text => text.Value).ToArray();
        Assert.Equal(["input [3]", "encoder: Chain", "[8], 32 parameters", "0: Dense(8)", "[8], 32 parameters", "1: Relu", "[8]"], words[..7]);
        Assert.Single(((string[])["0: Dense(2)", "1: Dense(3)"]).Select(name => Of(diagram.Elements(svg + "text").Single(text => text.Value == name), "y")).Distinct());

        static double Of(XElement element, string name) => (double)element.Attribute(name)!;
    }

    [Fact]
    public void A_report_is_a_value_and_has_the_same_bytes_each_time()
    {
        var report = Report.Titled("a");
        var longer = report.Text("b");

        Assert.DoesNotContain("<p>", report.ToHtml(), StringComparison.Ordinal);
        Assert.Equal(longer.ToHtml(), longer.ToHtml());
        Assert.Equal(Whole("a"), Whole("a"));
        Assert.True(longer.Save(Path.Combine(folder, "a.html")).IsSucc);
        Assert.Equal(longer.ToHtml(), File.ReadAllText(Path.Combine(folder, "a.html")));
    }

    /// <summary>With <c>FUNCTIONAL_SCHEDULED</c> set, Chromium opens the page, and it is a failure if there is none; what its text tells is checked always.</summary>
    [Fact]
    public void A_page_shows_all_of_its_pictures_and_loads_nothing()
    {
        var html = Gallery.Pictures.Aggregate(Report.Titled("Everything"), static (report, each) => report.Picture(each.Key, each.Value())).Confusion("Digits", Confusion).ToHtml();

        Assert.Empty(PageCheck.Problems(html));
        Assert.Contains("content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\"", html, StringComparison.Ordinal);
        if (!Scheduled.IsOn)
            return;
        var browser = Browser.Installed ?? throw new InvalidOperationException("There is no Chromium to open the page with: install it (apt-get install chromium).");
        var (console, missing) = Browser.Open(browser, html, folder);
        Assert.Empty(console);
        Assert.Equal($"0 of {Gallery.Pictures.Count + 1}", missing);
        (console, missing) = Browser.Open(browser, html.Replace("src=\"data:image/svg+xml;base64,P", "src=\"data:image/svg+xml;base64,Q", StringComparison.Ordinal).Replace("<h1>", "<img src=\"http://localhost:1/a.png\" /><h1>", StringComparison.Ordinal), folder);
        Assert.Contains(console, static line => line.Contains("Content Security Policy", StringComparison.Ordinal));
        Assert.Equal($"{Gallery.Pictures.Count + 2} of {Gallery.Pictures.Count + 2}", missing);
    }

    [Theory]
    [InlineData("<img src=\"data:image/svg+xml;base64,\" alt=\"a\" />")]
    [InlineData("<img src=\"data:image/svg+xml;base64,PHN2Zy8+\" alt=\"a\" />")]
    [InlineData("<img src=\"a.png\" alt=\"a\" />")]
    [InlineData("<img alt=\"a\" />")]
    [InlineData("<script>1</script>")]
    [InlineData("<link rel=\"stylesheet\" href=\"a.css\" />")]
    [InlineData("<p style=\"background:url(http://localhost/a.png)\">a</p>")]
    [InlineData("<p onclick=\"a()\">a</p>")]
    [InlineData("<p>a & b</p>")]
    [InlineData("<p>a")]
    public void A_planted_mistake_in_a_page_is_found(string mistake) =>
        Assert.NotEmpty(PageCheck.Problems(Report.Titled("a").ToHtml().Replace("</body>", mistake + "</body>", StringComparison.Ordinal)));

    [Fact]
    public void What_says_nothing_is_refused()
    {
        Refused("The value cannot be an empty string.", static () => Report.Titled(""));
        Refused("Report: the table 'Settings' has no rows.", static () => Report.Titled("a").Table("Settings", []));
        Refused("Report: the metric 'cost' is NaN", static () => Report.Titled("a").Metrics("b", [("cost", double.NaN)]));
        Refused("Picture: the confusion matrix has no samples.", static () => Report.Titled("a").Confusion("b", ConfusionMatrix.Empty));
    }

    private static string Whole(string optimizer) => Report.Titled("A run").Text("What it is.").Table("Settings", [("optimiser", optimizer), ("epochs", "20")])
        .Network(Dense(2).Describe([3])).Picture("Learning", Gallery.Pictures["loss"]()).Metrics("Held out", [("accuracy", 2 / 3.0), ("cost", 0.0000123456)])
        .Confusion("Digits", Confusion, ["one", "two", "three"]).ToHtml();

    private static XElement Parsed(string html) => XElement.Parse(html["<!DOCTYPE html>\n".Length..]);

    private static string[][] Rows(XElement page, string heading) =>
        [.. page.Descendants("section").Single(section => section.Element("h2")!.Value == heading).Element("table")!.Elements("tr").Select(static row => row.Elements().Select(static cell => cell.Value).ToArray())];
}
