using System.Globalization;

namespace Functional.Laws;

/// <summary>Values as C# that can be pasted into a test.</summary>
internal static class CSharp
{
    public static string Of(double value) => double.IsNaN(value) ? "double.NaN"
        : double.IsInfinity(value) ? value > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity"
        : value.ToString("R", CultureInfo.InvariantCulture);

    public static string Of(Key key) => Invariant($"new Key({key.First}, {key.Second})");

    /// <summary>The argument that says it, where it is not the usual one.</summary>
    public static string OfSmallestBatch(int count) => count > 1 ? Invariant($", smallestBatch: {count}") : "";

    public static string Of(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";

    public static string Of(Shape shape) => shape.ToString();

    public static string Of(Tensor<double> x) => x.Rank switch
    {
        1 when x.Length > 0 => $"Tensor.Vector<double>({Numbers(x)})",
        2 when x.Length > 0 => $"Tensor.Matrix<double>([{string.Join(", ", Enumerable.Range(0, x.Shape[0]).Select(row => $"[{Numbers(x.TakeRows(row))}]"))}])",
        _ => $"Tensor.Create<double>({Of(x.Shape)}{(x.Length > 0 ? ", " : "")}{Numbers(x)})",
    };

    public static string Of(TensorTree<double> tree) => tree.IsEmpty ? "TensorTree<double>.Empty"
        : tree.Children.IsEmpty ? Of(tree[""])
        : $"TensorTree<double>.Of({string.Join(", ", tree.Children.Select(static branch => $"({Of(branch.Name)}, {Of(branch.Child)})"))})";

    public static string Of(Context<double> context) => context.Mode == Mode.Training
        ? $"Context<double>.Training({Of(context.Key)}{(context.State.IsEmpty ? "" : ", " + Of(context.State))})"
        : $"Context<double>.Inference({(context.State.IsEmpty ? "" : Of(context.State))})";

    private static string Numbers(Tensor<double> x) => string.Join(", ", x.Select(Of));
}
