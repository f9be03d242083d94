#:project ../../Functional/Functional.csproj

// How do I train a network, and how good is it?
// dotnet run src/Functional.Examples/Samples/first-network.cs

using Functional;
using static Functional.Layers<float>;          // the vocabulary, at one precision

// 150 flowers of three species, four lengths each; a fifth of them is held out.
var iris = DataSets.Iris<float>();
var (train, test) = iris.Samples.SplitStratified(0.8, Key.FromSeed(1));
var scale = Standardization.Fit(train.Inputs);

// A network is a value. It prints as the C# that makes it, and says what it will be before any data flows.
var network = Chain(Dense(16), Tanh, Dense(3));
Console.WriteLine(network);
Console.WriteLine(network.Describe([4]));

// A run is a lazy sequence of immutable states: here the one after each epoch.
var start = Training.Start(network, [4], Optimizer.Adam(1e-2f), Key.FromSeed(2));
var run = Training.Run(start, network, CrossEntropy, scale.Apply(train).Batches(16), Every.Epoch);
var trained = run.Epochs(30).Last();
Console.WriteLine(Invariant($"after {trained.Step} steps a batch costs {trained.Cost:F4}"));

// The network with its parameters is a function; its output are scores, one for each species.
var scores = network.At(trained.Parameters)(scale.Apply(test.Inputs)).Output;
Console.WriteLine(ConfusionMatrix.Of(scores, test.Targets).Report(iris.Classes));
