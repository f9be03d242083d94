using System.Runtime.CompilerServices;
using Composite = System.Func<int, Functional.Layer<double, Functional.Tensor<double>, Functional.Tensor<double>>[], Functional.Layer<double, Functional.Tensor<double>, Functional.Tensor<double>>>;
using CompositeInSingle = System.Func<int, Functional.Layer<float, Functional.Tensor<float>, Functional.Tensor<float>>[], Functional.Layer<float, Functional.Tensor<float>, Functional.Tensor<float>>>;

namespace Functional.Laws;

/// <summary>What a production does with widths, and how many networks it takes.</summary>
public enum ProductionKind
{
    /// <summary>A layer whose output is as wide as its input.</summary>
    Keeps,

    /// <summary>A layer whose output is as wide as its size says.</summary>
    Sets,

    /// <summary>Several networks, one after the other.</summary>
    Sequence,

    /// <summary>Several networks of one output width, side by side.</summary>
    Sum,

    /// <summary>Several networks side by side, whose output widths add up.</summary>
    Concatenation,

    /// <summary>One network, whose output is as wide as its input.</summary>
    Residual,

    /// <summary>One network as often as the size says, one after the other, each with its own parameters.</summary>
    Repetition,

    /// <summary>One network of any widths.</summary>
    Wrapper,
}

/// <summary>A production for random networks: a layer or a combinator, how it is made, and how it is written in C#.</summary>
/// <param name="Name">The production, once in a grammar.</param>
/// <param name="Kind">What it does with widths, and how many networks it takes.</param>
/// <param name="Make">Makes the layer from the size and the layers inside.</param>
/// <param name="Code">Writes it as C#, from the size and what is inside.</param>
/// <example><code>
/// var swish = Production.Layer(Swish);                                       // printed as it is written here
/// var dense = Production.Units("Dense", static units => Dense(units));
/// var twice = Production.Combinator("Twice", ProductionKind.Residual, static parts => Twice(parts[0]));
/// </code></example>
public sealed record Production(string Name, ProductionKind Kind, Composite Make, Func<int, string[], string> Code)
{
    /// <summary>Makes the layer in <c>float</c>; null where there is none, and then networks with the production are not compared with <c>float</c>.</summary>
    public CompositeInSingle? MakeInSingle { get; init; }

    /// <summary>Writes the layer in <c>float</c> as C#.</summary>
    public Func<int, string[], string>? CodeInSingle { get; init; }

    /// <summary>Whether the layer is there in <c>float</c> alone: networks with it are checked in <c>float</c>.</summary>
    public bool IsInSingle { get; init; }

    /// <summary>Whether the output for one sample depends on the other samples of its batch, at inference too.</summary>
    public bool MixesSamples { get; init; }

    /// <summary>
    /// Whether nesting is invisible: a sequence directly in one of the same production is the longer sequence, and a repetition is a chain, with the same
    /// parameters under the same names. It is so for the library's own, and for combinators made of them.
    /// </summary>
    public bool Flattens { get; init; }

    /// <summary>The smallest batch that the layer takes.</summary>
    public int SmallestBatch { get; init; } = 1;

    /// <summary>Whether the production is a single layer.</summary>
    internal bool IsLayer => Kind is ProductionKind.Keeps or ProductionKind.Sets;

    /// <summary>Whether the production takes exactly one network.</summary>
    internal bool IsUnary => Kind is ProductionKind.Residual or ProductionKind.Repetition or ProductionKind.Wrapper;

    /// <summary>A layer whose output is as wide as its input, such as an activation.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="inSingle">The same layer in <c>float</c>, if there is one.</param>
    /// <param name="code">The layer as C#, and the production; what was written as the first argument when none is given.</param>
    /// <param name="codeInSingle">The layer in <c>float</c> as C#.</param>
    public static Production Layer(
        Layer<double, Tensor<double>, Tensor<double>> layer,
        Layer<float, Tensor<float>, Tensor<float>>? inSingle = null,
        [CallerArgumentExpression(nameof(layer))] string code = "",
        [CallerArgumentExpression(nameof(inSingle))] string codeInSingle = "") => new(code, ProductionKind.Keeps, (_, _) => layer, (_, _) => code)
        {
            MakeInSingle = inSingle is null ? null : (_, _) => inSingle,
            CodeInSingle = (_, _) => codeInSingle,
        };

    /// <summary>A layer in <c>float</c> whose output is as wide as its input.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="code">The layer as C#, and the production; what was written as the first argument when none is given.</param>
    public static Production Layer(Layer<float, Tensor<float>, Tensor<float>> layer, [CallerArgumentExpression(nameof(layer))] string code = "") => new(
        code, ProductionKind.Keeps, (_, _) => throw new InvalidOperationException($"{code} is a layer in float: there is none in double."), (_, _) => code)
        {
            MakeInSingle = (_, _) => layer,
            CodeInSingle = (_, _) => code,
            IsInSingle = true,
        };

    /// <summary>A layer that is told how wide its output is.</summary>
    /// <param name="name">The production; as C#, it is called with the number of units.</param>
    /// <param name="layer">Makes the layer from its units.</param>
    /// <param name="inSingle">Makes the same layer in <c>float</c>, if there is one.</param>
    public static Production Units(
        string name, Func<int, Layer<double, Tensor<double>, Tensor<double>>> layer, Func<int, Layer<float, Tensor<float>, Tensor<float>>>? inSingle = null) =>
        new(name, ProductionKind.Sets, (units, _) => layer(units), (units, _) => Invariant($"{name}({units})"))
        {
            MakeInSingle = inSingle is null ? null : (units, _) => inSingle(units),
            CodeInSingle = (units, _) => Invariant($"Layers<float>.{name}({units})"),
        };

    /// <summary>A combinator: layers made of layers.</summary>
    /// <param name="name">The production; as C#, it is called with what is inside.</param>
    /// <param name="kind">What it does with widths, and how many networks it takes.</param>
    /// <param name="layer">Makes the layer from those inside.</param>
    /// <param name="inSingle">Makes the same layer in <c>float</c>, if there is one.</param>
    public static Production Combinator(
        string name,
        ProductionKind kind,
        Func<Layer<double, Tensor<double>, Tensor<double>>[], Layer<double, Tensor<double>, Tensor<double>>> layer,
        Func<Layer<float, Tensor<float>, Tensor<float>>[], Layer<float, Tensor<float>, Tensor<float>>>? inSingle = null) =>
        new(name, kind, (_, parts) => layer(parts), (_, parts) => $"{name}({string.Join(", ", parts)})")
        {
            MakeInSingle = inSingle is null ? null : (_, parts) => inSingle(parts),
            CodeInSingle = (_, parts) => $"Layers<float>.{name}({string.Join(", ", parts)})",
        };

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
