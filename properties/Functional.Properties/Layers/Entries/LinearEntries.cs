using System.Collections.Immutable;
using System.Numerics;
using Functional.Laws;
using Functional.Properties.Catalogue;
using static Functional.Properties.Layers.LayerEntry;

namespace Functional.Properties.Layers.Entries;

/// <summary>Layers that are linear in their input.</summary>
public static class LinearEntries
{
    public static ImmutableArray<Entry> All { get; } =
    [
        Of(nameof(Layers<double>.Dense), "Dense(units, bias, weights)", Dense<double>, Dense<float>, static draw => Batch(draw, 2, 4)),
    ];

    private static Layer<T, Tensor<T>, Tensor<T>> Dense<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T>
    {
        WeightInitializer<T>[] initializers =
        [
            Initializers.GlorotUniform<T>(), Initializers.GlorotNormal<T>(), Initializers.HeUniform<T>(), Initializers.HeNormal<T>(),
            Initializers.LeCunUniform<T>(), Initializers.LeCunNormal<T>(), Initializers.Zero<T>(),
            Initializers.VarianceScaling<T>(), Initializers.TruncatedNormal<T>(), Initializers.Orthogonal<T>(), Initializers.Sparse<T>(),
            Initializers.Identity<T>(), Initializers.Constant<T>(0.5),
        ];
        var weights = draw.Coin("usual") ? null : initializers[draw.Choice("weights", initializers.Length)];
        return Layers<T>.Dense(draw.Size("units"), draw.Coin("bias"), weights);
    }
}
