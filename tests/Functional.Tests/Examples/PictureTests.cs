using Functional.Examples;

namespace Functional.Tests.Examples;

public sealed class PictureTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("functional-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_run_that_was_interrupted_in_its_first_epoch_has_no_losses_to_show()
    {
        using var screen = new Screen(TextWriter.Null, plain: true);

        new PictureFolder(folder).SaveLosses([], "loss.png", screen);

        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public void A_picture_that_cannot_be_written_is_a_message_for_the_user()
    {
        using var screen = new Screen(TextWriter.Null, plain: true);
        Directory.CreateDirectory(Path.Combine(folder, "loss.png"));

        var problem = Assert.Throws<UserException>(() => new PictureFolder(folder).SaveLosses([new(1, 0.5, 0.6)], "loss.png", screen));

        Assert.StartsWith($"{Path.Combine(folder, "loss.png")}: ", problem.Message, StringComparison.Ordinal);
    }
}
