using Spectre.Console;
using static Functional.GradientTransformations<float>;
using static Functional.Layers<float>;

namespace Functional.Tests.Readme;

/// <summary>A run that is looked at, as README.md shows it: the lines between the marks are those of the page.</summary>
internal static class Looking
{
    public static TrainingState<float> Run(string path, IAnsiConsole console)
    {
        var batches = DataSets.Iris<float>().Samples.Batches(16);
        var network = Chain(Dense(8), Tanh, Dense(3));
        // begin
        var optimizer = Measure("gradient").Then(Optimizer.Adam(1e-2f)).Then(Measure("update"));        // norms, remembered beside the moments
        var start = Training.Start(network, [4], optimizer, Key.FromSeed(1));
        using var telemetry = TrainingTelemetry.Create();               // the meter and the activities "Functional.Training", for OpenTelemetry
        var trained = Training.Run(start, network, CrossEntropy, batches)
            .LogTo(path)                                                // a line of CSV for each step
            .RecordTo(telemetry, start, TimeProvider.System)
            .Show(console, steps: 10 * batches.Count)                   // Functional.Console: a live curve, the time left; Ctrl-C loses nothing
            .Last();
        // end
        return trained;
    }
}
