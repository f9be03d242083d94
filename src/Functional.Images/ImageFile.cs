using System.Numerics;
using Functional.IO;
using LanguageExt;
using LanguageExt.Common;
using SkiaSharp;

namespace Functional.Images;

/// <summary>Images in files: PNG, JPEG and others that <see href="https://github.com/mono/SkiaSharp">SkiaSharp</see> decodes.</summary>
public static class ImageFile
{
    /// <summary>An image may have so many pixels: more than any camera makes, and less than memory.</summary>
    private const long MostPixels = 200_000_000;
    private const int Bytes = 4;

    /// <summary>Reads an image: its pixels as they are stored, without a colour profile or a camera's note of how it was held.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="settings">What it becomes.</param>
    /// <returns>The tensor, numbers from 0 to 1; or what is wrong with the file.</returns>
    /// <example><code>
    /// var image = ImageFile.Read&lt;float&gt;("cat.png", new(Height: 32, Width: 32));
    /// </code></example>
    public static Fin<Tensor<T>> Read<T>(string path, ImageSettings settings)
        where T : struct, IFloatingPointIeee754<T>
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(settings);
        var numbers = new T[settings.Shape.ElementCount];
        return Fill(path, settings, numbers) is { } problem ? Fin<Tensor<T>>.Fail(Error.New($"{path}: {problem}."))
            : Tensor.Create(settings.Shape, numbers);
    }

    /// <summary>Writes the numbers of an image.</summary>
    /// <returns>What is wrong with the file; null when nothing is.</returns>
    internal static string? Fill<T>(string path, ImageSettings settings, Span<T> numbers)
        where T : struct, IFloatingPointIeee754<T>
    {
        try
        {
            using var file = InputFile.Open(path);
            using var codec = SKCodec.Create(file);
            return codec is null ? "it is no image that can be decoded" : Fill(codec, settings, numbers);
        }
        catch (IOException problem)
        {
            return problem.Message.TrimEnd('.');
        }
    }

    private static string? Fill<T>(SKCodec codec, ImageSettings settings, Span<T> numbers)
        where T : struct, IFloatingPointIeee754<T>
    {
        var (height, width) = (codec.Info.Height, codec.Info.Width);
        if ((height, width) != (settings.Height, settings.Width) && !settings.IsResized)
            return Invariant($"it has {height}×{width} pixels, height by width, not {settings.Height}×{settings.Width}: say IsResized to stretch it");
        if ((long)height * width > MostPixels)
            return Invariant($"it has {height}×{width} pixels: at most {MostPixels} are read");
        var (stored, wanted) = (Info(height, width), Info(settings.Height, settings.Width));
        using var image = new SKBitmap(stored);
        if (codec.GetPixels(stored, image.GetPixels()) is var result && result != SKCodecResult.Success)
            return result == SKCodecResult.IncompleteInput ? "it is cut off" : "it is broken";
        using var fitted = (height, width) == (settings.Height, settings.Width) ? null : image.Resize(wanted, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        Write((fitted ?? image).GetPixelSpan(), settings.Channels, numbers);
        return null;
    }

    private static SKImageInfo Info(int height, int width) => new(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul);

    private static void Write<T>(ReadOnlySpan<byte> pixels, int channels, Span<T> numbers)
        where T : struct, IFloatingPointIeee754<T>
    {
        var full = T.CreateChecked(byte.MaxValue);
        for (var (at, pixel) = (0, 0); at < numbers.Length; at += channels, pixel += Bytes)
            if (channels == 1)
                numbers[at] = T.CreateChecked(Grey(pixels[pixel], pixels[pixel + 1], pixels[pixel + 2])) / full;
            else
                for (var channel = 0; channel < channels; channel++)
                    numbers[at + channel] = T.CreateChecked(pixels[pixel + channel]) / full;
    }

    /// <summary>The luma of ITU-R BT.601, 0.299, 0.587 and 0.114, in 65536ths.</summary>
    private static int Grey(int red, int green, int blue) => (19595 * red + 38470 * green + 7471 * blue + 32768) >> 16;
}
