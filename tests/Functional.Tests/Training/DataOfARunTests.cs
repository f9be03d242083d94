using static Functional.Layers<float>;
using V = Functional.Tensor<float>;

namespace Functional.Tests.TrainingRuns;

/// <summary>Whatever type the samples of a run have, they are those that the run was started for.</summary>
public class DataOfARunTests
{
    private static readonly Key Seed = Key.FromSeed(5);

    [Fact]
    public void Trees_of_other_shapes_or_names_are_refused()
    {
        var network = Pure<TensorTree<float>, V>("Image", static shapes => shapes.ByName[0].Shapes, static x => (x["image"], dy => x.Zero))
            .Then(Dense(2));
        var sample = Shapes.Named(("image", [3]), ("more", Shapes.Named(("size", []))));
        var start = Training.Start(network, sample, Optimizer.Sgd(0.1f), Seed);

        Assert.Equal(1, Step(Of("image", [4, 3], "size", [4])).Step);
        Says(() => Step(Of("image", [4, 2], "size", [4])), "(image: [4, 2], more: (size: [4]))");
        Says(() => Step(Of("image", [4, 3], "size", [4, 1])), "(image: [4, 3], more: (size: [4, 1]))");
        Says(() => Step(Of("image", [4, 3], "length", [4])), "(image: [4, 3], more: (length: [4]))");
        Says(() => Step(TensorTree<float>.Of(("image", Tensor.Ones<float>([4, 3])))), "(image: [4, 3])");
        Says(() => Step(Tensor.Ones<float>([4, 3])), "[4, 3]");

        TrainingState<float> Step(TensorTree<float> x) => Training.Step(start, network, MeanSquaredError(Tensor.Ones<float>([4, 2])), x);

        static TensorTree<float> Of(string image, Shape one, string size, Shape other) => TensorTree<float>.Of(
            (image, Tensor.Ones<float>(one)), ("more", TensorTree<float>.Of((size, Tensor.Ones<float>(other)))));

        static void Says(Func<object> wrong, string found) => Refused(wrong, "(image: [3], more: (size: []))", found);
    }

    [Fact]
    public void A_tree_of_one_tensor_has_the_shape_of_the_tensor()
    {
        var network = Pure<TensorTree<float>, V>("Only", static shapes => shapes, static x => (x[""], dy => dy)).Then(Dense(2));
        var start = Training.Start(network, [3], Optimizer.Sgd(0.1f), Seed);
        var cost = MeanSquaredError(Tensor.Ones<float>([4, 2]));

        Assert.Equal(1, Training.Step(start, network, cost, Tensor.Ones<float>([4, 3])).Step);
        Refused(() => Training.Step(start, network, cost, Tensor.Ones<float>([4, 5, 3])), "[3]", "[4, 5, 3]");
        Refused(() => Training.Step(start, network, cost, TensorTree<float>.Of(("x", Tensor.Ones<float>([4, 3])))), "[3]", "(x: [4, 3])");
    }

    [Fact]
    public void Labels_are_samples_of_one_number()
    {
        var network = Pure<Labels, V>("Numbers", static _ => [1], static x =>
            (Tensor.Generate([x.Count, 1], i => (float)x[i]), dy => x)).Then(Dense(2));
        var cost = MeanSquaredError(Tensor.Ones<float>([3, 2]));

        Assert.Equal(1, Training.Step(StartFor([]), network, cost, [2, 0, 1]).Step);
        Refused(() => Training.Step(StartFor([4]), network, cost, [2, 0, 1]), "[4]", "[3]");
        Refused(() => Training.Step(StartFor(Shapes.Pair([], [])), network, cost, [2, 0, 1]), "([], [])", "[3]");

        TrainingState<float> StartFor(Shapes sample) => Training.Start(network, [], Optimizer.Sgd(0.1f), Seed) with { Sample = sample };
    }

    [Fact]
    public void Records_of_ones_own_are_checked_part_by_part()
    {
        var network = Pure<Question, V>("Image", static shapes => shapes.Both.First, static x => (x.Image, dy => x with { Image = dy }))
            .Then(Dense(2));
        var start = Training.Start(network, Shapes.Pair([3], [2]), Optimizer.Sgd(0.1f), Seed);
        var cost = MeanSquaredError(Tensor.Ones<float>([4, 2]));

        Assert.Equal(1, Training.Step(start, network, cost, new(Tensor.Ones<float>([4, 3]), Indices.Of([4, 2], new int[8]))).Step);
        Refused(
            () => Training.Step(start, network, cost, new(Tensor.Ones<float>([4, 3]), Indices.Of([4, 3], new int[12]))),
            "([3], [2])", "([4, 3], [4, 3])");
    }

    [Fact]
    public void A_cotangent_of_another_shape_than_a_record_is_refused()
    {
        Question x = new(Tensor.Ones<float>([4, 3]), [0, 1, 2, 3]);
        var network = Pure<Question, V>("Image", static shapes => shapes.Both.First, static x => (x.Image, dy => x with { Tokens = [0] })).Then(Tanh);
        var problem = Assert.Throws<LayerException>(() => network.At(TensorTree<float>.Empty)(x).Pullback(x.Image));
        Assert.EndsWith("expected a tensor of shape ([4, 3], [4]), got ([4, 3], [1]).", problem.Message);
    }

    [Fact]
    public void A_run_goes_on_with_the_network_and_the_number_of_targets_that_it_was_started_for()
    {
        var start = Training.Start(Chain(Dense(3), Dense(2)), [4], Optimizer.Adam(0.1f), Seed);
        var (x, y) = (Tensor.Ones<float>([5, 4]), Tensor.Ones<float>([5, 2]));

        Says<LayerException>(Chain(Dense(5), Dense(2)), y, "Layer '0' (Dense(5)): the parameter 'weight' should have shape [4, 5], but has [4, 3].");
        Says<ParameterException>(
            Chain(Dense(3)), y,
            "unexpected parameters '0' (bias [3], weight [4, 3]); known here are [weight, bias]: is this the parameter tree of another network?");
        Says<LayerException>(
            Chain(Dense(3), Dense(2), Dense(2)), y, "Layer '2' (Dense(2)): the parameter 'weight' of shape [2, 2] is missing; there are: none.");
        Says<ShapeException>(
            Chain(Dense(3), Dense(2)), Tensor.Ones<float>([4, 2]),
            "MeanSquaredError: the outputs beside their targets: expected a tensor of shape [4, 2], got [5, 2].");
        Says<ShapeException>(
            Chain(Dense(3), Dense(2)), Tensor.Ones<float>([5, 3]),
            "MeanSquaredError: the outputs beside their targets: expected a tensor of shape [5, 3], got [5, 2].");

        void Says<E>(Layer<float, V, V> network, V targets, string message)
            where E : Exception =>
            Assert.Equal(message, Assert.Throws<E>(() => Training.Step(start, network, MeanSquaredError(targets), x)).Message);
    }

    private static void Refused(Func<object> wrong, string expected, string found) => Assert.Equal(
        $"Training: the run was started for samples of shape {expected}, but this batch has shape {found}: "
        + "it should be that shape with the number of samples before it.",
        Assert.Throws<ShapeException>(() => wrong()).Message);

    private sealed record Question(V Image, Indices Tokens) : IProduct<Question, Pair<V, Indices>>
    {
        public Pair<V, Indices> Parts => (Image, Tokens);

        public static Question From(Pair<V, Indices> parts) => new(parts.First, parts.Second);
    }
}
