using static Functional.Layers<double>;
using V = Functional.Tensor<double>;

namespace Functional.Tests.Layers;

/// <summary>Scans from a given or learnt state to the last.</summary>
public class RecurrenceTests
{
    private static readonly Key Seed = Key.FromSeed(3);

    private static Layer<double, Pair<V, V>, Pair<V, V>> Cell { get; } = Concatenate.Then(Dense(4)).Then(Tanh).Then(Duplicate);

    [Fact]
    public void Chunks_of_a_sequence_give_what_the_whole_gives()
    {
        var scan = Scan(Cell);
        var parameters = scan.Initialize(Seed, Shapes.Pair([4], [7, 3])).Parameters;
        var (first, x) = (Seed.Split("first").Normal<double>([2, 4]), Seed.Normal<double>([2, 7, 3]));

        var (last, whole) = scan.At(parameters)((first, x)).Output;
        var (middle, one) = scan.At(parameters)((first, x.Slice(1, 0, 3))).Output;
        var (end, other) = scan.At(parameters)((middle, x.Slice(1, 3, 4))).Output;

        Assert.Equal(whole, Tensor.Concatenate(1, one, other));
        Assert.Equal(last, end);
    }

    [Fact]
    public void An_encoder_gives_its_last_state_to_a_decoder()
    {
        var encoder = ZeroState<V>([4]).Then(Scan(Cell)).Then(First<V, V>());
        var decoder = Scan(Cell).Then(Second<V, V>());
        var network = Both(encoder, Dense(3)).Then(decoder);
        Pair<V, V> input = (Seed.Normal<double>([2, 5, 3]), Seed.Normal<double>([2, 6, 2]));

        var made = network.Initialize(Seed, Shapes.Pair([5, 3], [6, 2]));

        Assert.Equal([2, 6, 4], network.At(made.Parameters)(input).Output.Shape.Sizes);
        Assert.Equal(Verdict.Passed, network.CheckGradients(made.Parameters, input).Verdict);
    }

    [Fact]
    public void A_scan_of_zeros_is_the_scan_from_a_state_of_zeros()
    {
        var (brief, full) = (Scan(Cell, [4]), ZeroState<V>([4]).Then(Scan(Cell)).Then(Second<V, V>()));
        var made = brief.Start(Seed, [5, 3]).Parameters;
        var x = Seed.Normal<double>([2, 5, 3]);

        Assert.Equal(brief.At(made)(x).Output, full.At(TensorTree<double>.Of(("1", made)))(x).Output);
        var cost = MeanSquaredError(Tensor.Zeros<double>([2, 5, 4]));
        Assert.Equal(
            brief.On(x).Then(cost).Gradient()(made), full.On(x).Then(cost).Gradient()(TensorTree<double>.Of(("1", made))).Child("1"));
    }

    [Fact]
    public void A_state_that_is_learnt_is_the_same_for_all_samples_and_its_gradient_their_sum()
    {
        var layer = LearntState<Pair<V, V>>(Shapes.Pair([2], [3]));
        var made = layer.Start(Seed, [5]).Parameters;
        Assert.Equal(["state.first", "state.second"], made.Leaves.Select(static leaf => leaf.Path));

        var (y, back) = layer.On(Seed.Normal<double>([4, 5]))(made);

        Assert.Equal([4, 3], y.First.Second.Shape.Sizes);
        Assert.Equal(Tensor.Vector(4.0, 4, 4), back(y with { First = (Tensor.Ones<double>([4, 2]), Tensor.Ones<double>([4, 3])) })["state.second"]);
    }

    [Fact]
    public void A_hundred_thousand_steps_go_forward_and_back()
    {
        const int steps = 100_000;
        var scan = Scan(Add.Then(Duplicate), []);
        var x = Tensor.Ones<double>([1, steps]);

        var (y, back) = scan.At(TensorTree<double>.Empty)(x);

        Assert.Equal(steps, y[0, steps - 1]);
        Assert.Equal(steps, back(Tensor.Ones<double>([1, steps]))[0, 0]);
    }

    [Fact]
    public void A_hundred_thousand_steps_of_a_memory_go_forward_and_back()
    {
        const int steps = 100_000;
        var layer = Lstm(2);
        var (y, back) = layer.On(Seed.Normal<double>([1, steps, 1]))(layer.Start(Seed, [steps, 1]).Parameters);

        Assert.True(y.IsFinite && back(Tensor.Ones<double>(y.Shape)).IsFinite);
    }

    [Fact]
    public void A_state_that_changes_its_shape_is_refused_with_both()
    {
        var scan = Scan(Concatenate.Then(Duplicate));
        var message = Assert.Throws<ShapeException>(() => scan.Initialize(Seed, Shapes.Pair([4], [7, 3]))).Message;
        Assert.Equal("Scan: the cell takes a state of shape [4] but returns one of shape [7].", message);
    }

    [Fact]
    public void A_state_that_cannot_be_made_from_shapes_is_refused() => Assert.Contains(
        "not made of tensors", Assert.ThrowsAny<Exception>(() => ZeroState<Plain>([4]).At(TensorTree<double>.Empty)(Tensor.Ones<double>([1, 2]))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void What_a_mask_leaves_out_is_as_if_it_were_not_there()
    {
        var (scan, masked) = (Scan(Cell), MaskedScan(Cell));
        var parameters = scan.Initialize(Seed, Shapes.Pair([4], [5, 3])).Parameters;
        var first = Seed.Split("first").Normal<double>([2, 4]);
        var x = Seed.Normal<double>([2, 5, 3]);
        var spoilt = Tensor.Generate(x.Shape, i => i / 15 == 1 && i % 15 >= 6 ? double.NaN : x.Span[i]);        // the second sequence ends after 2 steps

        var (y, back) = masked.In()((parameters, (first, (spoilt, Mask.OfLengths([5, 2], 5)))));
        var (whole, wholeBack) = scan.In()((parameters, (first.TakeRows(0), x.TakeRows(0))));
        var (part, partBack) = scan.In()((parameters, (first.TakeRows(1), x.TakeRows(1).Slice(1, 0, 2))));

        Assert.Equal(Tensor.Concatenate(0, whole.First, part.First), y.First);
        Assert.Equal(whole.Second, y.Second.TakeRows(0));
        Assert.Equal(Tensor.Concatenate(1, part.Second, Tensor.Zeros<double>([1, 3, 4])), y.Second.TakeRows(1));
        var d = back((Tensor.Ones<double>([2, 4]), Tensor.Ones<double>([2, 5, 4])));
        var one = wholeBack((Tensor.Ones<double>([1, 4]), Tensor.Ones<double>([1, 5, 4])));
        var other = partBack((Tensor.Ones<double>([1, 4]), Tensor.Ones<double>([1, 2, 4])));
        Assert.Equal(Tensor.Concatenate(0, one.Second.First, other.Second.First), d.Second.First);
        Assert.Equal(one.Second.Second, d.Second.Second.First.TakeRows(0));
        Assert.Equal(Tensor.Concatenate(1, other.Second.Second, Tensor.Zeros<double>([1, 3, 3])), d.Second.Second.First.TakeRows(1));
        Assert.True(d.First.IsFinite);
    }

    [Fact]
    public void A_mask_of_another_shape_is_refused_with_both()
    {
        var layer = MaskedScan(Cell);
        Assert.Equal(
            "MaskedScan: a sequence of shape [5, 3] needs a mask with an axis of its time steps, but it has shape [4].",
            Assert.Throws<ShapeException>(() => layer.Initialize(Seed, Shapes.Pair([4], Shapes.Pair([5, 3], [4])))).Message);
        var parameters = layer.Initialize(Seed, Shapes.Pair([4], Shapes.Pair([5, 3], [5]))).Parameters;
        Assert.Equal(
            "MaskedScan: sequences of shape [2, 5, 3] need a mask of shape [2, 5], but it has shape [1, 5].",
            Assert.Throws<ShapeException>(() => layer.At(parameters)(
                (Tensor.Zeros<double>([2, 4]), (Tensor.Zeros<double>([2, 5, 3]), Mask.OfLengths([1], 5))))).Message);
    }

    private sealed record Plain(double X) : IVectorSpace<Plain>
    {
        public Plain Zero => new(0);

        public int Dimension => 1;

        public Plain Plus(Plain other) => new(X + other.X);

        public Plain Scale(double factor) => new(X * factor);

        public double Dot(Plain other) => X * other.X;

        public double Coordinate(int index) => X;

        public string CoordinateName(int index) => "x";

        public Plain WithCoordinates(Func<int, double> coordinate) => new(coordinate(0));
    }
}
