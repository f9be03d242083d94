using System.Globalization;
using System.Xml.Linq;
using Functional.Plots;
using ScottPlot;
using static Functional.Tests.Plotting.CurvePictureTests;

namespace Functional.Tests.Plotting;

/// <summary>Pictures in files: the same bytes each time, letters without a font of the machine, and a reason where a file cannot be written.</summary>
public sealed class PictureFileTests : IDisposable
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private readonly string folder = Directory.CreateTempSubdirectory("functional-").FullName;

    public static TheoryData<string> Names => [.. Gallery.Pictures.Keys];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_picture_has_the_same_bytes_in_every_culture_and_however_often_it_is_drawn(string name)
    {
        var picture = Gallery.Pictures[name]();
        var (png, svg) = (picture.ToPng(), picture.ToSvg());

        Assert.Equal(png, picture.ToPng());
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new("") { NumberFormat = new() { NumberDecimalSeparator = "/", NegativeSign = "~", NumberGroupSeparator = "'" } };
        try
        {
            Assert.Equal(svg, Gallery.Pictures[name]().ToSvg());
            Assert.Equal(png, Gallery.Pictures[name]().ToPng());
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_svg_is_well_formed_and_needs_no_font_and_nothing_from_elsewhere(string name)
    {
        var picture = Gallery.Pictures[name]();

        var root = XElement.Parse(picture.ToSvg());

        Assert.Equal(($"{picture.Width}", $"{picture.Height}"), ((string?)root.Attribute("width"), (string?)root.Attribute("height")));
        Assert.Empty(root.Descendants(Svg + "text"));
        Assert.All(root.Descendants().Attributes().Where(static each => each.Name.LocalName == "href"), static each => Assert.Matches("^(#|data:image/png;base64,)", each.Value));
        var letters = root.Descendants(Svg + "path").Where(static path => ((string?)path.Attribute("id"))?.StartsWith("letter-", StringComparison.Ordinal) == true)
            .ToDictionary(static path => $"#{(string?)path.Attribute("id")}", static path => (string?)path.Attribute("d"));
        var words = root.Descendants(Svg + "g").Where(static group => group.Attribute("aria-label") is not null).ToArray();
        Assert.NotEmpty(words);
        Assert.All(words, group =>
        {
            var label = (string)group.Attribute("aria-label")!;
            var drawn = group.Elements(Svg + "use").Select(use => letters[use.Attributes().Single(static each => each.Name.LocalName == "href").Value]).ToArray();
            Assert.Equal(label.EnumerateRunes().Select(static rune => !System.Text.Rune.IsWhiteSpace(rune)), drawn.Select(static outline => outline!.Length > 0));
        });
    }

    [Fact]
    public void Titles_and_labels_are_in_the_svg_for_those_who_listen()
    {
        var labels = XElement.Parse(Picture.LossCurves([Curve.Of("a < b & c", [1, 2])], "−log p", title: "Zeit, π").ToSvg())
            .Descendants().Select(static each => (string?)each.Attribute("aria-label")).ToArray();

        Assert.All((string[])["a < b & c", "−log p", "Zeit, π", "epoch", "1", "2"], words => Assert.Contains(words, labels));
    }

    [Fact]
    public void Every_letter_is_of_the_font_that_comes_along()
    {
        Assert.All(Gallery.Pictures.Values.Select(static make => make()).SelectMany(static picture => picture.Plots), static plot =>
        {
            Assert.Equal("DejaVu Sans", plot.Legend.FontName);
            Assert.All(plot.Axes.GetAxes(), static axis => Assert.Equal(("DejaVu Sans", "DejaVu Sans"), (axis.Label.FontName, axis.TickLabelStyle.FontName)));
            Assert.All(plot.GetPlottables<ScottPlot.Plottables.Text>(), static text => Assert.Equal("DejaVu Sans", text.LabelFontName));
            Assert.All(plot.Axes.GetPanels().OfType<ScottPlot.Panels.ColorBar>(), static bar =>
                Assert.Equal(("DejaVu Sans", "DejaVu Sans"), (bar.LabelStyle.FontName, bar.Axis.TickLabelStyle.FontName)));
        });
    }

    [Fact]
    public void Files_are_what_the_picture_says()
    {
        var picture = Gallery.Pictures["loss"]();
        var (png, svg) = (Path.Combine(folder, "a.png"), Path.Combine(folder, "a.svg"));

        Assert.True(picture.SavePng(png).IsSucc && picture.SaveSvg(svg).IsSucc);

        Assert.Equal(picture.ToPng(), File.ReadAllBytes(png));
        Assert.Equal(picture.ToSvg(), File.ReadAllText(svg));
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(png)[..4]);
        Assert.Equal(["a.png", "a.svg"], Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_path_that_cannot_be_written_comes_back_with_the_reason_and_leaves_nothing()
    {
        var picture = Gallery.Pictures["loss"]();
        var missing = Path.Combine(folder, "missing", "a.png");
        Func<string, LanguageExt.Fin<LanguageExt.Unit>>[] writers = [picture.SavePng, picture.SaveSvg, Report.Titled("a").Save];

        foreach (var save in writers)
        {
            Assert.StartsWith($"{missing}: ", Reason(save(missing)), StringComparison.Ordinal);
            Assert.StartsWith($"{folder}: ", Reason(save(folder)), StringComparison.Ordinal);
        }
        Assert.Empty(Directory.GetFileSystemEntries(folder));

        static string Reason(LanguageExt.Fin<LanguageExt.Unit> saved) => saved.Match(static _ => "it was written", static problem => problem.Message);
    }

    [Fact]
    public void Sizes_and_grids_that_are_none_are_refused()
    {
        var plot = Picture.NewPlot();
        Refused("Picture: there is no plot.", static () => Picture.Grid([]));
        Refused("Picture: plots in a row: at least 1, got 0.", () => Picture.Grid([plot], 0));
        Refused("Picture: a width is from 1 to 16384 pixels, got 0.", () => Picture.Of(plot, width: 0));
        Refused("Picture: a height is from 1 to 16384 pixels, got 20000.", () => Picture.Of(plot).WithSize(10, 20_000));
        Assert.Equal((10, 20), (Picture.Of(plot).WithSize(10, 20).Width, Picture.Of(plot).WithSize(10, 20).Height));
    }

    /// <summary>Plots of one colour each: in the picture each fills its own place, row by row, below the title.</summary>
    [Fact]
    public void Plots_in_a_grid_stand_row_by_row()
    {
        Color[] colours = [Colors.Red, Colors.Lime, Colors.Blue];
        var plots = colours.Select(static colour =>
        {
            var plot = Picture.NewPlot();
            plot.FigureBackground.Color = plot.DataBackground.Color = colour;
            return plot;
        });

        var pixels = new Image(Picture.Grid([.. plots], columns: 2, width: 200, height: 244, title: "T").ToPng()).GetArrayRGB();

        Assert.Equal((Colors.Red, Colors.Lime), (At(47, 3), At(47, 197)));
        Assert.Equal((Colors.Blue, Colors.White), (At(240, 3), At(240, 197)));
        Assert.Equal(Colors.White, At(2, 2));

        Color At(int y, int x) => new(pixels[y, x, 0], pixels[y, x, 1], pixels[y, x, 2]);
    }
}
