using Functional.Images;
using Functional.IO;
using Functional.Tests.Keeping;
using Functional.Tests.Tables;

namespace Functional.Tests.Images;

/// <summary>Images in files; their pixels are those that Pillow decodes: Golden/images.py.</summary>
public sealed class ImageFolderTests : ScratchFolder
{
    private static readonly ImageSettings Small = new(Height: 6, Width: 9);

    private static string Golden { get; } = Path.Combine(AppContext.BaseDirectory, "Golden");

    [Theory]
    [InlineData("colour.png")]
    [InlineData("opacity.png")]
    [InlineData("grey.png")]
    [InlineData("palette.png")]
    [InlineData("smooth.jpg")]
    public void Pixels_are_those_that_are_stored(string file)
    {
        foreach (var (channels, kind) in new[] { (1, "L"), (3, "RGB"), (4, "RGBA") })
        {
            var expected = Npz.Read<double>(Path.Combine(Golden, "images.npz"), $"{file.Split('.')[0]}.{kind}").ThrowIfFail();

            Assert.Equal(expected / 255, ImageFile.Read<double>(Path.Combine(Golden, file), new(6, 9, channels)).ThrowIfFail());
        }
    }

    [Fact]
    public void A_folder_has_a_folder_for_each_class()
    {
        Make();
        File.WriteAllText(Path.Combine(Folder, "2", "notes.txt"), "no image");
        var folder = ImageFolder.Find(Folder).ThrowIfFail();

        Assert.Equal(["2", "10"], folder.Classes.ToArray());
        Assert.Equal(["2/1.png", "2/3.png", "2/20.JPG", "10/1.png"], folder.Files.Select(file => Path.GetRelativePath(Folder, file.Path)));
        var samples = TableFile.Right(folder.Read<float>(Small));
        Assert.Equal([4, 6, 9, 3], samples.Inputs.Shape);
        Assert.Equal([0, 0, 0, 1], samples.Targets);
        Assert.Equal(ImageFile.Read<float>(Path.Combine(Golden, "smooth.jpg"), Small).ThrowIfFail(), samples.Inputs.TakeRows(2).Reshape(6, 9, 3));
        Assert.Equal(folder, ImageFolder.Find(Folder).ThrowIfFail());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Batches_show_every_image_once_in_an_order_that_the_key_says(int ahead)
    {
        Make();
        var folder = ImageFolder.Find(Folder).ThrowIfFail();
        var whole = TableFile.Right(folder.Read<float>(Small));
        var batches = folder.Stream<float>(Small, 3, Key.FromSeed(1), ahead: ahead).ToArray();

        Assert.Equal([3, 1], batches.Select(static batch => batch.Count));
        Assert.Equal(batches, folder.Stream<float>(Small, 3, Key.FromSeed(1), ahead: 0));
        Assert.Equal(whole.Take(Key.FromSeed(1).Permutation(4)).Inputs, batches.SelectMany(static batch => batch.Inputs));
        Assert.Equal(whole.Inputs, folder.Stream<float>(Small, 4, ahead: ahead).Single().Inputs);
        Assert.Single(folder.Stream<float>(Small, 3, last: LastBatch.Drop, ahead: ahead));
    }

    [Fact]
    public void An_image_of_another_size_is_stretched_or_refused()
    {
        var path = Path.Combine(Golden, "colour.png");

        SafetensorsTests.Fails($"{path}: it has 6×9 pixels, height by width, not 12×18: say IsResized to stretch it.", ImageFile.Read<float>(path, new(12, 18)).Map(static _ => ""));
        var stretched = ImageFile.Read<double>(path, new(12, 18, IsResized: true)).ThrowIfFail();
        Assert.Equal([12, 18, 3], stretched.Shape);
        // Linear interpolation keeps the mean of the pixels, but for what is repeated at the edges.
        Assert.InRange(stretched.Mean().Scalar / ImageFile.Read<double>(path, Small).ThrowIfFail().Mean().Scalar, 0.95, 1.05);
    }

    [Fact]
    public void What_is_no_image_is_refused_and_all_of_it_told()
    {
        Make();
        var image = File.ReadAllBytes(Path.Combine(Golden, "colour.png"));
        File.WriteAllBytes(Path.Combine(Folder, "2", "1.png"), image[..^40]);
        File.WriteAllText(Path.Combine(Folder, "2", "3.png"), "no image");
        var folder = ImageFolder.Find(Folder).ThrowIfFail();

        string[] expected = [$"{Folder}/2/1.png: it is cut off.", $"{Folder}/2/3.png: it is no image that can be decoded."];
        Assert.Equal(expected, folder.Read<float>(Small).Match(static _ => [], static problems => problems.Select(static each => each.Message).ToArray()));
        Assert.Equal(expected[0], Assert.Throws<InvalidDataException>(() => folder.Stream<float>(Small, 2).Count()).Message);
        SafetensorsTests.Fails("there is no such file", ImageFile.Read<float>(At("none.png"), Small).Map(static _ => ""));
        SafetensorsTests.Fails("it is a folder, not a file", ImageFile.Read<float>(Folder, Small).Map(static _ => ""));
        SafetensorsTests.Fails("there is no such folder", ImageFolder.Find(At("none")).Map(static _ => ""));
        SafetensorsTests.Fails("there are no folders in it", ImageFolder.Find(At("2")).Map(static _ => ""));
        Directory.CreateDirectory(At("empty"));
        SafetensorsTests.Fails("there are no images of the class 'empty'", ImageFolder.Find(Folder).Map(static _ => ""));
        Assert.Contains("got 2", Assert.Throws<ArgumentOutOfRangeException>(static () => new ImageSettings(1, 1, 2)).Message, StringComparison.Ordinal);
        Assert.Contains("got 0", Assert.Throws<ArgumentOutOfRangeException>(() => folder.Stream<float>(Small, 0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_image_that_is_cut_off_or_changed_is_an_image_or_refused()
    {
        foreach (var name in new[] { "colour.png", "palette.png", "smooth.jpg" })
        {
            var image = File.ReadAllBytes(Path.Combine(Golden, name));
            for (var number = 0; number < 100; number++)
            {
                var key = Key.FromSeed(3).Split(number);
                byte[] changed = number % 2 == 0 ? image[..(int)(key.Bits(0) % (ulong)image.Length)] : [.. image];
                if (number % 2 == 1)
                    changed[key.Bits(0) % (ulong)image.Length] ^= (byte)(1 << (int)(key.Bits(1) % 8));
                File.WriteAllBytes(At("file"), changed);

                var read = ImageFile.Read<float>(At("file"), Small);
                Assert.True(read.IsFail || read.ThrowIfFail().IsFinite);
            }
        }
    }

    private void Make()
    {
        foreach (var (name, source) in new[] { ("2/3.png", "colour.png"), ("2/20.JPG", "smooth.jpg"), ("2/1.png", "palette.png"), ("10/1.png", "grey.png") })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
            File.Copy(Path.Combine(Golden, source), At(name));
        }
    }
}
