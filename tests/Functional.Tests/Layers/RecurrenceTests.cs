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
