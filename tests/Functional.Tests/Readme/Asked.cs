using Functional.IO;
using LanguageExt;
using LanguageExt.Common;

namespace Functional.Tests.Readme;

/// <summary>Settings from outside, as src/Functional.IO/README.md shows them: the lines between the marks are those of the page.</summary>
internal static class Asked
{
    public static Validation<Error, Optimizer<float>> Run(string file, int batchesOfAnEpoch)
    {
        // begin
        // A file, and the command line over it; all that is wrong with either is told at once.
        var settings = SettingsSource.Json(file)
            .Map(source => SettingsSource.Of("the command line", ("rate", "0.01")).Over(source))
            .Bind(source => TrainingSettings.From(source));
        var optimizer = settings.Map(each => each.Optimizer<float>(steps: each.Epochs * batchesOfAnEpoch));
        // end
        return optimizer;
    }
}
