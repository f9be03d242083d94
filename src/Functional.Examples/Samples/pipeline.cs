#:project ../../Functional.IO/Functional.IO.csproj

// How do I read, check, train, save and evaluate in one expression, in which whatever fails outside is a value?
// dotnet run src/Functional.Examples/Samples/pipeline.cs

using Functional;
using Functional.IO;
using LanguageExt;
using LanguageExt.Common;
using static Functional.Layers<float>;

var folder = Directory.CreateTempSubdirectory("functional-sample-").FullName;
var (file, model) = (Path.Combine(folder, "iris.csv"), Path.Combine(folder, "iris.safetensors"));
var iris = DataSets.Iris<float>();
File.WriteAllLines(file, [
    "length,width,species",
    .. iris.Samples.Targets.Select((label, row) => Invariant($"{iris.Samples.Inputs[row, 2]},{iris.Samples.Inputs[row, 3]},{iris.Classes[label]}")),
]);

Tell(Learn("rate=0.02", "epochs=40"));
Tell(Learn("rate=-1", "epochs=many"));                               // two problems with the settings: both are told
File.AppendAllText(file, "5.1,wide,setosa\n5.1,0.3\n");
Tell(Learn("rate=0.02", "epochs=40"));                               // two problems with the file: both, with their lines

// A kept tree is looked into by paths: what may be there is an option, and a lens replaces a part of the tree.
var weight = Prelude.lens(TreeLens.Below<float>("encoder"), TreeLens.At<float>("0.weight"));
var changed = from tree in Safetensors.Read<float>(model) select weight.Update(static each => each.Scale(0.5), tree);
Console.WriteLine(changed.Map(tree => tree.TensorAt("encoder.0.weight").Match(found => $"{found.Shape}", () => "none") + ", " + tree.TensorAt("decoder.0.weight")));
Directory.Delete(folder, recursive: true);

// Reading, saving and loading may fail, so they are joined by a query; between them there are plain functions.
Validation<Error, double> Learn(params string[] arguments) =>
    from settings in TrainingSettings.From(SettingsSource.Of("the command line", [.. arguments.Select(each => (each.Split('=')[0], each.Split('=')[1]))]))
    from table in Csv.ReadClasses<float>(file, target: "species")
    from enough in Prelude.guard(table.Samples.Count >= 100, Error.New("too few rows to learn from"))
    let parts = Scaled(table.Samples.SplitStratified(0.8, Key.FromSeed(settings.Seed)))
    let network = Chain(Named("encoder", Chain(Dense(8), Tanh)), Named("head", Dense(table.Encoding.Target.Classes.Length)))
    from saved in Safetensors.Save(model, Trained(network, parts.Train, settings)).ToValidation()
    from read in Safetensors.Load(model, network.Start(Key.FromSeed(0), [2]).Parameters)
    select Accuracy.Of(network.At(read)(parts.Test.Inputs).Output, parts.Test.Targets).Value;

static TensorTree<float> Trained(Layer<float, Tensor<float>, Tensor<float>> network, Samples<Tensor<float>, Labels> samples, TrainingSettings settings)
{
    var batches = samples.Batches(settings.Batch);
    var start = Training.Start(network, [2], settings.Optimizer<float>(settings.Epochs * batches.Count), Key.FromSeed(settings.Seed));
    return Training.Run(start, network, CrossEntropy, batches, Every.Epoch).Epochs(settings.Epochs).Last().Parameters;
}

static (Samples<Tensor<float>, Labels> Train, Samples<Tensor<float>, Labels> Test) Scaled((Samples<Tensor<float>, Labels> Train, Samples<Tensor<float>, Labels> Test) parts)
{
    var scale = Standardization.Fit(parts.Train.Inputs);
    return (scale.Apply(parts.Train), scale.Apply(parts.Test));
}

void Tell(Validation<Error, double> outcome) => Console.WriteLine(outcome.Match(
    value => Invariant($"{100 * value:F0} % of the flowers that were held out"),
    problems => string.Join("\n", problems.Select(each => each.Message.Replace(folder, "", StringComparison.Ordinal)))));
