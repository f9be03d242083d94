using System.Collections.Immutable;
using System.Numerics;
using Functional.Laws;
using Functional.Properties.Catalogue;
using static Functional.Properties.Catalogue.Precision;
using static Functional.Properties.Layers.LayerEntry;
using One = Functional.Tensor<double>;
using Two = Functional.Pair<Functional.Tensor<double>, Functional.Tensor<double>>;
using TwoSingle = Functional.Pair<Functional.Tensor<float>, Functional.Tensor<float>>;

namespace Functional.Properties.Layers.Entries;

/// <summary>Recurrent layers and cells: from zeros, from given states, over sequences of different lengths, in both directions, one over another.</summary>
public static class RecurrentEntries
{
    public static ImmutableArray<Entry> All { get; } =
    [
        Of(nameof(Layers<double>.Rnn), "Rnn(units, …)", Rnn<double>, Rnn<float>, Sequences),
        Of(nameof(Layers<double>.Gru), "Gru(units, …)", Gru<double>, Gru<float>, Sequences),
        Of(nameof(Layers<double>.Lstm), "Lstm(units, …)", Lstm<double>, Lstm<float>, Sequences),
        Of(
            nameof(Layers<double>.MinimalGatedUnit), "MinimalGatedUnit(units, …)",
            static draw => Layers<double>.MinimalGatedUnit(Units(draw), draw.Coin("bias"), Rate(draw)),
            static draw => Layers<float>.MinimalGatedUnit(Units(draw), draw.Coin("bias"), Rate(draw)), Sequences),
        Of(
            nameof(Layers<double>.VariationalDropout), "VariationalDropout(rate)",
            static draw => Layers<double>.VariationalDropout(draw.Number("rate", 0, 0.6)),
            static draw => Layers<float>.VariationalDropout(draw.Number("rate", 0, 0.6)), static draw => Batch(draw, 2, 4)),
        Of(nameof(Layers<double>.Bidirectional), "Bidirectional(a, b)", Bidirectional<double>, Bidirectional<float>, Sequences),
        OfOne(nameof(Layers<double>.RnnCell), "RnnCell(units, …)", RnnCell<double>, RnnCell<float>, Step),
        OfOne(nameof(Layers<double>.GruCell), "GruCell(units, …)", GruCell<double>, GruCell<float>, Step),
        OfOne(nameof(Layers<double>.MinimalGatedUnitCell), "MinimalGatedUnitCell(units, …)", MinimalCell<double>, MinimalCell<float>, Step),
        Between(
            nameof(Layers<double>.LstmCell), "LstmCell(units, …)",
            static draw => WithTwo(draw, LstmCell<double>(draw), Step(draw)),
            static draw => OfPair.With(OfTensor).To(OfPair.With(OfTensor), LstmCell<float>(draw))),
        OfOne(nameof(Layers<double>.Scan), "Scan(RnnCell)", static draw => Layers<double>.Scan(RnnCell<double>(draw)), static draw => Layers<float>.Scan(RnnCell<float>(draw)), Longer),
        OfOne(nameof(Layers<double>.Scan), "Scan(GruCell)", static draw => Layers<double>.Scan(GruCell<double>(draw)), static draw => Layers<float>.Scan(GruCell<float>(draw)), Longer),
        Between(
            nameof(Layers<double>.Scan), "Scan(LstmCell)",
            static draw => WithTwo(draw, Layers<double>.Scan(LstmCell<double>(draw)), Longer(draw)),
            static draw => OfPair.With(OfTensor).To(OfPair.With(OfTensor), Layers<float>.Scan(LstmCell<float>(draw)))),
        Between(
            nameof(Layers<double>.MaskedScan), "MaskedScan(RnnCell)",
            static draw => Masked(draw, Layers<double>.MaskedScan(RnnCell<double>(draw)), StateOfOne(draw)),
            static draw => OfTensor.With(OfTensor.With(OfMask)).To(OfPair, Layers<float>.MaskedScan(RnnCell<float>(draw)))),
        Between(
            nameof(Layers<double>.MaskedScan), "MaskedScan(GruCell)",
            static draw => Masked(draw, Layers<double>.MaskedScan(GruCell<double>(draw)), StateOfOne(draw)),
            static draw => OfTensor.With(OfTensor.With(OfMask)).To(OfPair, Layers<float>.MaskedScan(GruCell<float>(draw)))),
        Between(
            nameof(Layers<double>.MaskedScan), "MaskedScan(LstmCell)",
            static draw => Masked(draw, Layers<double>.MaskedScan(LstmCell<double>(draw)), StateOfTwo(draw)),
            static draw => OfPair.With(OfTensor.With(OfMask)).To(OfPair.With(OfTensor), Layers<float>.MaskedScan(LstmCell<float>(draw)))),
        Between(
            nameof(Layers<double>.MaskedScan), "MaskedScan(LstmCell, state)",
            static draw => Lengths(draw, Layers<double>.MaskedScan(LstmCell<double>(draw), ShapesOfTwo(draw))),
            static draw => OfTensor.With(OfMask).To(OfTensor, Layers<float>.MaskedScan(LstmCell<float>(draw), ShapesOfTwo(draw)))),
        Between(
            nameof(Layers<double>.Bidirectional), "Bidirectional(MaskedScan(GruCell, state), …)",
            static draw => Lengths(draw, BothWaysFromZero<double>(draw)),
            static draw => OfTensor.With(OfMask).To(OfTensor, BothWaysFromZero<float>(draw))),
        Between(
            nameof(Layers<double>.Bidirectional), "Bidirectional(Scan(RnnCell), …)",
            static draw => Given(
                draw, Layers<double>.Bidirectional(Layers<double>.Scan(RnnCell<double>(draw)), Layers<double>.Scan(Cells.Of<double>(Units(draw), 2))),
                StateOfOne(draw, "ahead"), StateOfOne(draw, "back")),
            static draw => OfPair.With(OfTensor).To(
                OfPair.With(OfTensor), Layers<float>.Bidirectional(Layers<float>.Scan(RnnCell<float>(draw)), Layers<float>.Scan(Cells.Of<float>(Units(draw), 2))))),
        Between(
            nameof(Layers<double>.Bidirectional), "Bidirectional(MaskedScan(LstmCell), …)",
            static draw => Masked(
                draw, Layers<double>.Bidirectional(Layers<double>.MaskedScan(LstmCell<double>(draw)), Layers<double>.MaskedScan(LstmCell<double>(draw))),
                Pairs(StateOfTwo(draw, "ahead"), StateOfTwo(draw, "back"))),
            static draw => OfPair.With(OfPair).With(OfTensor.With(OfMask)).To(
                OfPair.With(OfPair).With(OfTensor),
                Layers<float>.Bidirectional(Layers<float>.MaskedScan(LstmCell<float>(draw)), Layers<float>.MaskedScan(LstmCell<float>(draw))))),
        Between(
            nameof(Layers<double>.Stacked), "Stacked(Scan(GruCell), Scan(cell))",
            static draw => Given(
                draw, Layers<double>.Stacked(Layers<double>.Scan(GruCell<double>(draw)), Layers<double>.Scan(Cells.Of<double>(3, 2))),
                StateOfOne(draw), (Rows(draw, "upper", 3), Shape.Create(3))),
            static draw => OfPair.With(OfTensor).To(
                OfPair.With(OfTensor), Layers<float>.Stacked(Layers<float>.Scan(GruCell<float>(draw)), Layers<float>.Scan(Cells.Of<float>(3, 2))))),
        Between(
            nameof(Layers<double>.Scan), "Scan(Stacked(RnnCell, cell))",
            static draw => Given(
                draw, Layers<double>.Scan(Layers<double>.Stacked(RnnCell<double>(draw), Cells.Of<double>(3, 2))), StateOfOne(draw), (Rows(draw, "upper", 3), Shape.Create(3))),
            static draw => OfPair.With(OfTensor).To(OfPair.With(OfTensor), Layers<float>.Scan(Layers<float>.Stacked(RnnCell<float>(draw), Cells.Of<float>(3, 2))))),
        Between(
            nameof(Layers<double>.Stacked), "Stacked(MaskedScan(LstmCell), MaskedScan(cell))",
            static draw => Masked(
                draw, Layers<double>.Stacked(Layers<double>.MaskedScan(LstmCell<double>(draw)), Layers<double>.MaskedScan(Cells.Of<double>(3, 2))),
                Pairs(StateOfTwo(draw), (Rows(draw, "upper", 3), Shape.Create(3)))),
            static draw => OfPair.With(OfTensor).With(OfTensor.With(OfMask)).To(
                OfPair.With(OfTensor).With(OfTensor),
                Layers<float>.Stacked(Layers<float>.MaskedScan(LstmCell<float>(draw)), Layers<float>.MaskedScan(Cells.Of<float>(3, 2))))),
    ];

    private static int Units(Draw draw) => draw.Size("units", 1, 3);

    private static double Rate(Draw draw) => draw.Coin("dropout") ? draw.Number("rate", 0.05, 0.6) : 0;

    private static int? Projection(Draw draw) => draw.Coin("projects") ? draw.Size("projection", 1, 3) : null;

    private static Layer<T, Tensor<T>, Tensor<T>>? Activation<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => draw.Choice("activation", 3) switch { 0 => Layers<T>.Relu, 1 => Layers<T>.Sigmoid, _ => null };

    private static Layer<T, Tensor<T>, Tensor<T>> Rnn<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> =>
        Layers<T>.Rnn(Units(draw), Activation<T>(draw), draw.Coin("bias"), Rate(draw), Initializers.LeCunNormal<T>(), Initializers.LeCunUniform<T>());

    private static Layer<T, Tensor<T>, Tensor<T>> Gru<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Gru(Units(draw), draw.Coin("after"), draw.Coin("bias"), Rate(draw));

    private static Layer<T, Tensor<T>, Tensor<T>> Lstm<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> =>
        Layers<T>.Lstm(Units(draw), Projection(draw), draw.Coin("peephole"), draw.Coin("bias"), Rate(draw));

    private static Layer<T, Tensor<T>, Tensor<T>> Bidirectional<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Bidirectional(draw.Coin("first") ? Rnn<T>(draw) : Gru<T>(draw), Lstm<T>(draw));

    private static Layer<T, Pair<Tensor<T>, Tensor<T>>, Pair<Tensor<T>, Tensor<T>>> RnnCell<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.RnnCell(Units(draw), Activation<T>(draw), draw.Coin("bias"), Rate(draw));

    private static Layer<T, Pair<Tensor<T>, Tensor<T>>, Pair<Tensor<T>, Tensor<T>>> GruCell<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.GruCell(Units(draw), draw.Coin("after"), draw.Coin("bias"), Rate(draw));

    private static Layer<T, Pair<Tensor<T>, Tensor<T>>, Pair<Tensor<T>, Tensor<T>>> MinimalCell<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.MinimalGatedUnitCell(Units(draw), draw.Coin("bias"), Rate(draw));

    private static Layer<T, Pair<Pair<Tensor<T>, Tensor<T>>, Tensor<T>>, Pair<Pair<Tensor<T>, Tensor<T>>, Tensor<T>>> LstmCell<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> =>
        Layers<T>.LstmCell(Units(draw), Projection(draw), draw.Coin("peephole"), draw.Coin("bias"), Rate(draw));

    private static Layer<T, Pair<Tensor<T>, Mask>, Tensor<T>> BothWaysFromZero<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T>
    {
        var scan = Layers<T>.MaskedScan(GruCell<T>(draw), Shape.Create(Units(draw)));
        return Layers<T>.Bidirectional(scan, scan);
    }

    /// <summary>What a cell with one tensor as state is given: one step of the input.</summary>
    private static One Step(Draw draw) => draw.Tensor<double>("x", [draw.Batch(), draw.Size("features", 1, 3)]);

    /// <summary>A batch of sequences.</summary>
    private static One Longer(Draw draw) => draw.Tensor<double>("x", [draw.Batch(), draw.Size("steps", 1, 4), draw.Size("features", 1, 3)]);

    private static One Rows(Draw draw, string name, int width) => draw.Tensor<double>(name, [draw.Batch(), width], -1.5, 1.5);

    private static (One State, Shapes Shapes) StateOfOne(Draw draw, string name = "state") => (Rows(draw, name, Units(draw)), Shape.Create(Units(draw)));

    private static Shapes ShapesOfTwo(Draw draw) => Shapes.Pair(Shape.Create(Projection(draw) ?? Units(draw)), Shape.Create(Units(draw)));

    private static (Two State, Shapes Shapes) StateOfTwo(Draw draw, string name = "state") =>
        ((Rows(draw, name + " h", Projection(draw) ?? Units(draw)), Rows(draw, name + " c", Units(draw))), ShapesOfTwo(draw));

    private static (Pair<C, D> State, Shapes Shapes) Pairs<C, D>((C State, Shapes Shapes) one, (D State, Shapes Shapes) other)
        where C : IVectorSpace<C>
        where D : IVectorSpace<D> => ((one.State, other.State), Shapes.Pair(one.Shapes, other.Shapes));

    private static Entry OfOne(
        string member, string use, Func<Draw, Layer<double, Two, Two>> layer, Func<Draw, Layer<float, TwoSingle, TwoSingle>> inSingle, Func<Draw, One> inputs) =>
        Between<Two, Two>(
            member, use,
            draw => StateOfOne(draw) is var (state, shapes) && inputs(draw) is var x ? (layer(draw), Shapes.Pair(shapes, x.Shape[1..]), (state, x)) : default,
            draw => OfPair.To(OfPair, inSingle(draw)));

    private static (Layer<double, Pair<Two, One>, Pair<Two, One>>, Shapes, Pair<Two, One>) WithTwo(Draw draw, Layer<double, Pair<Two, One>, Pair<Two, One>> layer, One x)
    {
        var (state, shapes) = StateOfTwo(draw);
        return (layer, Shapes.Pair(shapes, x.Shape[1..]), (state, x));
    }

    private static (Layer<double, Pair<Pair<C, D>, One>, Pair<Pair<C, D>, One>>, Shapes, Pair<Pair<C, D>, One>) Given<C, D>(
        Draw draw, Layer<double, Pair<Pair<C, D>, One>, Pair<Pair<C, D>, One>> layer, (C State, Shapes Shapes) one, (D State, Shapes Shapes) other)
        where C : IVectorSpace<C>
        where D : IVectorSpace<D>
    {
        var ((state, shapes), x) = (Pairs(one, other), Longer(draw));
        return (layer, Shapes.Pair(shapes, x.Shape[1..]), (state, x));
    }

    private static (Layer<double, Pair<C, Pair<One, Mask>>, Pair<C, One>>, Shapes, Pair<C, Pair<One, Mask>>) Masked<C>(
        Draw draw, Layer<double, Pair<C, Pair<One, Mask>>, Pair<C, One>> layer, (C State, Shapes Shapes) state)
        where C : IVectorSpace<C>
    {
        var x = Longer(draw);
        return (layer, Shapes.Pair(state.Shapes, Shapes.Pair(x.Shape[1..], x.Shape[1..2])), (state.State, (x, MaskOf(draw, x))));
    }

    private static (Layer<double, Pair<One, Mask>, One>, Shapes, Pair<One, Mask>) Lengths(Draw draw, Layer<double, Pair<One, Mask>, One> layer)
    {
        var x = Longer(draw);
        return (layer, Shapes.Pair(x.Shape[1..], x.Shape[1..2]), (x, MaskOf(draw, x)));
    }

    /// <summary>Lengths, and now and then holes.</summary>
    private static Mask MaskOf(Draw draw, One x) => draw.Coin("holes")
        ? Mask.Of(x.Shape[..2], [.. Enumerable.Range(0, x.Shape[0] * x.Shape[1]).Select(place => draw.Coin($"there {place}"))])
        : Mask.OfLengths([.. draw.Labels("lengths", x.Shape[0], x.Shape[1] + 1)], x.Shape[1]);
}
