using System.Globalization;
using Functional.IO;
using LanguageExt;
using LanguageExt.Common;
using static Functional.Layers<float>;

namespace Functional.Examples.Tables;

/// <summary>What was learnt of a table: how its rows become numbers, how these are scaled, and the network. A file holds all of it.</summary>
/// <param name="Encoding">How rows become numbers.</param>
/// <param name="Width">How many units a hidden layer has.</param>
/// <param name="Inputs">The scale of the inputs.</param>
/// <param name="Targets">The scale of a target that is a number; that of the inputs does not depend on it.</param>
/// <param name="Parameters">The parameters of the network.</param>
internal sealed record TableModel(TableEncoding Encoding, int Width, Standardization<float> Inputs, Standardization<float> Targets, TensorTree<float> Parameters)
{
    private const string TableName = "table", WidthName = "width";

    /// <summary>Whether it predicts classes.</summary>
    public bool IsOfClasses => Encoding.Target.Kind == ColumnKind.Class;

    /// <summary>Two hidden layers, and an output for each class, or one for a number.</summary>
    public static Layer<float, Tensor<float>, Tensor<float>> Network(TableEncoding encoding, int width) => Chain(
        Dense(width), Relu, Dense(width), Relu, Dense(encoding.Target.Kind == ColumnKind.Class ? encoding.Target.Classes.Length : 1));

    /// <summary>The outputs for inputs as they come from a file: scores of classes, or numbers in their own unit.</summary>
    public Tensor<float> Outputs(Tensor<float> inputs)
    {
        var outputs = Network(Encoding, Width).At(Parameters)(Inputs.Apply(inputs)).Output;
        return IsOfClasses ? outputs : outputs * Targets.Deviation + Targets.Mean;
    }

    public Fin<Unit> Save(string path) => Safetensors.Save(
        path,
        TensorTree<float>.Of(("network", Parameters), ("inputs", Tree(Inputs)), ("targets", Tree(Targets))),
        new Dictionary<string, string> { [TableName] = Encoding.ToJson(), [WidthName] = Invariant($"{Width}") });

    /// <summary>A model of a file; or all in which it differs from one that could be.</summary>
    public static Validation<Error, TableModel> Load(string path) =>
        Safetensors.ReadMetadata(path).Match(
            texts => (texts.TryGetValue(TableName, out var table) && texts.TryGetValue(WidthName, out var width)
                && int.TryParse(width, NumberStyles.None, CultureInfo.InvariantCulture, out var units) && units is >= 1 and <= 1 << 16)
                ? TableEncoding.FromJson(table).Match(encoding => Load(path, encoding, units), Fail)
                : Fail(Error.New($"{path}: it is no model of a table: its metadata should have '{TableName}' and '{WidthName}'.")),
            Fail);

    private static Validation<Error, TableModel> Load(string path, TableEncoding encoding, int width)
    {
        int inputs = encoding.InputNames().Length, targets = encoding.Target.Kind == ColumnKind.Class ? 0 : 1;
        var expected = TensorTree<float>.Of(
            ("network", Network(encoding, width).Start(default, [inputs]).Parameters), ("inputs", Tree(Nothing(inputs))), ("targets", Tree(Nothing(targets))));
        return Safetensors.Load(path, expected).Map(tree => new TableModel(encoding, width, Scale(tree.Child("inputs")), Scale(tree.Child("targets")), tree.Child("network")));
    }

    /// <summary>The scale that leaves all as it is.</summary>
    public static Standardization<float> Nothing(int features) => new(Tensor.Zeros<float>([features]), Tensor.Ones<float>([features]));

    private static TensorTree<float> Tree(Standardization<float> scale) => TensorTree<float>.Of(("mean", scale.Mean), ("deviation", scale.Deviation));

    private static Standardization<float> Scale(TensorTree<float> tree) => new(tree["mean"], tree["deviation"]);

    private static Validation<Error, TableModel> Fail(Error problem) => Validation<Error, TableModel>.Fail(Prelude.Seq1(problem));
}
