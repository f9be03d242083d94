using Functional.IO;
using static Functional.Layers<float>;

namespace Functional.Tests.Readme;

/// <summary>A file that is larger than memory, as src/Functional.IO/README.md shows it: the lines between the marks are those of the page.</summary>
internal static class LargeData
{
    public static TrainingState<float> Run(string file, Key key)
    {
        var network = Chain(Dense(8), Tanh, Dense(3));
        // begin
        // One reading says how rows become numbers; each epoch is another, in an order of its own, by a thread that is two batches ahead.
        var encoding = Csv.Learn(file, Column.Class("species"), [Column.Number("length", Fill.Mean), Column.Number("width")]);
        var trained = encoding.Map(each =>
        {
            var scale = Standardization.Fit(Csv.StreamClasses<float>(file, each, 10_000, new ShuffleWindow(key, 10_000)).First().Inputs);
            var start = Training.Start(network, [each.InputNames().Length], Optimizer.Adam(1e-2f), key);
            var batches = Enumerable.Range(0, 5).SelectMany(epoch => Csv.StreamClasses<float>(file, each, 16, new ShuffleWindow(key.Split(epoch), 1000)));
            var scaled = batches.Select(batch => scale.Apply(batch));
            return Training.RunOn(start, Objective.Of(network, (Labels labels) => CrossEntropy(labels)), scaled).Last();
        });
        // end
        return trained.IfFail(static problems => throw new InvalidDataException(problems.Head.Message));
    }
}
