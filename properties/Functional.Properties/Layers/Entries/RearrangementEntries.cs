using System.Collections.Immutable;
using System.Numerics;
using Functional.Laws;
using Functional.Properties.Catalogue;
using static Functional.Properties.Catalogue.Precision;
using static Functional.Properties.Layers.LayerEntry;
using Two = Functional.Pair<Functional.Tensor<double>, Functional.Tensor<double>>;

namespace Functional.Properties.Layers.Entries;

/// <summary>Layers that move elements.</summary>
public static class RearrangementEntries
{
    public static ImmutableArray<Entry> All { get; } =
    [
        Of(nameof(Layers<double>.Flatten), "Flatten", static _ => Layers<double>.Flatten, static _ => Layers<float>.Flatten, AnyRank),
        Of(nameof(Layers<double>.Reshape), "Reshape(shape)", Reshape<double>, Reshape<float>, Sequences),
        Between(nameof(Layers<double>.Duplicate), "Duplicate", Duplicate, static _ => OfTensor.To(OfPair, Layers<float>.Duplicate)),
        Between(nameof(Layers<double>.Concatenate), "Concatenate", Concatenate, static _ => OfPair.To(OfTensor, Layers<float>.Concatenate)),
    ];

    /// <summary>[batch, a, b] to [batch, b·a] or [batch, b, 1, a].</summary>
    private static Layer<T, Tensor<T>, Tensor<T>> Reshape<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T>
    {
        var shape = draw.Batched("shape", 3, 3);
        return Layers<T>.Reshape(draw.Coin("flat") ? [shape[2] * shape[1]] : [shape[2], 1, shape[1]]);
    }

    private static (Layer<double, Tensor<double>, Two> Layer, Shapes Sample, Tensor<double> Input) Duplicate(Draw draw)
    {
        var x = AnyRank(draw);
        return (Layers<double>.Duplicate, x.Shape[1..], x);
    }

    private static (Layer<double, Two, Tensor<double>> Layer, Shapes Sample, Two Input) Concatenate(Draw draw)
    {
        var outer = draw.Batched("outer", 1);
        Shape first = [.. outer, draw.Size("a")], second = [.. outer, draw.Size("b")];
        Two x = (draw.Tensor<double>("first", first), draw.Tensor<double>("second", second));
        return (Layers<double>.Concatenate, Shapes.Pair(first[1..], second[1..]), x);
    }
}
