using Functional.Examples;
using ScottPlot;

namespace Functional.Tests.Examples;

public class PictureTests
{
    [Fact]
    public void A_run_that_was_interrupted_in_its_first_epoch_has_an_empty_picture()
    {
        Assert.NotEmpty(Pictures.Losses([]).GetImageBytes(200, 100, ImageFormat.Png));
    }
}
