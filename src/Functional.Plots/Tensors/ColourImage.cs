using ScottPlot;
using SkiaSharp;

namespace Functional.Plots;

/// <summary>An image in colours, each pixel a square of many, so that nothing is blurred when it is enlarged.</summary>
internal static class ColourImage
{
    private const int Wanted = 128;

    public static Image Of(ReadOnlySpan<double> pixels, int height, int width, int channels)
    {
        var block = Math.Max(1, Wanted / Math.Max(height, width));
        using var bitmap = new SKBitmap(new SKImageInfo(width * block, height * block, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        for (var y = 0; y < bitmap.Height; y++)
            for (var x = 0; x < bitmap.Width; x++)
            {
                var at = (y / block * width + x / block) * channels;
                bitmap.SetPixel(x, y, new(Byte(pixels[at]), Byte(pixels[at + 1]), Byte(pixels[at + 2]), channels == 4 ? Byte(pixels[at + 3]) : byte.MaxValue));
            }
        return new(bitmap);
    }

    private static byte Byte(double part) => (byte)double.Round(byte.MaxValue * Math.Clamp(part, 0, 1));
}
