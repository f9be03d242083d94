using System.Collections.Immutable;
using ScottPlot;

namespace Functional.Examples;

/// <summary>A small image, by rows from the top, and what is written under it.</summary>
internal sealed record Tile(double[,] Pixels, string Caption);

// Small images side by side.
internal static partial class Pictures
{
    private const int TilesInARow = 8;
    private const double Gap = 0.15;        // of a tile, between them
    private const double CaptionHeight = 0.25;

    /// <summary>Small images in rows of eight.</summary>
    /// <param name="tiles">The images.</param>
    /// <param name="title">The title.</param>
    /// <param name="diverging">Whether 0 is in the middle of the colours, each image in its own range; otherwise 0 is white, and the most is black.</param>
    public static Plot Tiles(ImmutableArray<Tile> tiles, string title, bool diverging)
    {
        var plot = NewPlot();
        var captions = tiles.Any(static tile => tile.Caption.Length > 0) ? CaptionHeight : 0;
        var (columns, rows) = (Math.Clamp(tiles.Length, 1, TilesInARow), Math.Max(1, (tiles.Length + TilesInARow - 1) / TilesInARow));
        for (var i = 0; i < tiles.Length; i++)
        {
            var (left, top) = (i % TilesInARow * (1 + Gap), -(i / TilesInARow) * (1 + Gap + captions));
            var heatmap = plot.Add.Heatmap(tiles[i].Pixels);
            var half = 0.5 / tiles[i].Pixels.GetLength(0);      // the extent goes from the middle of the first pixel to that of the last
            heatmap.Extent = new(left + half, left + 1 - half, top - 1 + half, top - half);
            heatmap.Smooth = false;
            var most = Math.Max(tiles[i].Pixels.Cast<double>().Max(double.Abs), double.Epsilon);
            heatmap.Colormap = diverging ? new Between(Palette[1], Colors.White, Palette[0]) : new Between(Colors.White, Colors.Gray, Colors.Black);
            heatmap.ManualRange = new(diverging ? -most : 0, most);
            if (tiles[i].Caption.Length == 0)
                continue;
            var text = plot.Add.Text(tiles[i].Caption, left + 0.5, top - 1 - Gap / 3);
            (text.LabelFontName, text.LabelFontSize, text.LabelAlignment) = (FontName, 13, Alignment.UpperCenter);
        }
        plot.Axes.SetLimits(-Gap, columns * (1 + Gap), -rows * (1 + Gap + captions), Gap);
        plot.Axes.SquareUnits();
        plot.HideGrid();
        plot.HideAxesAndGrid();
        plot.Title(title);
        return plot;
    }

    /// <summary>From one colour over a second to a third.</summary>
    private sealed class Between(Color low, Color middle, Color high) : IColormap
    {
        public string Name => "between";

        public Color GetColor(double position)
        {
            var place = Math.Clamp(position, 0, 1);
            return place < 0.5 ? low.MixedWith(middle, 2 * place) : middle.MixedWith(high, 2 * place - 1);
        }
    }
}
