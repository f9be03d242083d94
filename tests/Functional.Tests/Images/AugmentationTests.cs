using Functional.Images;
using Turn = Functional.Images.Rotation;

namespace Functional.Tests.Images;

/// <summary>New images of images.</summary>
public sealed class AugmentationTests
{
    private static readonly Key Seed = Key.FromSeed(5);
    private static readonly Tensor<double> Image = Tensor.Generate<double>([4, 3, 2], static i => i + 1);

    private static IEnumerable<Key> Keys => Enumerable.Range(0, 200).Select(Seed.Split);

    [Fact]
    public void A_flip_exchanges_left_and_right_half_of_the_time()
    {
        var flipped = Tensor.Generate<double>([4, 3, 2], static place => 1 + 6 * place[0] + 2 * (2 - place[1]) + place[2]);
        var made = Keys.Select(key => Augmentation.Flip<double>()(key, Image)).ToArray();

        Assert.All(made, image => Assert.True(image == Image || image == flipped));
        Assert.InRange(made.Count(image => image == flipped), 100 - 5 * 7.1, 100 + 5 * 7.1);            // five deviations of √(200·½·½)
        Assert.Equal(flipped, Augmentation.Flip<double>(1)(Seed, Image));
        Assert.Equal(Image, Augmentation.Flip<double>(1).Then(Augmentation.Flip<double>(1))(Seed, Image));
        Assert.All(Keys, key => Assert.Equal(Image, Augmentation.Flip<double>(0)(key, Image)));
    }

    [Fact]
    public void A_crop_is_a_part_and_every_part_comes_up()
    {
        var parts = (from row in Enumerable.Range(0, 3) from column in Enumerable.Range(0, 2) select Part(row, column)).ToArray();
        var made = Keys.Select(key => Augmentation.Crop<double>(2, 2)(key, Image)).ToArray();

        Assert.All(made, part => Assert.Contains(part, parts));
        Assert.All(parts, part => Assert.Contains(part, made));
        Assert.Equal(Image, Augmentation.Crop<double>(4, 3)(Seed, Image));
        Assert.Contains(Keys.Select(key => Augmentation.Crop<double>(4, 3, padding: 1)(key, Image)), static padded => padded.Span[0] == 0 && padded.Span[8] == 1);
        Assert.Contains("[4, 3, 2]", Assert.Throws<ShapeException>(static () => Augmentation.Crop<double>(5, 1)(Seed, Image)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rotation_by_a_right_angle_is_the_transpose_upside_down_and_by_none_the_image()
    {
        var square = Tensor.Generate<double>([5, 5, 1], static i => i + 1);
        var turned = Tensor.Generate<double>([5, 5, 1], static place => 1 + 5 * place[1] + (4 - place[0]));

        Near(turned, Turn.By(90, square));
        Near(square, Turn.By(-90, Turn.By(90, square)));
        Assert.Equal(Image, Augmentation.Rotate<double>(0)(Seed, Image));
        Near(Tensor.Full([3, 3, 1], 7.0), Part3(Turn.By(30, Tensor.Full([9, 9, 1], 7.0))));            // between equal pixels is the same pixel
        Assert.All(Keys, key => Assert.True(Augmentation.Rotate<double>(180)(key, Image).Shape == Image.Shape));
    }

    [Fact]
    public void Noise_has_its_deviation()
    {
        var noise = Augmentation.Noise<double>(0.5)(Seed, Tensor.Zeros<double>([100, 100, 1]));

        Assert.InRange(noise.Mean().Scalar, -5 * 0.5 / 100, 5 * 0.5 / 100);
        Assert.InRange((noise * noise).Mean().Scalar, 0.25 * (1 - 5 * 0.0142), 0.25 * (1 + 5 * 0.0142));     // five deviations of √(2 / 10,000)
        Assert.Equal(Image, Augmentation.Noise<double>(0)(Seed, Image));
    }

    [Fact]
    public void The_same_key_makes_the_same_image_and_each_sample_has_its_own()
    {
        var varied = Augmentation.Flip<double>().Then(Augmentation.Rotate<double>(20)).Then(Augmentation.Crop<double>(2, 2, 1)).Then(Augmentation.Noise<double>(0.1));
        var samples = new Samples<Tensor<double>, Labels>(Tensor.Ones<double>([6, 4, 3, 2]), [0, 1, 2, 3, 4, 5]);
        var made = varied.Each(Seed, samples);

        Assert.Equal(made, varied.Each(Seed, samples));
        Assert.Equal([6, 2, 2, 2], made.Inputs.Shape);
        Assert.Equal(samples.Targets, made.Targets);
        Assert.Equal(6, Enumerable.Range(0, 6).Select(i => made.Inputs.TakeRows(i)).Distinct().Count());
    }

    [Fact]
    public void Settings_and_shapes_that_make_no_sense_are_refused()
    {
        Says<ArgumentOutOfRangeException>("got NaN", static () => Augmentation.Flip<float>(double.NaN));
        Says<ArgumentOutOfRangeException>("got 1.5", static () => Augmentation.Flip<float>(1.5));
        Says<ArgumentOutOfRangeException>("got 0×1 and 0", static () => Augmentation.Crop<float>(0, 1));
        Says<ArgumentOutOfRangeException>("got 1×1 and -1", static () => Augmentation.Crop<float>(1, 1, -1));
        Says<ArgumentOutOfRangeException>("got 181", static () => Augmentation.Rotate<float>(181));
        Says<ArgumentOutOfRangeException>("got -1", static () => Augmentation.Noise<float>(-1));
        Says<ShapeException>("[height, width, channels], got [2]", static () => Augmentation.Flip<float>()(Seed, Tensor.Ones<float>([2])));
        Says<ShapeException>("[samples, height, width, channels], got [1, 2]", static () => Augmentation.Flip<float>().Each(Seed, new Samples<Tensor<float>, Labels>(Tensor.Ones<float>([1, 2]), [0])));

        static void Says<E>(string expected, Func<object> mistake)
            where E : Exception => Assert.Contains(expected, Assert.ThrowsAny<E>(mistake).Message, StringComparison.Ordinal);
    }

    private static Tensor<double> Part(int top, int left) => Tensor.Generate<double>([2, 2, 2], place => 1 + 6 * (top + place[0]) + 2 * (left + place[1]) + place[2]);

    private static Tensor<double> Part3(Tensor<double> image) => Tensor.Generate<double>([3, 3, 1], place => image[3 + place[0], 3 + place[1], 0]);

    private static void Near(Tensor<double> expected, Tensor<double> actual)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        Assert.All(expected.Zip(actual), static pair => Assert.Equal(pair.Item1, pair.Item2, 1e-12));     // sines of right angles are right to some 1e-16
    }
}
