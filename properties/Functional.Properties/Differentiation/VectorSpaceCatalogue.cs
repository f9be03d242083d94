using System.Collections.Immutable;
using Functional.Laws;
using Functional.Properties.Catalogue;

namespace Functional.Properties.Differentiation;

/// <summary>Every vector space of the library and of the kit: what functions may go from and to.</summary>
public static class VectorSpaceCatalogue
{
    public static ImmutableArray<Entry> All { get; } =
    [
        new(nameof(Tensor<double>), VectorSpaceLaws.For("Tensor<double>", static draw => draw.Tensor<double>("x", draw.Batched("shape", 1, 4)))),
        new(nameof(Tensor<float>), VectorSpaceLaws.For("Tensor<float>", static draw => draw.Tensor<float>("x", draw.Batched("shape", 1, 4)))),
        new(nameof(TensorTree<double>), VectorSpaceLaws.For("TensorTree<double>", Tree)),
        new(nameof(Arguments<double, Tensor<double>>), VectorSpaceLaws.For("Arguments<double, Tensor<double>>", static draw =>
            new Arguments<double, Tensor<double>>(Tree(draw), draw.Tensor<double>("x", draw.Batched("shape"))))),
        new(nameof(Pair<Tensor<double>, Tensor<double>>), VectorSpaceLaws.For(
            "Pair<Tensor<double>, Pair<Tensor<float>, TensorTree<double>>>", Three)),
        new(nameof(Trajectory<Tensor<double>>), VectorSpaceLaws.For("Trajectory<Tensor<double>>", static draw =>
        {
            var shape = draw.Batched("shape");
            return new Trajectory<Tensor<double>>(draw.Tensor<double>("now", shape), draw.Tensor<double>("later", shape));
        })),
        new(nameof(Indices), VectorSpaceLaws.For("Indices", Places)),
        new(nameof(Mask), VectorSpaceLaws.For("Mask", There)),
        new(nameof(Pair<Indices, Tensor<double>>), VectorSpaceLaws.For(
            "Pair<Indices, Pair<Tensor<double>, Mask>>",
            static draw => new Pair<Indices, Pair<Tensor<double>, Mask>>(Places(draw), (draw.Tensor<double>("x", draw.Batched("shape")), There(draw))))),
        new(nameof(Question), VectorSpaceLaws.For(
            "Question", static draw => new Question(draw.Tensor<double>("image", draw.Batched("shape")), Places(draw)))),
    ];

    /// <summary>A record of one's own.</summary>
    private sealed record Question(Tensor<double> Image, Indices Tokens) : IProduct<Question, Pair<Tensor<double>, Indices>>
    {
        public Pair<Tensor<double>, Indices> Parts => (Image, Tokens);

        public static Question From(Pair<Tensor<double>, Indices> parts) => new(parts.First, parts.Second);
    }

    /// <summary>The parameters of a random network.</summary>
    private static TensorTree<double> Tree(Draw draw)
    {
        var network = Layers<double>.Chain(
            Layers<double>.Dense(draw.Size("units")),
            Layers<double>.Parallel(Layers<double>.Dense(draw.Size("a"), draw.Coin("bias")), Layers<double>.Residual(Layers<double>.BatchNorm())),
            Layers<double>.Named("head", Layers<double>.Repeat(draw.Size("times", 0, 2), Layers<double>.Dense(draw.Size("b")))));
        return network.Start(draw.Key, [draw.Size("features")]).Parameters;
    }

    private static Indices Places(Draw draw)
    {
        var shape = draw.Batched("places", 1, 3);
        return Indices.Of(shape, draw.Labels("values", shape.ElementCount, 7).Span);
    }

    private static Mask There(Draw draw)
    {
        var shape = draw.Batched("there", 1, 3);
        return Mask.Of(shape, [.. draw.Labels("values", shape.ElementCount, 2).Select(static value => value == 1)]);
    }

    private static Pair<Tensor<double>, Pair<Tensor<float>, TensorTree<double>>> Three(Draw draw) =>
        (draw.Tensor<double>("first", draw.Batched("shape")), (draw.Tensor<float>("second", draw.Batched("other")), Tree(draw)));
}

public sealed class VectorSpacesObeyTheLaws
{
    public static TheoryData<string, string> Laws => Entry.LawsOf(VectorSpaceCatalogue.All);

    [Theory]
    [MemberData(nameof(Laws))]
    public void Exactly_on_round_numbers(string vectors, string law) => Entry.Check(VectorSpaceCatalogue.All, vectors, law);
}
