using System.Collections.Immutable;
using System.Numerics;
using Functional.Laws;
using Functional.Properties.Catalogue;
using Functional.Properties.Differentiation;

namespace Functional.Properties.Layers;

/// <summary>Composition between any types: a pair in the middle, one value used twice, and a layer after a plain function.</summary>
public static class CompositionCatalogue
{
    public static ImmutableArray<Entry> All { get; } =
    [
        LayerEntry.Of(nameof(Layer<double, object, object>.Then), "layer.Then(layer)", Pairwise<double>, Pairwise<float>),
        LayerEntry.Of(nameof(Layer<double, object, object>.Then), "layer.Then(attention)", SelfAttention<double>, SelfAttention<float>, LayerEntry.Sequences),
        FunctionEntry.Of(
            nameof(Composition.Then), "function.Then(layer)", Precision.OfTensor, Precision.OfTensor,
            FunctionThenLayer<double>, FunctionThenLayer<float>, static draw => Smooth.Vectors<double>(draw, "x", draw.Size("a"))),
    ];

    private static Layer<T, Tensor<T>, Tensor<T>> Pairwise<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> =>
        Layers<T>.Duplicate.Then(Layers<T>.Concatenate)
            .Then(Layers<T>.Dense(draw.Size("units")).Then(Layers<T>.Dropout(0.2)))
            .Then(Layers<T>.Sigmoid);

    /// <summary>One value as queries, keys and values: three uses, whose cotangents add.</summary>
    private static Layer<T, Tensor<T>, Tensor<T>> SelfAttention<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Dense(draw.Size("units"))
        .Then(Layers<T>.Pure<Tensor<T>, Pair<Tensor<T>, Pair<Tensor<T>, Tensor<T>>>>(
            "Thrice",
            static input => Shapes.Pair(input, Shapes.Pair(input, input)),
            static x => ((x, (x, x)), static d => d.First + d.Second.First + d.Second.Second)))
        .Then(Layers<T>.Attention);

    private static Differentiable<Tensor<T>, Tensor<T>> FunctionThenLayer<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T>
    {
        var classes = draw.Size("classes");
        return Smooth.Map<T>(draw, "f", draw.Size("a"), classes).Then(Layers<T>.CrossEntropy(draw.Labels("labels", draw.Batch(), classes)));
    }
}

public sealed class CompositionsObeyTheLaws
{
    public static TheoryData<string, string> Laws => Entry.LawsOf(CompositionCatalogue.All);

    [Theory]
    [MemberData(nameof(Laws))]
    public void In_double_and_in_float(string composition, string law) => Entry.Check(CompositionCatalogue.All, composition, law);
}
