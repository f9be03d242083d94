using System.Globalization;
using Functional;
using Functional.IO;
using static Functional.Layers<float>;

// Trains for so many steps and says each; goes on where it was stopped; writes the last state to a file of its own.
//   Functional.Interrupted FOLDER STEPS EVERY RESULT
var (folder, steps, every, result) = (
    args[0], int.Parse(args[1], CultureInfo.InvariantCulture), int.Parse(args[2], CultureInfo.InvariantCulture), args[3]);

// Wide, so that a good part of the time goes into writing. Everything that a step may depend on: statistics, random numbers, moments, schedules, the order of the samples.
var network = Chain(Dense(1024), BatchNorm(), Relu, Dropout(0.2), Dense(10));
var optimizer = Optimizer.AdamW<float>(Schedule.Cosine(1e-2, steps).WarmUp(5), 1e-2, Paths.EndsWith("weight"));
var samples = DataSets.Digits<float>().Samples;
var start = Checkpoints.Resume(folder, Training.Start(network, [64], optimizer, Key.FromSeed(7)))
    .Match(static state => state, static problems => throw new InvalidOperationException(string.Join('\n', problems.Select(static each => each.Message))));

var last = start;
foreach (var state in Training.Run(start, network, CrossEntropy, samples.Batches(32)).CheckpointEvery(every, folder, keep: 3))
{
    last = state;
    Console.WriteLine(FormattableString.Invariant($"{state.Step}"));
    if (state.Step == steps)
        break;
}
Checkpoint.Save(result, last).ThrowIfFail();
