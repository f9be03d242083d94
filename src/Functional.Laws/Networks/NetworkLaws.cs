using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Functional.Laws;

/// <summary>
/// The laws of random networks: of a grammar, or of one's own layer in the midst of others. A case that breaks a law is made smaller: fewer
/// layers, less nesting, smaller widths, a batch of one, round numbers.
/// </summary>
/// <example><code>
/// NetworkLaws.For(Swish).Check();                                       // networks with at least one Swish in them
/// NetworkLaws.For(Grammar.Standard, depth: 4).Check();
/// </code></example>
[StackTraceHidden]
public static class NetworkLaws
{
    /// <summary>How deep random networks are nested where nobody says otherwise.</summary>
    public const int DefaultDepth = 3;

    /// <summary>The laws of random networks that have a layer of one's own in them; its output is as wide as its input.</summary>
    /// <param name="layer">The layer, in <c>double</c>.</param>
    /// <param name="inSingle">The same layer in <c>float</c>, if there is one.</param>
    /// <param name="depth">How deep the networks are nested at most.</param>
    /// <param name="code">The layer as C#, as counterexamples print it; what was written as the first argument when none is given.</param>
    /// <param name="codeInSingle">The layer in <c>float</c> as C#.</param>
    public static LawSuite<NetworkCase> For(
        Layer<double, Tensor<double>, Tensor<double>> layer,
        Layer<float, Tensor<float>, Tensor<float>>? inSingle = null,
        int depth = DefaultDepth,
        [CallerArgumentExpression(nameof(layer))] string code = "",
        [CallerArgumentExpression(nameof(inSingle))] string codeInSingle = "") => For(Production.Layer(layer, inSingle, code, codeInSingle), depth);

    /// <summary>The laws of random networks in <c>float</c> that have a layer of one's own in them; its output is as wide as its input.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="depth">How deep the networks are nested at most.</param>
    /// <param name="code">The layer as C#, as counterexamples print it; what was written as the first argument when none is given.</param>
    public static LawSuite<NetworkCase> For(
        Layer<float, Tensor<float>, Tensor<float>> layer, int depth = DefaultDepth, [CallerArgumentExpression(nameof(layer))] string code = "") =>
        For(Production.Layer(layer, code), depth);

    /// <summary>The laws of random networks that have a production of one's own in them.</summary>
    /// <param name="production">A layer or a combinator.</param>
    /// <param name="depth">How deep the networks are nested at most.</param>
    public static LawSuite<NetworkCase> For(Production production, int depth = DefaultDepth) =>
        For(Grammar.Standard.With(production), depth) with { Subject = $"A network with {production.Name}" };

    /// <summary>The laws of random networks of a grammar.</summary>
    /// <param name="grammar">The productions.</param>
    /// <param name="depth">How deep the networks are nested at most.</param>
    public static LawSuite<NetworkCase> For(Grammar grammar, int depth = DefaultDepth) => grammar.Productions.Any(static each => each.IsInSingle)
        ? InSingle(grammar, depth)
        : InDouble(grammar, depth);

    /// <summary>How a network is flattened is a law of the library's composition, at either precision: it is checked in <c>double</c>.</summary>
    private static LawSuite<NetworkCase> InSingle(Grammar grammar, int depth) => new(
        "A random network",
        Arbitraries.Networks(grammar, depth),
        LayerLaws.Carried<NetworkCase, float, Tensor<float>, Tensor<float>>(
            static each => each.ToPointInSingle(), static each => each with { Draw = each.Draw.Tame }, single: false))
    {
        Print = static (law, each) => each.ToCode(law.Name),
    };

    private static LawSuite<NetworkCase> InDouble(Grammar grammar, int depth) => new(
        "A random network",
        Arbitraries.Networks(grammar, depth),
        [
            .. LayerLaws.Carried<NetworkCase, double, Tensor<double>, Tensor<double>>(static each => each.ToPoint(), static each => each with { Draw = each.Draw.Tame }, single: true),
            Flattened(grammar),
        ])
    {
        Print = (law, each) => law.Name == FlatLaw
            ? $"LayerLaws.VerifySame({grammar.ToCode(grammar.Flat(each.Network))}, {grammar.ToCode(each.Network)}, "
                + Invariant($"{each.Sample}, {each.Draw});")
            : each.ToCode(law.Name),
    };

    private const string FlatLaw = "flat or nested";

    private static Law<NetworkCase> Flattened(Grammar grammar) => new(
        FlatLaw, "a network is the same network without chains in chains, and with repetitions written out", each =>
        {
            var point = each.ToPoint();
            var flat = grammar.Flat(each.Network);
            return flat.Equals(each.Network) ? Outcome.Holds : LayerLaws.SameLayer(point, point.Sample!, grammar.ToLayer(flat), point.Layer);
        });
}
