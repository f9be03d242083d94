using System.Collections.Immutable;
using System.Numerics;
using Functional.Laws;
using Functional.Properties.Catalogue;
using static Functional.Properties.Catalogue.Precision;
using static Functional.Properties.Layers.LayerEntry;
using Two = Functional.Pair<Functional.Tensor<double>, Functional.Tensor<double>>;
using TwoSingle = Functional.Pair<Functional.Tensor<float>, Functional.Tensor<float>>;

namespace Functional.Properties.Layers;

/// <summary>Combinators between pairs and trees, what glues them together, and what cuts samples and sums over them.</summary>
public static class PairCatalogue
{
    public static ImmutableArray<Entry> All { get; } =
    [
        Between(
            nameof(Layers<double>.Fork), "Fork(a, b)",
            static draw => One(draw, Forked<double>(draw)),
            static draw => OfTensor.To(OfPair, Forked<float>(draw))),
        Between(
            nameof(Layers<double>.Both), "Both(a, b)",
            static draw => Different(draw, TwoSided<double>(draw)),
            static draw => OfPair.To(OfPair, TwoSided<float>(draw))),
        Between(
            nameof(Layers<double>.OnFirst), "OnFirst(layer)",
            static draw => Different(draw, Layers<double>.OnFirst<Tensor<double>, Tensor<double>, Tensor<double>>(Encoder<double>(draw))),
            static draw => OfPair.To(OfPair, Layers<float>.OnFirst<Tensor<float>, Tensor<float>, Tensor<float>>(Encoder<float>(draw)))),
        Between(
            nameof(Layers<double>.OnSecond), "OnSecond(layer)",
            static draw => Different(draw, Layers<double>.OnSecond<Tensor<double>, Tensor<double>, Tensor<double>>(Encoder<double>(draw))),
            static draw => OfPair.To(OfPair, Layers<float>.OnSecond<Tensor<float>, Tensor<float>, Tensor<float>>(Encoder<float>(draw)))),
        Between(
            nameof(Layers<double>.First), "First()", static draw => Different(draw, Layers<double>.First<Tensor<double>, Tensor<double>>()),
            static _ => OfPair.To(OfTensor, Layers<float>.First<Tensor<float>, Tensor<float>>())),
        Between(
            nameof(Layers<double>.Second), "Second()", static draw => Different(draw, Layers<double>.Second<Tensor<double>, Tensor<double>>()),
            static _ => OfPair.To(OfTensor, Layers<float>.Second<Tensor<float>, Tensor<float>>())),
        Between(
            nameof(Layers<double>.Swap), "Swap()", static draw => Different(draw, Layers<double>.Swap<Tensor<double>, Tensor<double>>()),
            static _ => OfPair.To(OfPair, Layers<float>.Swap<Tensor<float>, Tensor<float>>())),
        Between(
            nameof(Layers<double>.Shared), "Shared(layer)", static draw => Alike(draw, Layers<double>.Shared(Encoder<double>(draw))),
            static draw => OfPair.To(OfPair, Layers<float>.Shared(Encoder<float>(draw)))),
        Between(
            nameof(Layers<double>.Multiply), "Multiply", static draw => Alike(draw, Layers<double>.Multiply), static _ => OfPair.To(OfTensor, Layers<float>.Multiply)),
        Between(
            nameof(Layers<double>.Add), "Add",
            static draw => Alike(draw, Layers<double>.Add),
            static _ => OfPair.To(OfTensor, Layers<float>.Add)),
        Between(
            nameof(Layers<double>.Split), "Split(axis, first)", static draw => Wide(draw, Layers<double>.Split(-1, draw.Size("first", 1, 2))),
            static draw => OfTensor.To(OfPair, Layers<float>.Split(-1, draw.Size("first", 1, 2)))),
        Between(
            nameof(Layers<double>.Heads), "Heads(a, b)",
            static draw => One(draw, Headed<double>(draw)),
            static draw => OfTensor.To(OfTree, Headed<float>(draw))),
        Between(
            nameof(Layers<double>.WeightedCosts), "WeightedCosts(a, b)",
            WeightedCosts,
            static draw => OfTree.To(OfTensor, Weighted<float>(draw))),
        Between(
            nameof(Layers<double>.ZeroState), "ZeroState(shapes)",
            static draw => One(draw, Layers<double>.ZeroState<Two>(StateOf(draw))),
            static draw => OfTensor.To(OfPair.With(OfTensor), Layers<float>.ZeroState<TwoSingle>(StateOf(draw)))),
        Between(
            nameof(Layers<double>.LearntState), "LearntState(shapes)",
            static draw => One(draw, Layers<double>.LearntState<Two>(StateOf(draw))),
            static draw => OfTensor.To(OfPair.With(OfTensor), Layers<float>.LearntState<TwoSingle>(StateOf(draw)))),
        Between(
            nameof(Layers<double>.Scan), "Scan(cell) of two states",
            TwoStates,
            static draw => OfPair.With(OfTensor).To(OfPair.With(OfTensor), ScanOfTwo<float>(draw))),
        Between(
            nameof(Layers<double>.MaskedScan), "MaskedScan(cell)", Masked,
            static draw => OfPair.With(OfTensor.With(OfMask)).To(OfPair.With(OfTensor), Layers<float>.MaskedScan(CellOfTwo<float>(draw)))),
        Between(
            nameof(Layers<double>.Pure), "Pure from indices",
            static draw => Looked<double>(draw),
            static draw => OfIndices.With(OfTensor).To(OfTensor, Looked<float>(draw).Item1)),
        Of(nameof(Layers<double>.Scan), "LearntState.Then(Scan(cell)).Then(Second)", LearntScan<double>, LearntScan<float>, Sequences),
        Of(nameof(Layers<double>.Tied), "Tied(network, places)", Tied<double>, Tied<float>),
        Of(
            nameof(Layers<double>.Skip), "Skip(layer)",
            static draw => Layers<double>.Skip(Encoder<double>(draw)),
            static draw => Layers<float>.Skip(Encoder<float>(draw))),
        Of(nameof(Layers<double>.Slice), "Slice(axis, start, length)", Slice<double>, Slice<float>, Sequences),
        Of(nameof(Layers<double>.Select), "Select(axis, index)", Select<double>, Select<float>, Sequences),
        Of(
            nameof(Layers<double>.MeanOver), "MeanOver(axes)",
            static draw => Layers<double>.MeanOver(Axes(draw)),
            static draw => Layers<float>.MeanOver(Axes(draw)), Sequences),
        Of(
            nameof(Layers<double>.SumOver), "SumOver(axes)",
            static draw => Layers<double>.SumOver(Axes(draw)),
            static draw => Layers<float>.SumOver(Axes(draw)), Sequences),
    ];

    private static Layer<T, Tensor<T>, Tensor<T>> Encoder<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Dense(draw.Size("units")).Then(Layers<T>.Dropout(0.2)).Then(Layers<T>.Tanh);

    private static Layer<T, Tensor<T>, Pair<Tensor<T>, Tensor<T>>> Forked<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Fork(
        Encoder<T>(draw), Layers<T>.Named("gate", Layers<T>.Dense(draw.Size("gates")).Then(Layers<T>.Sigmoid)));

    private static Layer<T, Pair<Tensor<T>, Tensor<T>>, Pair<Tensor<T>, Tensor<T>>> TwoSided<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Both(Layers<T>.Dense(draw.Size("left")), Encoder<T>(draw));

    private static Layer<T, Tensor<T>, TensorTree<T>> Headed<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> =>
        Layers<T>.Heads(("value", Layers<T>.Dense(draw.Size("values"))), ("kind", Encoder<T>(draw)));

    private static Layer<T, TensorTree<T>, Tensor<T>> Weighted<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T>
    {
        var targets = draw.Tensor<double>("targets", draw.Batched("values", 2, 2), -2, 2).Cast<T>();
        var scores = draw.Batched("scores", 2, 2);
        return Layers<T>.WeightedCosts(
            ("value", T.CreateChecked(0.5), Layers<T>.MeanSquaredError(targets)),
            ("kind", T.CreateChecked(2), Layers<T>.CrossEntropy(draw.Labels("labels", scores[0], scores[1]))));
    }

    private static (Layer<double, TensorTree<double>, Tensor<double>>, Shapes, TensorTree<double>) WeightedCosts(Draw draw)
    {
        var (values, scores) = (draw.Batched("values", 2, 2), draw.Batched("scores", 2, 2));
        return (
            Weighted<double>(draw),
            Shapes.Named(("value", values[1..]), ("kind", scores[1..])),
            TensorTree<double>.Of(("value", draw.Tensor<double>("value", values)), ("kind", draw.Tensor<double>("kind", scores))));
    }

    private static Shapes StateOf(Draw draw) => Shapes.Pair(Shape.Create(draw.Size("a")), Shape.Create(draw.Size("b"), 2));

    /// <summary>A cell with two states: both move with the input, and the output is a third.</summary>
    private static Layer<T, Pair<Pair<Tensor<T>, Tensor<T>>, Tensor<T>>, Pair<Pair<Tensor<T>, Tensor<T>>, Tensor<T>>> CellOfTwo<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T>
    {
        var (a, b) = (draw.Size("a"), draw.Size("b"));
        return Layers<T>.OnFirst<Pair<Tensor<T>, Tensor<T>>, Tensor<T>, Tensor<T>>(Layers<T>.Concatenate)
            .Then(Layers<T>.Concatenate)
            .Then(Layers<T>.Fork(
                Layers<T>.Fork(Layers<T>.Dense(a).Then(Layers<T>.Tanh), Layers<T>.Dense(b).Then(Layers<T>.Sigmoid)),
                Layers<T>.Dense(draw.Size("output"))));
    }

    private static Layer<T, Pair<Pair<Tensor<T>, Tensor<T>>, Tensor<T>>, Pair<Pair<Tensor<T>, Tensor<T>>, Tensor<T>>> ScanOfTwo<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Layers<T>.Scan(CellOfTwo<T>(draw));

    private static (Layer<double, Pair<Two, Tensor<double>>, Pair<Two, Tensor<double>>>, Shapes, Pair<Two, Tensor<double>>) TwoStates(Draw draw)
    {
        var x = draw.Batched("x", 3, 3);
        Shape a = [x[0], draw.Size("a")], b = [x[0], draw.Size("b")];
        return (
            ScanOfTwo<double>(draw),
            Shapes.Pair(Shapes.Pair(a[1..], b[1..]), x[1..]),
            ((draw.Tensor<double>("first", a), draw.Tensor<double>("second", b)), draw.Tensor<double>("input", x)));
    }

    private static (Layer<double, Pair<Two, Pair<Tensor<double>, Mask>>, Pair<Two, Tensor<double>>>, Shapes, Pair<Two, Pair<Tensor<double>, Mask>>) Masked(Draw draw)
    {
        var (_, shapes, (first, x)) = TwoStates(draw);
        var mask = Mask.OfLengths([.. draw.Labels("lengths", x.Shape[0], x.Shape[1] + 1)], x.Shape[1]);
        return (
            Layers<double>.MaskedScan(CellOfTwo<double>(draw)),
            Shapes.Pair(shapes.Both.First, Shapes.Pair(shapes.Both.Second, x.Shape[1..2])),
            (first, (x, mask)));
    }

    /// <summary>Rows of a table that indices choose, one for each sample.</summary>
    private static (Layer<T, Pair<Indices, Tensor<T>>, Tensor<T>>, Shapes, Pair<Indices, Tensor<T>>) Looked<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T>
    {
        var shape = draw.Batched("x", 2, 2);
        var layer = Layers<T>.Pure<Pair<Indices, Tensor<T>>, Tensor<T>>(
            "Chosen", static input => input.Both.Second, static x => (
                x.Second.TakeRows(x.First.Span),
                dy => (x.First.Zero, dy.AddRows([.. x.First.Span], x.Second.Shape[0]))));
        return (layer, Shapes.Pair([], shape[1..]), (Indices.Create(draw.Labels("places", shape[0], shape[0]).Span), draw.Tensor<T>("table", shape)));
    }

    private static Layer<T, Tensor<T>, Tensor<T>> LearntScan<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T>
    {
        var state = draw.Size("state", 1, 3);
        return Layers<T>.LearntState<Tensor<T>>(Shape.Create(state))
            .Then(Layers<T>.Scan(Cells.Of<T>(state, draw.Size("output", 1, 3))))
            .Then(Layers<T>.Second<Tensor<T>, Tensor<T>>());
    }

    private static Layer<T, Tensor<T>, Tensor<T>> Tied<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T>
    {
        var dense = Layers<T>.Dense(Features(draw));
        return Layers<T>.Tied(
            Layers<T>.Chain(dense, Layers<T>.Tanh, Layers<T>.Residual(Layers<T>.Named("inner", dense)), dense), "0", "2.inner", "3");
    }

    private static Layer<T, Tensor<T>, Tensor<T>> Slice<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T>
    {
        var (shape, axis) = (draw.Batched("shape", 3, 3), draw.Choice("axis", 2));
        var start = draw.Choice("start", shape[axis + 1]);
        return Layers<T>.Slice(draw.Coin("from the end") ? axis - 2 : axis, start, 1 + draw.Choice("length", shape[axis + 1] - start));
    }

    private static Layer<T, Tensor<T>, Tensor<T>> Select<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T>
    {
        var (shape, axis) = (draw.Batched("shape", 3, 3), draw.Choice("axis", 2));
        return Layers<T>.Select(axis, draw.Coin("last") ? -1 : draw.Choice("index", shape[axis + 1]));
    }

    private static int[] Axes(Draw draw) => ((int[][])[[], [0], [-1], [1, 0]])[draw.Choice("axes", 4)];

    private static (Layer<double, Tensor<double>, Y>, Shapes, Tensor<double>) One<Y>(Draw draw, Layer<double, Tensor<double>, Y> layer)
    {
        var x = Batch(draw);
        return (layer, x.Shape[1..], x);
    }

    /// <summary>A last axis of at least three places.</summary>
    private static (Layer<double, Tensor<double>, Y>, Shapes, Tensor<double>) Wide<Y>(Draw draw, Layer<double, Tensor<double>, Y> layer)
    {
        var shape = draw.Batched("shape", 2, 3);
        var x = draw.Tensor<double>("x", shape.With(-1, shape[^1] + 2));
        return (layer, x.Shape[1..], x);
    }

    /// <summary>Two tensors of one shape.</summary>
    private static (Layer<double, Two, Y>, Shapes, Two) Alike<Y>(Draw draw, Layer<double, Two, Y> layer)
    {
        var shape = draw.Batched("shape", 2, 3);
        return (layer, Shapes.Pair(shape[1..], shape[1..]), (draw.Tensor<double>("first", shape), draw.Tensor<double>("second", shape)));
    }

    /// <summary>Two tensors of different shapes.</summary>
    private static (Layer<double, Two, Y>, Shapes, Two) Different<Y>(Draw draw, Layer<double, Two, Y> layer)
    {
        var (one, other) = (draw.Batched("one", 2, 3), draw.Batched("other", 2, 3));
        var second = other.With(0, one[0]);
        return (layer, Shapes.Pair(one[1..], second[1..]), (draw.Tensor<double>("first", one), draw.Tensor<double>("second", second)));
    }
}

public sealed class PairsObeyTheLaws
{
    public static TheoryData<string, string> Laws => Entry.LawsOf(PairCatalogue.All);

    [Theory]
    [MemberData(nameof(Laws))]
    public void In_double_and_in_float(string layer, string law) => Entry.Check(PairCatalogue.All, layer, law);
}
