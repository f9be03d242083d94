using System.Numerics;

namespace Functional.Images;

/// <summary>A new image of an image, and of nothing but the key: the same key makes the same one.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="key">The random key.</param>
/// <param name="image">The image, <c>[height, width, channels]</c>.</param>
public delegate Tensor<T> Augmentation<T>(Key key, Tensor<T> image)
    where T : struct, IFloatingPointIeee754<T>;

/// <summary>What is done with images so that there are more of them to learn from. Each is a function of a key and an image, and they compose.</summary>
/// <example><code>
/// var varied = Augmentation.Flip&lt;float&gt;().Then(Augmentation.Crop&lt;float&gt;(28, 28)).Then(Augmentation.Noise&lt;float&gt;(0.02));
/// var batch = varied.Each(key, images);
/// </code></example>
public static class Augmentation
{
    /// <summary>Left and right change places, or not.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="probability">How likely; from 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is no probability.</exception>
    public static Augmentation<T> Flip<T>(double probability = 0.5)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (!(probability is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(probability), Invariant($"Flip: a probability is from 0 to 1, got {probability}."));
        return (key, image) =>
        {
            var (_, width, channels) = SizesOf(nameof(Flip), image);
            return key.Uniform(0) >= probability ? image : From(image, image.Shape, (row, column) => (row, width - 1 - column), channels);
        };
    }

    /// <summary>A part of the image, anywhere in it.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="height">The height of the part; at least 1.</param>
    /// <param name="width">The width of the part; at least 1.</param>
    /// <param name="padding">How many pixels of 0 lie around the image; at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is too small.</exception>
    public static Augmentation<T> Crop<T>(int height, int width, int padding = 0)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (height < 1 || width < 1 || padding < 0)
            throw new ArgumentOutOfRangeException(
                height < 1 ? nameof(height) : width < 1 ? nameof(width) : nameof(padding), Invariant($"Crop: a part has at least 1×1 pixels and a padding of at least 0, got {height}×{width} and {padding}."));
        return (key, image) =>
        {
            var (rows, columns, channels) = SizesOf(nameof(Crop), image);
            if (height > rows + 2L * padding || width > columns + 2L * padding)
                throw new ShapeException(Invariant($"Crop: a part of {height}×{width} pixels is larger than an image of shape {image.Shape} with a padding of {padding}."));
            var top = (int)(key.Bits(0) % (ulong)(rows + 2L * padding - height + 1)) - padding;
            var left = (int)(key.Bits(1) % (ulong)(columns + 2L * padding - width + 1)) - padding;
            return From(image, [height, width, channels], (row, column) => (row + top, column + left), channels);
        };
    }

    /// <summary>The image turned about its middle, by an angle between both directions; between pixels it is interpolated, and 0 where there was none.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="degrees">The largest angle; from 0 to 180.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is no such angle.</exception>
    public static Augmentation<T> Rotate<T>(double degrees)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (!(degrees is >= 0 and <= 180))
            throw new ArgumentOutOfRangeException(nameof(degrees), Invariant($"Rotate: the largest angle is from 0 to 180 degrees, got {degrees}."));
        return (key, image) => Rotation.By((2 * key.Uniform(0) - 1) * degrees, image);
    }

    /// <summary>Independent normal numbers added to each.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="deviation">Their standard deviation; at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative or not finite.</exception>
    public static Augmentation<T> Noise<T>(double deviation)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (!(double.IsFinite(deviation) && deviation >= 0))
            throw new ArgumentOutOfRangeException(nameof(deviation), Invariant($"Noise: a deviation is finite and at least 0, got {deviation}."));
        return (key, image) => image + key.Normal<T>(image.Shape) * T.CreateChecked(deviation);
    }

    /// <summary>One after the other, each with a key of its own.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="first">The first.</param>
    /// <param name="next">The one that is given what the first has made.</param>
    public static Augmentation<T> Then<T>(this Augmentation<T> first, Augmentation<T> next)
        where T : struct, IFloatingPointIeee754<T> => (key, image) => next(key.Split("next"), first(key.Split("first"), image));

    /// <summary>Samples with each image made anew, each with a key of its own.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="L">The type of the targets.</typeparam>
    /// <param name="augmentation">What is done.</param>
    /// <param name="key">The random key.</param>
    /// <param name="samples">Samples whose inputs have the shape <c>[samples, height, width, channels]</c>.</param>
    public static Samples<Tensor<T>, L> Each<T, L>(this Augmentation<T> augmentation, Key key, Samples<Tensor<T>, L> samples)
        where T : struct, IFloatingPointIeee754<T>
        where L : IRows<L>
    {
        ArgumentNullException.ThrowIfNull(augmentation);
        ArgumentNullException.ThrowIfNull(samples);
        if (samples.Inputs.Rank != 4 || samples.Count == 0)
            throw new ShapeException($"Augmentation: images have the shape [samples, height, width, channels], got {samples.Inputs.Shape}.");
        var made = Enumerable.Range(0, samples.Count).Select(i => augmentation(key.Split(i), samples.Inputs.TakeRows(i).Reshape(samples.Inputs.Shape[1..]))).ToArray();
        var (shape, length) = (made[0].Shape, made[0].Length);
        var all = new T[made.Length * length];
        for (var i = 0; i < made.Length; i++)
            made[i].Span.CopyTo(all.AsSpan(i * length, length));
        return new(Tensor.Create([made.Length, .. shape], all), samples.Targets);
    }

    internal static (int Height, int Width, int Channels) SizesOf<T>(string name, Tensor<T> image)
        where T : struct, IFloatingPointIeee754<T> => image.Rank == 3 ? (image.Shape[0], image.Shape[1], image.Shape[2])
        : throw new ShapeException($"{name}: an image has the shape [height, width, channels], got {image.Shape}.");

    /// <summary>The image whose pixels are those at other places; 0 where there are none.</summary>
    private static Tensor<T> From<T>(Tensor<T> image, Shape shape, Func<int, int, (int Row, int Column)> place, int channels)
        where T : struct, IFloatingPointIeee754<T>
    {
        var made = new T[shape.ElementCount];
        for (var (row, at) = (0, 0); row < shape[0]; row++)
            for (var column = 0; column < shape[1]; column++, at += channels)
                if (place(row, column) is var (r, c) && r >= 0 && r < image.Shape[0] && c >= 0 && c < image.Shape[1])
                    image.Span.Slice((r * image.Shape[1] + c) * channels, channels).CopyTo(made.AsSpan(at));
        return Tensor.Create(shape, made);
    }
}
