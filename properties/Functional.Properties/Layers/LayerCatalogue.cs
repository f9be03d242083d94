using System.Collections.Immutable;
using System.Numerics;
using Functional.Laws;
using Functional.Properties.Catalogue;
using static Functional.Properties.Catalogue.Precision;
using static Functional.Properties.Layers.LayerEntry;
using Three = Functional.Pair<Functional.Tensor<double>, Functional.Pair<Functional.Tensor<double>, Functional.Tensor<double>>>;
using Two = Functional.Pair<Functional.Tensor<double>, Functional.Tensor<double>>;

namespace Functional.Properties.Layers;

/// <summary>Single layers. Those that need a mode are drawn in training and at inference.</summary>
public static class LayerCatalogue
{
    public static ImmutableArray<Entry> All { get; } =
    [
        Of(nameof(Layers<double>.Relu), "Relu", static _ => Layers<double>.Relu, static _ => Layers<float>.Relu, AnyRank),
        Of(nameof(Layers<double>.Tanh), "Tanh", static _ => Layers<double>.Tanh, static _ => Layers<float>.Tanh, AnyRank),
        Of(nameof(Layers<double>.Sigmoid), "Sigmoid", static _ => Layers<double>.Sigmoid, static _ => Layers<float>.Sigmoid, AnyRank),
        Of(nameof(Layers<double>.Softmax), "Softmax", static _ => Layers<double>.Softmax, static _ => Layers<float>.Softmax),
        Of(nameof(Layers<double>.LogSoftmax), "LogSoftmax", static _ => Layers<double>.LogSoftmax, static _ => Layers<float>.LogSoftmax),
        Of(nameof(Layers<double>.Dense), "Dense(units, bias, weights)", Dense<double>, Dense<float>, static draw => Batch(draw, 2, 4)),
        Of(nameof(Layers<double>.Dropout), "Dropout(rate)", Dropout<double>, Dropout<float>, AnyRank),
        Of(nameof(Layers<double>.BatchNorm), "BatchNorm(momentum, epsilon)", BatchNorm<double>, BatchNorm<float>, Rows),
        Of(nameof(Layers<double>.Flatten), "Flatten", static _ => Layers<double>.Flatten, static _ => Layers<float>.Flatten, AnyRank),
        Of(nameof(Layers<double>.Reshape), "Reshape(shape)", Reshape<double>, Reshape<float>, Sequences),
        Of(nameof(Layers<double>.Function), "Function(x => …)", static _ => Square<double>(), static _ => Square<float>(), AnyRank),
        Of(nameof(Layers<double>.Function), "Function((θ, x) => …)", static _ => Factors<double>(), static _ => Factors<float>()),
        Of(nameof(Layers<double>.Function), "Function(x => …) as it is written", static _ => Swish<double>(), static _ => Swish<float>(), AnyRank),
        Of(nameof(Layers<double>.Function), "Function((θ, x) => …) as it is written", static _ => Highway<double>(), static _ => Highway<float>()),
        Of(nameof(Layers<double>.Pure), "Pure(shapes, x => …)", static _ => Reversed<double>(), static _ => Reversed<float>()),
        Between(nameof(Layers<double>.Duplicate), "Duplicate", Duplicate, static _ => OfTensor.To(OfPair, Layers<float>.Duplicate)),
        Between(nameof(Layers<double>.Concatenate), "Concatenate", Concatenate, static _ => OfPair.To(OfTensor, Layers<float>.Concatenate)),
        Between(nameof(Layers<double>.Attention), "Attention", Attention, static _ => OfTensor.With(OfPair).To(OfTensor, Layers<float>.Attention)),
    ];

    /// <summary>Enough rows for a variance.</summary>
    private static Tensor<double> Rows(Draw draw)
    {
        var shape = draw.Batched("shape");
        return draw.Tensor<double>("x", shape.With(0, Math.Max(2, shape[0])));
    }

    private static Layer<T, Tensor<T>, Tensor<T>> Dense<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T>
    {
        WeightInitializer<T>[] initializers =
        [
            Initializers.GlorotUniform<T>(), Initializers.GlorotNormal<T>(), Initializers.HeUniform<T>(), Initializers.HeNormal<T>(),
            Initializers.LeCunUniform<T>(), Initializers.LeCunNormal<T>(), Initializers.Zero<T>(),
        ];
        var weights = draw.Coin("usual") ? null : initializers[draw.Choice("weights", initializers.Length)];
        return Layers<T>.Dense(draw.Size("units"), draw.Coin("bias"), weights);
    }

    private static Layer<T, Tensor<T>, Tensor<T>> Dropout<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Dropout(draw.Number("rate", 0, 0.9));

    /// <summary>An epsilon that is not tiny: the cases have equal rows, and differences near a variance of 0 say nothing.</summary>
    private static Layer<T, Tensor<T>, Tensor<T>> BatchNorm<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.BatchNorm(draw.Number("momentum", 0.05, 1), draw.Number("epsilon", 0.02, 0.5));

    /// <summary>[batch, a, b] to [batch, b·a] or [batch, b, 1, a].</summary>
    private static Layer<T, Tensor<T>, Tensor<T>> Reshape<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T>
    {
        var shape = draw.Batched("shape", 3, 3);
        return Layers<T>.Reshape(draw.Coin("flat") ? [shape[2] * shape[1]] : [shape[2], 1, shape[1]]);
    }

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

public sealed class LayersObeyTheLaws
{
    public static TheoryData<string, string> Laws => Entry.LawsOf(LayerCatalogue.All);

    [Theory]
    [MemberData(nameof(Laws))]
    public void In_double_and_in_float(string layer, string law) => Entry.Check(LayerCatalogue.All, layer, law);
}
