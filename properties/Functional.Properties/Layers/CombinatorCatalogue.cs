using System.Collections.Immutable;
using System.Numerics;
using Functional.Laws;
using Functional.Properties.Catalogue;
using static Functional.Properties.Layers.LayerEntry;

namespace Functional.Properties.Layers;

/// <summary>Layers made of layers, of every kind of inner one: with and without parameters, with a mode, nested, and used twice.</summary>
public static class CombinatorCatalogue
{
    public static ImmutableArray<Entry> All { get; } =
    [
        Of(nameof(Layers<double>.Identity), "Identity", static _ => Layers<double>.Identity, static _ => Layers<float>.Identity, AnyRank),
        Of(nameof(Layers<double>.Chain), "Chain()", static _ => Layers<double>.Chain(), static _ => Layers<float>.Chain()),
        Of(nameof(Layers<double>.Chain), "Chain(a, b, c, d)", ChainOfFour<double>, ChainOfFour<float>),
        Of(nameof(Layers<double>.Chain), "Chain(a, a)", TheSameTwice<double>, TheSameTwice<float>),
        Of(nameof(Layers<double>.Repeat), "Repeat(times, layer)", Repeat<double>, Repeat<float>),
        Of(nameof(Layers<double>.Named), "Named(label, layer)", Named<double>, Named<float>),
        Of(nameof(Layers<double>.Residual), "Residual(layer)", Residual<double>, Residual<float>),
        Of(nameof(Layers<double>.Residual), "Residual(Residual(layer))", ResidualInResidual<double>, ResidualInResidual<float>),
        Of(nameof(Layers<double>.Parallel), "Parallel(a, b, c)", Concatenated<double>, Concatenated<float>),
        Of(nameof(Layers<double>.Parallel), "Parallel(Merge.Sum, a, b, c)", Summed<double>, Summed<float>),
        Of(nameof(Layers<double>.Parallel), "Parallel(Merge.Concatenate, a)", One<double>, One<float>),
        Of(nameof(Layers<double>.Scan), "Scan(cell, state)", Scan<double>, Scan<float>, Sequences),
        Of(nameof(Layers<double>.Scan), "Scan(cell with dropout, state)", ScanWithDropout<double>, ScanWithDropout<float>, Sequences),
        Of(nameof(Layers<double>.Rematerialize), "Rematerialize(network)", Rematerialized<double>, Rematerialized<float>),
        Of(nameof(Layers<double>.Rematerialize), "Rematerialize(network, every)", RematerializedEvery<double>, RematerializedEvery<float>),
    ];

    private static Layer<T, Tensor<T>, Tensor<T>> Rematerialized<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Rematerialize(ChainOfFour<T>(draw));

    private static Layer<T, Tensor<T>, Tensor<T>> RematerializedEvery<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Rematerialize(ChainOfFour<T>(draw), draw.Size("every", 1, 3));

    private static Layer<T, Tensor<T>, Tensor<T>> ChainOfFour<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Chain(
        Layers<T>.Dense(draw.Size("hidden")),
        Layers<T>.Dropout(0.3),
        Layers<T>.Chain(Layers<T>.Tanh, Layers<T>.Dense(draw.Size("units"), bias: false)),
        Layers<T>.LogSoftmax);

    private static Layer<T, Tensor<T>, Tensor<T>> TheSameTwice<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T>
    {
        var dense = Layers<T>.Dense(Features(draw));
        return Layers<T>.Chain(dense, dense);
    }

    private static Layer<T, Tensor<T>, Tensor<T>> Repeat<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> =>
        Layers<T>.Repeat(draw.Size("times", 0, 3), Layers<T>.Chain(Layers<T>.Dense(Features(draw)), Layers<T>.Tanh));

    private static Layer<T, Tensor<T>, Tensor<T>> Named<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Chain(
        Layers<T>.Named("encoder", Layers<T>.Chain(Layers<T>.Dense(draw.Size("code")), Layers<T>.Tanh)),
        Layers<T>.Named("head", Layers<T>.Dense(draw.Size("units"))));

    private static Layer<T, Tensor<T>, Tensor<T>> Residual<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Residual(draw.Choice("body", 4) switch
        {
            0 => Layers<T>.Dense(Features(draw)),
            1 => Layers<T>.Chain(Layers<T>.Dense(Features(draw)), Layers<T>.Tanh),
            2 => Layers<T>.Dropout(0.5),
            _ => Layers<T>.Sigmoid,
        });

    private static Layer<T, Tensor<T>, Tensor<T>> ResidualInResidual<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Residual(Layers<T>.Residual(Layers<T>.Dense(Features(draw), draw.Coin("bias"))));

    private static Layer<T, Tensor<T>, Tensor<T>> Concatenated<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Parallel(
        Layers<T>.Dense(draw.Size("a")), Layers<T>.Sigmoid, Layers<T>.Chain(Layers<T>.Dense(draw.Size("b")), Layers<T>.Tanh));

    private static Layer<T, Tensor<T>, Tensor<T>> Summed<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T>
    {
        var units = draw.Size("units");
        var dense = Layers<T>.Dense(units);
        var chain = Layers<T>.Chain(Layers<T>.Dense(units, bias: false), Layers<T>.Softmax, Layers<T>.Dropout(0.2));
        return Layers<T>.Parallel(Merge.Sum, dense, dense, chain);
    }

    private static Layer<T, Tensor<T>, Tensor<T>> One<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Parallel(Merge.Concatenate, Layers<T>.Dense(draw.Size("units")));

    private static Layer<T, Tensor<T>, Tensor<T>> Scan<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Cells.Scan<T>(draw.Size("state", 1, 3), draw.Size("output", 1, 3));

    private static Layer<T, Tensor<T>, Tensor<T>> ScanWithDropout<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T>
    {
        var state = draw.Size("state", 1, 3);
        var cell = Layers<T>.Concatenate.Then(Layers<T>.Dense(state)).Then(Layers<T>.Dropout(0.3)).Then(Layers<T>.Tanh).Then(Layers<T>.Duplicate);
        return Layers<T>.Scan(cell, Shape.Create(state));
    }
}

public sealed class CombinatorsObeyTheLaws
{
    public static TheoryData<string, string> Laws => Entry.LawsOf(CombinatorCatalogue.All);

    [Theory]
    [MemberData(nameof(Laws))]
    public void In_double_and_in_float(string combinator, string law) => Entry.Check(CombinatorCatalogue.All, combinator, law);
}
