using System.Collections.Immutable;
using Functional.Laws;
using Functional.Properties.Catalogue;
using static Functional.Properties.Catalogue.Precision;
using static Functional.Properties.Layers.LayerEntry;
using Three = Functional.Pair<Functional.Tensor<double>, Functional.Pair<Functional.Tensor<double>, Functional.Tensor<double>>>;

namespace Functional.Properties.Layers.Entries;

/// <summary>Attention.</summary>
public static class AttentionEntries
{
    public static ImmutableArray<Entry> All { get; } =
    [
        Between(nameof(Layers<double>.Attention), "Attention", Attention, static _ => OfTensor.With(OfPair).To(OfTensor, Layers<float>.Attention)),
    ];

    /// <summary>Queries, keys and values of their own, of matrices and of batches of them.</summary>
    private static (Layer<double, Three, Tensor<double>> Layer, Shapes Sample, Three Input) Attention(Draw draw)
    {
        var outer = draw.Batched("outer", 1, 2);
        var (n, m, d, e) = (draw.Size("n"), draw.Size("m"), draw.Size("d"), draw.Size("e"));
        Shape queries = [.. outer, n, d], keys = [.. outer, m, d], values = [.. outer, m, e];
        return (
            Layers<double>.Attention,
            Shapes.Pair(queries[1..], Shapes.Pair(keys[1..], values[1..])),
            (draw.Tensor<double>("q", queries), (draw.Tensor<double>("k", keys), draw.Tensor<double>("v", values))));
    }
}
