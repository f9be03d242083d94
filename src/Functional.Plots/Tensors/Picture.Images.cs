using System.Numerics;
using ScottPlot;

namespace Functional.Plots;

// Small images side by side.
public sealed partial class Picture
{
    private const double Gap = 0.15;        // of an image's height, between two
    private const double CaptionHeight = 0.25;
    private const double RowWidth = 840;
    private const double SmallestTile = 32;
    private const double LargestTile = 160;
    private const int TitleLetter = 11;

    /// <summary>Images in rows.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="images">
    /// <c>[images, height, width]</c>, or <c>[images, height, width, channels]</c>: 1 channel as <paramref name="shading"/> says; 3 for red, green and blue from 0 to 1, or
    /// 4 with how opaque it is, where what lies outside is taken to its end.
    /// </param>
    /// <param name="captions">What is written below each; nothing when none are given.</param>
    /// <param name="title">The title.</param>
    /// <param name="columns">How many there are in a row.</param>
    /// <param name="shading">How numbers become colours where there is one channel.</param>
    /// <exception cref="ShapeException">The shape is no such one, or there is no image.</exception>
    /// <exception cref="ArgumentException">A number is not finite, or there are more or fewer captions than images.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no columns.</exception>
    /// <example><code>
    /// var picture = Picture.Images(DataSets.Digits&lt;float&gt;().Samples.Inputs.Slice(0, 0, 32).Reshape(32, 8, 8), title: "Digits", shading: Shading.Ink);
    /// </code></example>
    public static Picture Images<T>(
        Tensor<T> images, IReadOnlyList<string>? captions = null, string title = "", int columns = 8, Shading shading = Shading.Light)
        where T : struct, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(images);
        var shape = images.Shape;
        if (shape.Rank is < 3 or > 4 || shape.ElementCount == 0 || (shape.Rank == 4 && shape[3] is not (1 or 3 or 4)))
            throw new ShapeException($"Picture: images are [images, height, width] or [images, height, width, 1, 3 or 4 channels], at least one, got {shape}.");
        Expect.AtLeastOne(columns, "Picture: images in a row", nameof(columns));
        var (count, height, width, channels) = (shape[0], shape[1], shape[2], shape.Rank == 4 ? shape[3] : 1);
        if (captions is not null)
            Expect.Names(captions.Count, count, "Picture: images");
        var numbers = Expect.Finite(images, "Picture: images");
        var wide = (double)width / height;
        var below = captions is not null && captions.Any(static caption => caption.Length > 0) ? CaptionHeight : 0;
        columns = Math.Min(columns, count);
        var rows = (count + columns - 1) / columns;

        var plot = NewPlot();
        for (var i = 0; i < count; i++)
        {
            var (left, top) = (i % columns * (wide + Gap), -(i / columns) * (1 + Gap + below));
            var pixels = numbers.AsSpan(i * height * width * channels, height * width * channels);
            if (channels == 1)
                AddImage(plot, Rows(pixels, height, width), new(left, left + wide, top - 1, top), shading, numbers.Max());
            else
                plot.Add.ImageRect(ColourImage.Of(pixels, height, width, channels), new(left, left + wide, top - 1, top));
            if (captions is null || captions[i].Length == 0)
                continue;
            var text = plot.Add.Text(captions[i], left + wide / 2, top - 1 - Gap / 3);
            (text.LabelFontSize, text.LabelAlignment) = (13, Alignment.UpperCenter);
        }
        plot.Axes.SetLimits(-Gap, columns * (wide + Gap), -rows * (1 + Gap + below), Gap);
        plot.Axes.SquareUnits();
        plot.HideAxesAndGrid();
        plot.Title(title);
        var side = Math.Clamp(RowWidth / (columns * (wide + Gap)), SmallestTile, LargestTile);
        return Of(plot, Math.Max(Pixels(columns * (wide + Gap) + Gap, 0), TitleLetter * title.Length), Pixels(rows * (1 + Gap + below) + Gap, 60));

        int Pixels(double tiles, int more) => (int)Math.Clamp(tiles * side + more, 240, LargestSide);
    }

    private static void AddImage(Plot plot, double[,] pixels, CoordinateRect place, Shading shading, double most)
    {
        var heatmap = plot.Add.Heatmap(pixels);
        // An extent goes from the middle of the first pixel to that of the last.
        var (halfX, halfY) = (0.5 * place.Width / pixels.GetLength(1), 0.5 * place.Height / pixels.GetLength(0));
        heatmap.Extent = new(place.Left + halfX, place.Right - halfX, place.Bottom + halfY, place.Top - halfY);
        heatmap.Smooth = false;
        var own = pixels.Cast<double>().Max(double.Abs);
        (heatmap.Colormap, heatmap.ManualRange) = shading switch
        {
            Shading.Diverging => (OkabeIto.Diverging, new ScottPlot.Range(-Positive(own), Positive(own))),
            Shading.Ink => (new Between(Colors.White, Colors.Gray, Colors.Black), new(0, Positive(most))),
            _ => (new Between(Colors.Black, Colors.Gray, Colors.White), new(0, Positive(most))),
        };

        static double Positive(double size) => size > 0 ? size : 1;
    }

    private static double[,] Rows(ReadOnlySpan<double> numbers, int rows, int columns)
    {
        var made = new double[rows, columns];
        for (var i = 0; i < rows * columns; i++)
            made[i / columns, i % columns] = numbers[i];
        return made;
    }
}
