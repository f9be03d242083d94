using Functional.IO;
using LanguageExt;
using LanguageExt.Common;
using static Functional.Layers<float>;

namespace Functional.Tests.Readme;

/// <summary>A file of one's own: read, learnt from, kept, and predicted from, as src/Functional.IO/README.md shows it: the lines between the marks are those of the page.</summary>
internal static class OwnData
{
    public static Validation<Error, string[]> Run(string file, string unseen, string model, Key key)
    {
        var network = Chain(Dense(8), Tanh, Dense(3));
        // begin
        // The samples, and how the rows became numbers; or all that is wrong with the file, each problem with its line.
        var table = Csv.ReadClasses<float>(file, target: "species", features: [Column.Number("length", Fill.Mean), Column.Number("width"), Column.OneHot("site")]);
        var saved = table.Map(flowers =>
        {
            var scale = Standardization.Fit(flowers.Samples.Inputs);
            var start = Training.Start(network, [flowers.Encoding.InputNames().Length], Optimizer.Adam(1e-2f), key);
            var trained = Training.Run(start, network, CrossEntropy, scale.Apply(flowers.Samples).Batches(16), Every.Epoch).Epochs(50).Last();
            var kept = TensorTree<float>.Of(("network", trained.Parameters), ("mean", scale.Mean), ("deviation", scale.Deviation));
            return Safetensors.Save(model, kept, new Dictionary<string, string> { ["table"] = flowers.Encoding.ToJson() });
        });

        // Another day: a file without the species, encoded the same way.
        var encoding = Safetensors.ReadMetadata(model).Bind(static texts => TableEncoding.FromJson(texts["table"])).ThrowIfFail();
        var tree = Safetensors.Read<float>(model).ThrowIfFail();
        var predicted = Csv.ReadInputs<float>(unseen, encoding).Map(inputs =>
            Labels.ArgMax(network.At(tree.Child("network"))(new Standardization<float>(tree["mean"], tree["deviation"]).Apply(inputs)).Output));
        // end
        _ = saved.Map(static done => done.ThrowIfFail());
        return predicted.Map(labels => labels.Select(label => encoding.Target.Classes[label]).ToArray());
    }
}
