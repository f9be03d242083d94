using System.Collections.Immutable;
using LanguageExt;
using ScottPlot;
using SkiaSharp;

namespace Functional.Plots;

/// <summary>
/// A picture: one plot of <see href="https://scottplot.net">ScottPlot</see> or several in a grid, and a size. The functions of this class make pictures of what
/// there is to be seen of a run; what one line cannot say is said to <see cref="Plots"/>. The same input gives the same bytes.
/// </summary>
/// <example><code>
/// var saved = Picture.Confusion(confusion, classes).SavePng("confusion.png");
/// </code></example>
public sealed partial class Picture
{
    private const int TitleHeight = 44;
    private const float TitleSize = 18;
    private const int LargestSide = 16_384;
    private static readonly Lock Rendering = new();     // ScottPlot keeps fonts and paints for all threads

    private readonly int columns;

    private Picture(ImmutableArray<Plot> plots, int columns, int width, int height, string title) =>
        (Plots, this.columns, Width, Height, Title) = (plots, columns, width, height, title);

    /// <summary>The plots, row by row; those of ScottPlot, which can be changed until the picture is drawn.</summary>
    public ImmutableArray<Plot> Plots { get; }

    /// <summary>The width in pixels.</summary>
    public int Width { get; }

    /// <summary>The height in pixels.</summary>
    public int Height { get; }

    /// <summary>The title above all plots; empty where the only plot has its own.</summary>
    public string Title { get; }

    /// <summary>An empty plot of ScottPlot with the font of this package, for pictures that are not here.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="x">What is along its horizontal axis.</param>
    /// <param name="y">What is along its vertical axis.</param>
    public static Plot NewPlot(string title = "", string x = "", string y = "")
    {
        _ = EmbeddedFont.Typeface;
        var plot = new Plot();
        plot.Axes.Margins(0.02, 0.02);
        foreach (var axis in plot.Axes.GetAxes())
            PlainTicks.On(axis);
        plot.Title(title);
        plot.XLabel(x);
        plot.YLabel(y);
        SetFont(plot);
        return plot;
    }

    /// <summary>A picture of a plot.</summary>
    /// <param name="plot">The plot.</param>
    /// <param name="width">The width in pixels.</param>
    /// <param name="height">The height in pixels.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is none, or too large for a picture.</exception>
    public static Picture Of(Plot plot, int width = 800, int height = 450) => Grid([plot], 1, width, height);

    /// <summary>Plots below one another in rows.</summary>
    /// <param name="plots">At least one, row by row.</param>
    /// <param name="columns">How many there are in a row.</param>
    /// <param name="width">The width of the whole in pixels.</param>
    /// <param name="height">The height of the whole in pixels.</param>
    /// <param name="title">The title above all.</param>
    /// <exception cref="ArgumentException">There is no plot.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size is none, or too large for a picture.</exception>
    public static Picture Grid(ImmutableArray<Plot> plots, int columns = 1, int width = 800, int height = 600, string title = "")
    {
        if (plots.IsDefaultOrEmpty)
            throw new ArgumentException("Picture: there is no plot.", nameof(plots));
        Expect.AtLeastOne(columns, "Picture: plots in a row", nameof(columns));
        foreach (var (side, name) in ((int, string)[])[(width, nameof(width)), (height, nameof(height))])
            if (side is < 1 or > LargestSide)
                throw new ArgumentOutOfRangeException(name, Invariant($"Picture: a {name} is from 1 to {LargestSide} pixels, got {side}."));
        foreach (var plot in plots)
            SetFont(plot);
        return new(plots, columns, width, height, title);
    }

    /// <summary>The same picture in another size.</summary>
    /// <param name="width">The width in pixels.</param>
    /// <param name="height">The height in pixels.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is none, or too large for a picture.</exception>
    public Picture WithSize(int width, int height) => Grid(Plots, columns, width, height, Title);

    /// <summary>The picture as a PNG file.</summary>
    public byte[] ToPng()
    {
        using var surface = SKSurface.Create(new SKImageInfo(Width, Height));
        Render(surface.Canvas);
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    /// <summary>The picture as SVG: whole by itself, its letters are outlines, so that it needs no font.</summary>
    public string ToSvg() => SvgOutlines.Of(ToSvgWithText());

    /// <summary>Writes the picture as a PNG file, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Nothing; or why it cannot be written.</returns>
    public Fin<Unit> SavePng(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var bytes = ToPng();
        return IO.Replacement.Write(path, file => file.Write(bytes));
    }

    /// <summary>Writes the picture as an SVG file, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Nothing; or why it cannot be written.</returns>
    public Fin<Unit> SaveSvg(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var bytes = System.Text.Encoding.UTF8.GetBytes(ToSvg());
        return IO.Replacement.Write(path, file => file.Write(bytes));
    }

    private string ToSvgWithText()
    {
        using var stream = new MemoryStream();
        using (var canvas = SKSvgCanvas.Create(SKRect.Create(Width, Height), stream))
            Render(canvas);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private void Render(SKCanvas canvas)
    {
        using var white = new SKPaint { Color = SKColors.White };
        canvas.DrawRect(0, 0, Width, Height, white);
        var top = Title.Length == 0 ? 0 : TitleHeight;
        var rows = (Plots.Length + columns - 1) / columns;
        lock (Rendering)
            for (var i = 0; i < Plots.Length; i++)
            {
                var (left, right) = (i % columns * Width / columns, (i % columns + 1) * Width / columns);
                var (above, below) = (top + i / columns * (Height - top) / rows, top + (i / columns + 1) * (Height - top) / rows);
                // The first time ScottPlot draws a plot twice, to make room for its labels: an SVG would have all of it twice.
                Plots[i].RenderInMemory(right - left, below - above);
                canvas.Save();
                canvas.ClipRect(new(left, above, right, below));
                canvas.Translate(left, above);
                Plots[i].Render(canvas, right - left, below - above);
                canvas.Restore();
            }
        if (top == 0)
            return;
        using var font = new SKFont(EmbeddedFont.Typeface, TitleSize);
        using var paint = new SKPaint { Color = SKColors.Black, IsAntialias = true };
        canvas.DrawText(Title, Width / 2f, TitleHeight - TitleSize, SKTextAlign.Center, font, paint);
    }

    private static void SetFont(Plot plot)
    {
        plot.Font.Set(EmbeddedFont.Name);
        plot.Legend.FontName = EmbeddedFont.Name;
        foreach (var text in plot.GetPlottables<ScottPlot.Plottables.Text>())
            text.LabelFontName = EmbeddedFont.Name;
    }
}
