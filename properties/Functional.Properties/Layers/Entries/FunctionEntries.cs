using System.Collections.Immutable;
using System.Numerics;
using Functional.Properties.Catalogue;
using static Functional.Properties.Layers.LayerEntry;

namespace Functional.Properties.Layers.Entries;

/// <summary>Layers that are functions of a user.</summary>
public static class FunctionEntries
{
    public static ImmutableArray<Entry> All { get; } =
    [
        Of(nameof(Layers<double>.Function), "Function(x => …)", static _ => Square<double>(), static _ => Square<float>(), AnyRank),
        Of(nameof(Layers<double>.Function), "Function((θ, x) => …)", static _ => Factors<double>(), static _ => Factors<float>()),
        Of(nameof(Layers<double>.Function), "Function(x => …) as it is written", static _ => Swish<double>(), static _ => Swish<float>(), AnyRank),
        Of(nameof(Layers<double>.Function), "Function((θ, x) => …) as it is written", static _ => Highway<double>(), static _ => Highway<float>()),
        Of(nameof(Layers<double>.Pure), "Pure(shapes, x => …)", static _ => Reversed<double>(), static _ => Reversed<float>()),
    ];

    private static Layer<T, Tensor<T>, Tensor<T>> Square<T>()
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Function("Square", static x => (x * x, dy => (x + x) * dy));

    private static Layer<T, Tensor<T>, Tensor<T>> Factors<T>()
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Function(
        "Factors",
        static (key, shape) => TensorTree<T>.Of(("factor", key.Normal<T>(shape))),
        static (theta, x) => (x * theta["factor"], dy => new(
            () => TensorTree<T>.Of(("factor", (x * dy).SumTo(theta["factor"].Shape))),
            () => theta["factor"] * dy)));

    private static Layer<T, Tensor<T>, Tensor<T>> Swish<T>()
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Function("Swish", static x => x * x.Sigmoid());

    private static Layer<T, Tensor<T>, Tensor<T>> Highway<T>()
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Function(
        "Highway",
        static (key, shape) => TensorTree<T>.Of(("gate", key.Split("gate").Normal<T>(shape)), ("gain", key.Split("gain").Normal<T>(shape))),
        static (theta, x) => (x * theta["gate"]).Sigmoid() is var gate ? gate * (x * theta["gain"]).Tanh() + (T.One - gate) * x : x);

    /// <summary>x ↦ 1 − x.</summary>
    private static Layer<T, Tensor<T>, Tensor<T>> Reversed<T>()
        where T : struct, IFloatingPointIeee754<T> =>
        Layers<T>.Pure<Tensor<T>, Tensor<T>>("Reversed", static shapes => shapes, static x => (T.One - x, static dy => -dy));
}
