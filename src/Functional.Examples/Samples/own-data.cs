#:project ../../Functional.IO/Functional.IO.csproj

// How do I learn from a table of my own, and use the network on another one?
// dotnet run src/Functional.Examples/Samples/own-data.cs

using Functional;
using Functional.IO;
using static Functional.Layers<float>;

// Two files, as they come from elsewhere: a number is missing, a column is a word.
var folder = Directory.CreateTempSubdirectory("functional-sample-").FullName;
var (file, unseen) = (Path.Combine(folder, "fruit.csv"), Path.Combine(folder, "unseen.csv"));
File.WriteAllText(file, """
    weight,length,skin,fruit
    120,6.1,smooth,apple
    131,6.8,smooth,apple
    ,6.4,smooth,apple
    118,17.5,smooth,banana
    125,19.0,smooth,banana
    9,2.1,rough,strawberry
    12,2.6,rough,strawberry
    """);
File.WriteAllText(unseen, "skin,length,weight\nsmooth,18.2,121\nrough,2.2,10\nsmooth,6.3,128\n");

// Which columns, and what becomes of them, you say; classes and means are learnt from the file.
var table = Csv.ReadClasses<float>(file, target: "fruit", [Column.Number("weight", Fill.Mean), Column.Number("length"), Column.OneHot("skin")]);
table.Match(
    fruit =>
    {
        Console.WriteLine($"inputs: {string.Join(", ", fruit.Encoding.InputNames())}");
        var scale = Standardization.Fit(fruit.Samples.Inputs);
        var network = Chain(Dense(8), Tanh, Dense(3));
        var start = Training.Start(network, [fruit.Encoding.InputNames().Length], Optimizer.Adam(3e-2f), Key.FromSeed(1));
        var trained = Training.Run(start, network, CrossEntropy, scale.Apply(fruit.Samples).Batches(7), Every.Epoch).Epochs(60).Last();

        // Another file is encoded the same way, whatever the order of its columns.
        var predicted = Csv.ReadInputs<float>(unseen, fruit.Encoding).Map(inputs =>
            Labels.ArgMax(network.At(trained.Parameters)(scale.Apply(inputs)).Output));
        predicted.Match(labels => Console.WriteLine(string.Join(", ", labels.Select(label => fruit.Encoding.Target.Classes[label]))), Tell);
    },
    Tell);
Directory.Delete(folder, recursive: true);

// Whatever is wrong with a file is told at once, each problem with its line.
static void Tell(LanguageExt.Seq<LanguageExt.Common.Error> problems)
{
    foreach (var problem in problems)
        Console.WriteLine(problem.Message);
}
