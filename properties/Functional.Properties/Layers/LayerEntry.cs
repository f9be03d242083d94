using System.Numerics;
using Functional.Laws;
using Functional.Properties.Catalogue;

namespace Functional.Properties.Layers;

/// <summary>The same layer for the same draw, at either element type.</summary>
public delegate Layer<T, Tensor<T>, Tensor<T>> DrawnLayer<T>(Draw draw)
    where T : struct, IFloatingPointIeee754<T>;

/// <summary>Entries of layers, and what is drawn for several of them.</summary>
internal static class LayerEntry
{
    /// <summary>Layers between tensors, on the batches of <see cref="Batch(Draw)"/> where no others are given.</summary>
    public static Entry Of(
        string member, string use, DrawnLayer<double> layer, DrawnLayer<float> inSingle, Func<Draw, Tensor<double>>? inputs = null) =>
        new(member, LayerLaws.For(
            use,
            draw =>
            {
                var x = (inputs ?? Batch)(draw);
                return (layer(draw), (Shapes)x.Shape[1..], x);
            },
            draw => Twin.Of(inSingle(draw))))
        {
            InSingle = factor => LayerLaws.For(use, draw =>
            {
                var x = (inputs ?? Batch)(draw).Cast<float>();
                return (factor == 1 ? inSingle(draw) : OffBy(factor, inSingle(draw)), (Shapes)x.Shape[1..], x);
            }),
        };

    /// <summary>The same layer, but for the cotangents that its pullback gives: they are off by a factor.</summary>
    private static Layer<float, Tensor<float>, Tensor<float>> OffBy(float factor, Layer<float, Tensor<float>, Tensor<float>> layer) => new(
        layer.Name,
        layer.Initialize,
        (parameters, x, context) =>
        {
            var (y, back, state) = layer.Forward(parameters, x, context);
            return new(y, dy => back(dy) is var cotangents ? new(() => cotangents.Parameters.Scale(factor), () => cotangents.Input * factor) : default!, state);
        });

    /// <summary>Layers between other types. Which sample of a pair is which, a law about batches cannot know: it is left out.</summary>
    public static Entry Between<X, Y>(string member, string use, Func<Draw, (Layer<double, X, Y>, Shapes, X)> drawn, Func<Draw, Twin<X, Y>> inSingle)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => new(member, LayerLaws.For(use, drawn, inSingle).Without("batch additivity"));

    /// <summary>A batch of vectors or of sequences of them; now and then without a sample.</summary>
    public static Tensor<double> Batch(Draw draw) => Batch(draw, 2, 3);

    /// <summary>A batch of some ranks; now and then without a sample.</summary>
    public static Tensor<double> Batch(Draw draw, int lowestRank, int highestRank)
    {
        var shape = draw.Batched("shape", lowestRank, highestRank);
        return draw.Tensor<double>("x", draw.Choice("empty", 16) == 0 ? shape.With(0, 0) : shape);
    }

    /// <summary>A batch of numbers, of vectors or of sequences of them.</summary>
    public static Tensor<double> AnyRank(Draw draw) => Batch(draw, 1, 3);

    /// <summary>A batch of sequences of vectors.</summary>
    public static Tensor<double> Sequences(Draw draw) => Batch(draw, 3, 3);

    /// <summary>How many features the vectors of <see cref="Batch(Draw)"/> have.</summary>
    public static int Features(Draw draw) => draw.Batched("shape")[^1];
}
