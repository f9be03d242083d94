using System.Numerics;

namespace Functional.Images;

/// <summary>Images turned about their middle.</summary>
internal static class Rotation
{
    /// <summary>Turns an image counterclockwise, as it is seen with its first row on top; each pixel is interpolated between the four around the place that it comes from.</summary>
    public static Tensor<T> By<T>(double degrees, Tensor<T> image)
        where T : struct, IFloatingPointIeee754<T>
    {
        var (height, width, channels) = Augmentation.SizesOf(nameof(Augmentation.Rotate), image);
        var (sine, cosine) = double.SinCos(double.DegreesToRadians(degrees));
        var made = new T[image.Length];
        for (var (row, at) = (0, 0); row < height; row++)
            for (var column = 0; column < width; column++, at += channels)
            {
                var (down, right) = (row - (height - 1) / 2.0, column - (width - 1) / 2.0);
                Interpolate(image.Span, (cosine * down + sine * right + (height - 1) / 2.0, cosine * right - sine * down + (width - 1) / 2.0), (height, width), made.AsSpan(at, channels));
            }
        return Tensor.Create(image.Shape, made);
    }

    private static void Interpolate<T>(ReadOnlySpan<T> pixels, (double Row, double Column) place, (int Height, int Width) size, Span<T> pixel)
        where T : struct, IFloatingPointIeee754<T>
    {
        var (top, left) = (double.Floor(place.Row), double.Floor(place.Column));
        for (var corner = 0; corner < 4; corner++)
        {
            var (row, column) = ((int)top + corner / 2, (int)left + corner % 2);
            var share = (1 - double.Abs(place.Row - row)) * (1 - double.Abs(place.Column - column));
            if (share <= 0 || row < 0 || row >= size.Height || column < 0 || column >= size.Width)
                continue;
            for (var channel = 0; channel < pixel.Length; channel++)
                pixel[channel] += T.CreateTruncating(share) * pixels[(row * size.Width + column) * pixel.Length + channel];
        }
    }
}
