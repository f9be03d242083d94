using System.Collections.Immutable;
using Functional.Properties.Catalogue;
using static Functional.Properties.Layers.LayerEntry;

namespace Functional.Properties.Layers.Entries;

/// <summary>Activations.</summary>
public static class ActivationEntries
{
    public static ImmutableArray<Entry> All { get; } =
    [
        Of(nameof(Layers<double>.Relu), "Relu", static _ => Layers<double>.Relu, static _ => Layers<float>.Relu, AnyRank),
        Of(nameof(Layers<double>.Tanh), "Tanh", static _ => Layers<double>.Tanh, static _ => Layers<float>.Tanh, AnyRank),
        Of(nameof(Layers<double>.Sigmoid), "Sigmoid", static _ => Layers<double>.Sigmoid, static _ => Layers<float>.Sigmoid, AnyRank),
        Of(nameof(Layers<double>.Softmax), "Softmax", static _ => Layers<double>.Softmax, static _ => Layers<float>.Softmax),
        Of(nameof(Layers<double>.LogSoftmax), "LogSoftmax", static _ => Layers<double>.LogSoftmax, static _ => Layers<float>.LogSoftmax),
    ];
}
