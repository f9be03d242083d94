using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Functional.Laws;

/// <summary>Values as C# that can be pasted into a test.</summary>
internal static partial class CSharp
{
    public static string Of<T>(T value)
        where T : struct, IFloatingPointIeee754<T> => T.IsNaN(value) ? $"{Keyword<T>()}.NaN"
        : T.IsInfinity(value) ? $"{Keyword<T>()}.{(T.IsPositive(value) ? "PositiveInfinity" : "NegativeInfinity")}"
        : T.IsZero(value) && T.IsNegative(value) ? "-0.0" + Suffix<T>()
        : value.ToString("R", CultureInfo.InvariantCulture) is var text && Whole().IsMatch(text) ? text : text + Suffix<T>();

    public static string Of(Key key) => Invariant($"new Key({key.First}, {key.Second})");

    /// <summary>The argument that says it, where it is not the usual one.</summary>
    public static string OfSmallestBatch(int count) => count > 1 ? Invariant($", smallestBatch: {count}") : "";

    public static string Of(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";

    public static string Of(Shape shape) => shape.ToString();

    public static string Of<T>(Tensor<T> x)
        where T : struct, IFloatingPointIeee754<T> => x.Rank switch
    {
        1 when x.Length > 0 => $"Tensor.Vector<{Keyword<T>()}>({Numbers(x)})",
        2 when x.Length > 0 => $"Tensor.Matrix<{Keyword<T>()}>([{string.Join(", ", Enumerable.Range(0, x.Shape[0]).Select(row => $"[{Numbers(x.TakeRows(row))}]"))}])",
        _ => $"Tensor.Create<{Keyword<T>()}>({Of(x.Shape)}{(x.Length > 0 ? ", " : "")}{Numbers(x)})",
    };

    public static string Of<T>(TensorTree<T> tree)
        where T : struct, IFloatingPointIeee754<T> => tree.IsEmpty ? $"TensorTree<{Keyword<T>()}>.Empty"
        : tree.Children.IsEmpty ? Of(tree[""])
        : $"TensorTree<{Keyword<T>()}>.Of({string.Join(", ", tree.Children.Select(static branch => $"({Of(branch.Name)}, {Of(branch.Child)})"))})";

    public static string Of<T>(Context<T> context)
        where T : struct, IFloatingPointIeee754<T> => context.Mode == Mode.Training
        ? $"Context<{Keyword<T>()}>.Training({Of(context.Key)}{(context.State.IsEmpty ? "" : ", " + Of(context.State))})"
        : $"Context<{Keyword<T>()}>.Inference({(context.State.IsEmpty ? "" : Of(context.State))})";

    /// <summary>What a layer is given: a tensor, indices, a mask, a tree, or a pair of such. Null of anything else.</summary>
    /// <returns>The type as it is declared where it does not follow from the value, the value, and how many numbers stand in it.</returns>
    public static (string Type, string Value, int Numbers)? OfInput<T>(object input)
        where T : struct, IFloatingPointIeee754<T> => input switch
    {
        Tensor<T> x => ($"Tensor<{Keyword<T>()}>", Of(x), x.Length),
        Indices indices => ("Indices", $"Indices.Of({Of(indices.Shape)}{string.Concat(indices.Select(static each => Invariant($", {each}")))})", indices.Length),
        Mask mask => ("Mask", $"Mask.Of({Of(mask.Shape)}{string.Concat(mask.Select(static each => each ? ", true" : ", false"))})", mask.Length),
        TensorTree<T> tree => ($"TensorTree<{Keyword<T>()}>", Of(tree), (int)tree.Count),
        _ => PartsOf(input) is var (first, second) && OfInput<T>(first) is { } one && OfInput<T>(second) is { } other
            ? ($"Pair<{one.Type}, {other.Type}>", $"({one.Value}, {other.Value})", one.Numbers + other.Numbers)
            : null,
    };

    /// <summary>The two values of a pair of whatever types; null of what is no pair.</summary>
    public static (object First, object Second)? PartsOf(object value)
    {
        var type = value.GetType();
        return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Pair<,>)
            ? (type.GetProperty(nameof(Pair<,>.First))!.GetValue(value)!, type.GetProperty(nameof(Pair<,>.Second))!.GetValue(value)!)
            : null;
    }

    /// <summary>The element type's name.</summary>
    public static string Keyword<T>() => typeof(T) == typeof(float) ? "float" : "double";

    private static string Suffix<T>() => typeof(T) == typeof(float) ? "f" : "";

    private static string Numbers<T>(Tensor<T> x)
        where T : struct, IFloatingPointIeee754<T> => string.Join(", ", x.Select(Of));

    [GeneratedRegex("^-?[0-9]+$")]
    private static partial Regex Whole();
}
