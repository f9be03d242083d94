#:project ../../Functional.IO/Functional.IO.csproj

// How do I keep a training run, go on from it another day, and use its parameters elsewhere?
// dotnet run src/Functional.Examples/Samples/save-load-resume.cs

using Functional;
using Functional.IO;
using static Functional.Layers<float>;

var folder = Directory.CreateTempSubdirectory("functional-sample-").FullName;
var digits = DataSets.Digits<float>().Samples.Batches(32);
var network = Chain(Named("encoder", Chain(Dense(16), Relu)), Named("head", Dense(10)));
var start = Training.Start(network, [64], Optimizer.Adam(3e-3f), Key.FromSeed(1));

// A file every 20 steps, of which three are kept. After 50 steps the program ends, or is ended.
var checkpoints = Path.Combine(folder, "run");
_ = Training.Run(start, network, CrossEntropy, digits).CheckpointEvery(20, checkpoints, keep: 3).Take(50).Last();
Console.WriteLine(string.Join(", ", Directory.GetFiles(checkpoints).Select(Path.GetFileName).Order()));

// Another day: on from the newest file. It is the run that was never interrupted, to the last bit.
var resumed = Checkpoints.Resume(checkpoints, start).Map(state =>
{
    Console.WriteLine($"on from step {state.Step}");
    return Training.Run(state, network, CrossEntropy, digits).TakeWhile(each => each.Step <= 100).Last();
});
var uninterrupted = Training.Run(start, network, CrossEntropy, digits).Take(100).Last();
Console.WriteLine($"the same bits: {resumed.Exists(state => state.Parameters == uninterrupted.Parameters)}");

// Parameters alone, in a format that other libraries read; and a part of them in another network.
var file = Path.Combine(folder, "digits.safetensors");
Console.WriteLine($"saved: {Safetensors.Save(file, uninterrupted.Parameters).IsSucc}");
var other = Chain(Named("encoder", Chain(Dense(16), Relu)), Named("score", Dense(1)));
var loaded = Safetensors.Load(file, other.Start(Key.FromSeed(2), [64]).Parameters, part: "encoder");
Console.WriteLine($"the encoder is loaded: {loaded.Exists(tree => tree.Subtree("encoder") == uninterrupted.Parameters.Subtree("encoder"))}");

// What does not fit is said, all of it at once.
_ = Safetensors.Load(file, other.Start(Key.FromSeed(2), [64]).Parameters).IfFail(problems =>
{
    foreach (var problem in problems)
        Console.WriteLine(problem.Message.Replace(folder, "", StringComparison.Ordinal));
});
Directory.Delete(folder, recursive: true);
