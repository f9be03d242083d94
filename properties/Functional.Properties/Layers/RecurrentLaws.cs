using Functional.Laws;
using Two = Functional.Pair<Functional.Tensor<double>, Functional.Tensor<double>>;
using V = Functional.Tensor<double>;

namespace Functional.Properties.Layers;

/// <summary>Recurrent layers beside their cells, step after step and chunk by chunk.</summary>
public sealed class RecurrentLaws
{
    private const double Rounding = 1e-12;

    [Law(60)]
    public void A_sequence_at_once_is_its_cell_step_after_step(Draw draw)
    {
        var (c, x, mask) = Case(draw, out var cell);
        var (theta, context) = Start(draw, cell, x);
        Near(draw, Layers<double>.MaskedScan(cell), Layers<double>.MaskedScan(Plain(cell)), theta, (c, (x, mask)), context);
        Near(draw, Layers<double>.Scan(cell), Layers<double>.Scan(Plain(cell)), theta, (c, x), context);
    }

    [Law(60)]
    public void A_sequence_of_one_tensor_as_state_at_once_is_its_cell_step_after_step(Draw draw)
    {
        var cell = One(draw);
        var x = Sequence(draw);
        var first = draw.Tensor<double>("h", [x.Shape[0], Units(draw)], -1.5, 1.5);
        var theta = draw.Leaves("parameters", Layers<double>.Scan(cell).Initialize(draw.Key, Shapes.Pair([Units(draw)], x.Shape[1..])).Parameters);
        var context = Context<double>.Training(draw.Key.Split("dropout"));
        Near(draw, Layers<double>.MaskedScan(cell), Layers<double>.MaskedScan(Plain(cell)), theta, (first, (x, MaskOf(draw, x))), context);
        Near(draw, Layers<double>.Scan(cell), Layers<double>.Scan(Plain(cell)), theta, (first, x), context);
    }

    /// <summary>Bitwise: how many steps there are changes none of them.</summary>
    [Law(60)]
    public void Chunks_of_a_sequence_give_what_the_whole_gives(Draw draw)
    {
        var (c, x, mask) = Case(draw, out var cell);
        var (theta, context) = Start(draw, cell, x);
        var scan = Layers<double>.MaskedScan(cell).At(theta, context);
        var cut = draw.Choice("cut", x.Shape[1] - 1) + 1;

        var (last, whole) = scan((c, (x, mask))).Output;
        var (middle, one) = scan((c, (x.Slice(1, 0, cut), Part(mask, 0, cut)))).Output;
        var (end, other) = scan((middle, (x.Slice(1, cut, x.Shape[1] - cut), Part(mask, cut, x.Shape[1] - cut)))).Output;

        Assert.Equal(whole, Tensor.Concatenate(1, one, other));
        Assert.Equal(last, end);
    }

    /// <summary>Bitwise: whatever stands where a step is not there, and whatever other sequences there are.</summary>
    [Law(60)]
    public void A_sequence_in_a_batch_with_a_mask_is_the_sequence_alone(Draw draw)
    {
        var (c, x, _) = Case(draw, out var cell);
        if (((LstmCellLink<double>)cell.Links[0]).Peephole)
            cell = new(((LstmCellLink<double>)cell.Links[0]) with { Peephole = false });         // step after step a product of one row may be rounded otherwise
        var (theta, _) = Start(draw, cell, x);
        var lengths = draw.Labels("lengths", x.Shape[0], x.Shape[1] + 1).ToArray();
        var mask = Mask.OfLengths(lengths, x.Shape[1]);
        var each = x.Shape[2];
        var spoilt = Tensor.Generate(x.Shape, (int i) => mask.Span[i / each] ? x.Span[i] : double.NaN);

        var (y, back) = Layers<double>.MaskedScan(cell).In()((theta, (c, (spoilt, mask))));
        var (dlast, dy) = draw.Key.Split("d") is var key ? ((key.Split("h").Normal<double>(y.First.First.Shape), key.Split("c").Normal<double>(y.First.Second.Shape)), key.Normal<double>(y.Second.Shape)) : default;
        var d = back(((dlast.Item1, dlast.Item2), dy));
        for (var row = 0; row < x.Shape[0]; row++)
        {
            var length = lengths[row];
            Two first = (c.First.TakeRows(row), c.Second.TakeRows(row));
            if (length == 0)
            {
                Assert.Equal(first.First, y.First.First.TakeRows(row));
                Assert.Equal(dlast.Item2.TakeRows(row), d.Second.First.Second.TakeRows(row));
                continue;
            }
            var (alone, aloneBack) = Layers<double>.Scan(cell).In()((theta, (first, x.TakeRows(row).Slice(1, 0, length))));
            Assert.Equal(alone.First.First, y.First.First.TakeRows(row));
            Assert.Equal(alone.First.Second, y.First.Second.TakeRows(row));
            Assert.Equal(alone.Second, y.Second.TakeRows(row).Slice(1, 0, length));
            var dAlone = aloneBack(((dlast.Item1.TakeRows(row), dlast.Item2.TakeRows(row)), dy.TakeRows(row).Slice(1, 0, length)));
            Assert.Equal(dAlone.Second.First.Second, d.Second.First.Second.TakeRows(row));
            Assert.Equal(dAlone.Second.First.First, d.Second.First.First.TakeRows(row));
        }
        Assert.True(d.First.IsFinite);
    }

    [Law(30)]
    public void Any_number_of_threads_gives_the_same_bits(Draw draw)
    {
        var cell = Layers<float>.LstmCell(draw.Size("units", 30, 70), draw.Coin("projects") ? draw.Size("projection", 1, 40) : null);
        var (batch, features) = (draw.Size("batch", 1, 40), draw.Size("features", 1, 40));
        var scan = Layers<float>.Scan(cell);
        var state = TestState(cell, batch, draw.Key);
        var x = draw.Key.Normal<float>([batch, 9, features]);
        var theta = scan.Initialize(draw.Key, Shapes.Pair(Shapes.Pair(state.First.Shape[1..], state.Second.Shape[1..]), x.Shape[1..])).Parameters;
        Pair<TensorTree<float>, Pair<Pair<Tensor<float>, Tensor<float>>, Tensor<float>>> input = (theta, (state, x));

        (Tensor<float>, TensorTree<float>, Tensor<float>) With(int threads) => Threads.AtMost(threads, () =>
        {
            var (y, back) = scan.In()(input);
            var d = back(((state.First, state.Second), draw.Key.Split("dy").Normal<float>(y.Second.Shape)));
            return (y.Second, d.First, d.Second.Second);
        });

        var one = With(1);
        Assert.Equal(one, With(2));
        Assert.Equal(one, With(3));
        Assert.Equal(one, With(7));
    }

    private static Pair<Tensor<float>, Tensor<float>> TestState(
        Layer<float, Pair<Pair<Tensor<float>, Tensor<float>>, Tensor<float>>, Pair<Pair<Tensor<float>, Tensor<float>>, Tensor<float>>> cell, int batch, Key key)
    {
        var link = (LstmCellLink<float>)cell.Links[0];
        return (key.Split("h").Normal<float>([batch, link.Outputs]), key.Split("c").Normal<float>([batch, link.Units]));
    }

    private static int Units(Draw draw) => draw.Coin("wide") ? draw.Size("units", 14, 37) : draw.Size("units", 1, 3);

    private static double Rate(Draw draw) => draw.Coin("dropout") ? 0.4 : 0;

    private static Layer<double, Two, Two> One(Draw draw) => draw.Choice("cell", 4) switch
    {
        0 => Layers<double>.RnnCell(Units(draw), null, draw.Coin("bias"), Rate(draw)),
        1 => Layers<double>.GruCell(Units(draw), true, draw.Coin("bias"), Rate(draw)),
        2 => Layers<double>.GruCell(Units(draw), false, draw.Coin("bias"), Rate(draw)),
        _ => Layers<double>.RnnCell(Units(draw), Layers<double>.Relu, draw.Coin("bias"), Rate(draw)),
    };

    private static V Sequence(Draw draw) => draw.Key.Split("x").Normal<double>([draw.Size("batch", 1, 14), draw.Size("steps", 2, 6), draw.Size("features", 1, 5)]);

    private static (Two State, V X, Mask Mask) Case(Draw draw, out Layer<double, Pair<Two, V>, Pair<Two, V>> cell)
    {
        var x = Sequence(draw);
        var link = LstmCellLink<double>.Of(
            Units(draw), draw.Coin("projects") ? draw.Size("projection", 1, 20) : null, draw.Choice("peephole", 4) == 0,
            CellOptions<double>.Of("Lstm", 4, Units(draw), draw.Coin("bias"), Rate(draw), null, null));
        cell = new(link);
        var key = draw.Key.Split("state");
        return ((key.Split("h").Normal<double>([x.Shape[0], link.Outputs]), key.Split("c").Normal<double>([x.Shape[0], link.Units])), x, MaskOf(draw, x));
    }

    private static (TensorTree<double> Theta, Context<double> Context) Start(Draw draw, Layer<double, Pair<Two, V>, Pair<Two, V>> cell, V x)
    {
        var made = cell.Initialize(draw.Key, Shapes.Pair(((LstmCellLink<double>)cell.Links[0]).State, x.Shape[2..])).Parameters;
        var key = draw.Key.Split("parameters");
        return (made.Map((path, leaf) => key.Split(path).Normal<double>(leaf.Shape, 0, 0.6)), Context<double>.Training(draw.Key.Split("dropout")));
    }

    /// <summary>The same cell in a chain, so that nobody knows it: it goes step after step, and its dropout is of the same numbers.</summary>
    private static Layer<double, Pair<C, V>, Pair<C, V>> Plain<C>(Layer<double, Pair<C, V>, Pair<C, V>> cell)
        where C : IVectorSpace<C> => new(new StepByStepLink<C>(cell));

    private static Mask MaskOf(Draw draw, V x) => draw.Coin("holes")
        ? Mask.Of(x.Shape[..2], [.. Enumerable.Range(0, x.Shape[0] * x.Shape[1]).Select(place => draw.Coin($"there {place}"))])
        : Mask.OfLengths([.. draw.Labels("lengths", x.Shape[0], x.Shape[1] + 1)], x.Shape[1]);

    private static Mask Part(Mask mask, int start, int length)
    {
        var time = mask.Shape[1];
        return Mask.Of([mask.Shape[0], length], [.. mask.Where((_, i) => i % time >= start && i % time < start + length)]);
    }

    /// <summary>Outputs, last states and all cotangents agree to rounding.</summary>
    private static void Near<X, Y>(
        Draw draw, Layer<double, X, Y> layer, Layer<double, X, Y> plain, TensorTree<double> theta, X x, Context<double> context)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y>
    {
        var (y, back) = layer.In(context)((theta, x));
        var (expected, expectedBack) = plain.In(context)((theta, x));
        Near("output", expected, y);
        var key = draw.Key.Split("dy");
        var dy = y.WithCoordinates(i => key.Uniform(i) * 2 - 1);
        var (dtheta, dx) = back(dy);
        var (expectedTheta, expectedX) = expectedBack(dy);
        Near("parameters", expectedTheta, dtheta);
        Near("input", expectedX, dx);
    }

    private static void Near<W>(string what, W expected, W actual)
        where W : IVectorSpace<W>
    {
        Assert.Equal(expected.Dimension, actual.Dimension);
        var size = 1 + Math.Sqrt(expected.Dot(expected));
        for (var i = 0; i < expected.Dimension; i++)
            Assert.True(
                Math.Abs(expected.Coordinate(i) - actual.Coordinate(i)) <= Rounding * size,
                $"{what}{expected.CoordinateName(i)}: {expected.Coordinate(i):R} expected, {actual.Coordinate(i):R} found");
    }

    private sealed record StepByStepLink<C>(Layer<double, Pair<C, V>, Pair<C, V>> Cell) : Link<double, Pair<C, V>, Pair<C, V>>
        where C : IVectorSpace<C>
    {
        public override string Name => "StepByStep";

        public override Initialization<double> Initialize(Key key, Shapes input) => Cell.Initialize(key, input);

        public override Evaluation<double, Pair<C, V>, Pair<C, V>> Apply(TensorTree<double> parameters, Pair<C, V> input, Context<double> context) =>
            Cell.Forward(parameters, input, context);
    }
}
