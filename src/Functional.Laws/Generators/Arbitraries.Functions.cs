using FsCheck;
using FsCheck.Fluent;

namespace Functional.Laws;

/// <summary>A random differentiable function at a point: a network at its parameters. Prints as C#.</summary>
/// <param name="Case">The network.</param>
public sealed record FunctionCase(NetworkCase Case)
{
    private readonly LayerPoint<double, Tensor<double>, Tensor<double>> point = Case.ToPoint();

    /// <summary>The function, from batches of vectors to batches of vectors.</summary>
    public Differentiable<Tensor<double>, Tensor<double>> Function => point.Layer.At(point.Parameters, point.Context);

    /// <summary>A point at which to look at it.</summary>
    public Tensor<double> At => point.Input;

    /// <inheritdoc/>
    public bool Equals(FunctionCase? other) => ReferenceEquals(this, other)
        || (other is not null && Case == other.Case);

    /// <inheritdoc/>
    public override int GetHashCode() => Case.GetHashCode();

    /// <summary>The network as C#.</summary>
    public override string ToString() => Case.ToString();
}

public static partial class Arbitraries
{
    /// <summary>Random differentiable functions, each with a point.</summary>
    public static Arbitrary<FunctionCase> Functions => Of(
        Networks(Grammar.Standard, 2), static each => new FunctionCase(each), static function => function.Case);

    /// <summary>Single layers of the standard grammar, with parameters and inputs.</summary>
    public static Gen<NetworkCase> SingleLayers => Networks(Grammar.Standard, 0).Generator;

    /// <summary>The parameters of random networks: trees of named tensors. They shrink with their networks and to rounder numbers.</summary>
    public static Arbitrary<TensorTree<double>> Trees { get; } = Arb.From(
        Draws.Generator.Select(static draw => draw.Leaves("parameters", ParametersOf(draw))),
        static tree => tree.Children.Select(static branch => branch.Child).Where(static child => !child.Children.IsEmpty)
            .Concat(tree.Map(static leaf => leaf.Map(double.Round)) is var round && !round.Equals(tree) ? [round] : []));

    /// <summary>Names and shapes of the parameters of a random network with at least one dense layer.</summary>
    internal static TensorTree<double> ParametersOf(Draw draw)
    {
        var width = draw.Size("width", 1, WidestInput);
        var grammar = Grammar.Standard;
        var network = Network.Of("Chain", new NetworkGenerator(grammar).Of(draw.Under("network"), width, 2), Network.Of("Dense", draw.Size("units")));
        return grammar.ToLayer(network).Initialize(draw.Key, Shape.Create(width)).Parameters;
    }

    /// <summary>What is made from cases of another kind, and taken back to them to be made smaller.</summary>
    private static Arbitrary<B> Of<A, B>(Arbitrary<A> cases, Func<A, B> make, Func<B, A> back) =>
        Arb.From(cases.Generator.Select(make), made => cases.Shrinker(back(made)).Select(make));
}
