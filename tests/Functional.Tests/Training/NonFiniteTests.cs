using static Functional.Layers<float>;

namespace Functional.Tests.TrainingRuns;

/// <summary>Where a number stopped being finite: each case is planted in one place, and found there, before a state with it is handed out.</summary>
public partial class NonFiniteTests
{
    private const int Width = 300;      // large enough for a workspace, so that a run writes its states over
    private static readonly Key Seed = Key.FromSeed(5);
    private static readonly Tensor<float> Inputs = Seed.Split("inputs").Uniform<float>([2, Width]);
    private static readonly Optimizer<float> Descent = Optimizer.Sgd(0.1f);

    public enum Place
    {
        Output,
        InputCotangent,
        ParameterCotangent,
    }

    public static TheoryData<string, bool> Optimizers => new()
    {
        { "descent", false }, { "descent", true }, { "momentum", false }, { "momentum", true },
        { "adam", false }, { "adam", true }, { "own", false }, { "own", true },
    };

    [Fact]
    public void A_network_of_one_layer_is_named_with_its_parameter()
    {
        var start = Training.Start(Dense(3), [4], Descent, Seed);
        var broken = start with { Parameters = start.Parameters.With("weight", Tensor.Generate<float>([4, 3], i => i == 7 ? float.NaN : 1)) };

        Found(Direction.Forward, "", 1, ["Dense(3)", "weight[2, 1]"], () => Training.Step(
            broken, Dense(3), CrossEntropy([0, 1]), Tensor.Ones<float>([2, 4])));
    }

    [Theory]
    [InlineData(Place.Output, Direction.Forward)]
    [InlineData(Place.InputCotangent, Direction.Backward)]
    [InlineData(Place.ParameterCotangent, Direction.Backward)]
    public void A_layer_within_a_network_is_named_in_the_step_that_it_breaks_in(Place place, Direction direction)
    {
        foreach (var step in (int[])[1, 2, 3])
        {
            var network = Chain(Dense(Width), Tanh, Named("deep", Chain(Sigmoid, Broken(place, step))), Dense(Width), Tanh);
            var start = Training.Start(network, [Width], Optimizer.Adam(0.01f), Seed);

            Found(direction, "deep.1", step, ["broken", "NaN at"], () => Run(start, network, step));
        }
    }

    [Theory]
    [InlineData(Place.Output, Direction.Forward)]
    [InlineData(Place.ParameterCotangent, Direction.Backward)]
    public void A_network_that_is_the_layer_itself_is_named(Place place, Direction direction)
    {
        var start = Training.Start(Broken(place, 1), [Width], Descent, Seed);

        Found(direction, "", 1, ["broken"], () => Run(start, Broken(place, 1), 1));
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void A_broken_way_back_is_found_with_every_optimiser_whether_a_step_writes_over_the_old_state_or_not(string name, bool writesOver)
    {
        var network = Chain(Dense(Width), Broken(Place.InputCotangent, 3), Dense(Width));
        var start = Training.Start(network, [Width], OptimizerNamed(name), Seed);

        Found(Direction.Backward, "1", 3, ["∂C/∂x"], () => Run(start, network, 3, writesOver ? Every.Steps(3) : Every.Step));
    }

    [Fact]
    public void No_state_is_handed_out_after_a_way_back_was_broken()
    {
        var network = Chain(Dense(Width), Broken(Place.InputCotangent, 2), Dense(Width));
        var start = Training.Start(network, [Width], Descent, Seed);
        var seen = new List<TrainingState<float>>();

        Assert.Throws<NonFiniteException>(() =>
        {
            foreach (var state in Training.Run(start, network, MeanSquaredError(Inputs), Inputs).Take(4))
                seen.Add(state);
        });

        Assert.Equal([1L], seen.Select(static state => state.Step));
        Assert.All(seen, static state => Assert.True(state.Parameters.IsFinite));
    }

    [Fact]
    public void A_number_in_either_half_of_a_pair_is_the_layers_that_made_it()
    {
        foreach (var half in (int[])[1, 2])
        {
            var pair = Pure<Tensor<float>, Pair<Tensor<float>, Tensor<float>>>(
                "pair",
                static input => Shapes.Pair(input.Shape, input.Shape),
                x => ((half == 1 ? x / 0f : x, half == 2 ? x / 0f : x), static dy => dy.First + dy.Second));
            var network = Named("a", Dense(4)).Then(Named("b", pair)).Then(Named("c", Pure<Pair<Tensor<float>, Tensor<float>>, Tensor<float>>(
                "sum", static input => input.Both.First, static x => (x.First + x.Second, static dy => (dy, dy)))));

            Found(Direction.Forward, "b", 1, ["pair", $"tensor {half} of 2"], () => Step(network, Tensor.Ones<float>([2, 4])));
        }
    }

    [Fact]
    public void A_cotangent_in_either_half_of_a_pair_is_the_layers_that_made_it()
    {
        foreach (var half in (int[])[1, 2])
        {
            var join = Pure<Pair<Tensor<float>, Tensor<float>>, Tensor<float>>(
                "join", static input => input.Both.First, x => (x.First + x.Second, dy => (half == 1 ? dy / 0f : dy, half == 2 ? dy / 0f : dy)));
            var network = Named("a", Dense(4)).Then(Named("b", Duplicate)).Then(Named("c", join));

            Found(Direction.Backward, "c", 1, ["join", $"tensor {half} of 2"], () => Step(network, Tensor.Ones<float>([2, 4])));
        }
    }

    [Fact]
    public void Data_without_axes_is_named()
    {
        var network = Function(
            "scale",
            static (_, _) => TensorTree<float>.Of(("factor", (Tensor<float>)2f)),
            static (theta, x) => (x * theta["factor"], dy => new(() => TensorTree<float>.Of(("factor", (x * dy).Sum())), () => theta["factor"] * dy)));
        var start = Training.Start(network, [4], Descent, Seed) with { Sample = null };

        Found(Direction.Forward, null, 1, ["data", "NaN"], () => Training.Step(start, network, Mean, (Tensor<float>)float.NaN));
    }

    [Fact]
    public void Data_in_a_pair_is_named_with_sample_and_element()
    {
        var network = Pure<Pair<Tensor<float>, Tensor<float>>, Tensor<float>>(
            "sum", static input => input.Both.First, static x => (x.First + x.Second, static dy => (dy, dy))).Then(Dense(2));
        var start = Training.Start(network, Shapes.Pair(Shape.Create(4), Shape.Create(4)), Descent, Seed);
        var data = Tensor.Generate<float>([3, 4], static i => i == 9 ? float.NegativeInfinity : 1);

        Found(Direction.Forward, null, 1, ["-Infinity at element 1 of sample 2 of the batch in tensor 2 of 2"], () => Training.Step(
            start, network, Mean, (Pair<Tensor<float>, Tensor<float>>)(Tensor.Ones<float>([3, 4]), data)));
    }

    [Fact]
    public void The_cost_layer_is_named_on_both_ways()
    {
        var forward = Function("log", static x => ((x - x).Log().Sum(), static dy => dy));
        var back = Function("half", static x => (x.Sum(), dy => Tensor.Full(x.Shape, float.NaN * dy.Scalar)));
        var network = Chain(Dense(3), Tanh);
        var start = Training.Start(network, [4], Descent, Seed);

        Found(Direction.Forward, null, 1, ["cost layer (log)"], () => Training.Step(start, network, forward, Tensor.Ones<float>([2, 4])));
        Found(Direction.Backward, null, 1, ["cost layer (half)"], () => Training.Step(start, network, back, Tensor.Ones<float>([2, 4])));
        Found(Direction.Backward, null, 1, ["cost layer", "'1' (half)"], () => Training.Step(
            start, network, Tanh.Then(back), Tensor.Ones<float>([2, 4])));
    }

    [Fact]
    public void Running_statistics_are_their_layers()
    {
        var dense = Dense(3);
        var counted = new Layer<float, Tensor<float>, Tensor<float>>("counted", dense.Initialize, (theta, x, context) => dense.Forward(theta, x, context) with
        {
            State = TensorTree<float>.Of(("peak", Tensor.Vector(1f, float.PositiveInfinity))),
        });

        Found(Direction.Forward, "1.0", 1, ["peak[1]", "Infinity"], () => Step(Chain(Tanh, Named("1", Chain(counted, Tanh))), Tensor.Ones<float>([2, 4])));
    }

    [Fact]
    public void A_step_too_long_is_the_updates()
    {
        foreach (var every in (Every[])[Every.Step, Every.Steps(2)])
        {
            // θ ← θ − 1e38·g, from the second step on past the largest number.
            var network = Pushed(static step => step == 1 ? 1f : 100f);
            var start = Training.Start(network, [Width], Optimizer.Sgd(1e38f), Seed);

            Found(Direction.Update, "factor", 2, ["Sgd", "-Infinity at factor[0]", "100"], () => Run(start, network, 2, every));
        }
    }

    [Fact]
    public void A_moment_past_the_largest_number_is_found_while_the_parameters_are_finite()
    {
        foreach (var every in (Every[])[Every.Step, Every.Steps(2)])
        {
            var network = Pushed(static step => step == 1 ? 1f : 1e22f);        // its square is no float
            var start = Training.Start(network, [Width], Optimizer.Adam(0.1f), Seed);

            Found(Direction.Update, "adam.second.factor", 2, ["Adam", "Infinity", "E+22"], () => Run(start, network, 2, every));
        }
    }

    [Fact]
    public void Moments_of_an_optimiser_of_ones_own_are_found()
    {
        var network = Pushed(static _ => 1f);

        Found(Direction.Update, "own.sum.factor", 1, ["own"], () => Run(Training.Start(network, [Width], new Own(0f), Seed), network, 1));
    }

    /// <summary>As those do that scale the cost up, and leave out the steps where that was too much.</summary>
    [Fact]
    public void An_optimiser_may_leave_out_a_gradient_that_is_not_finite()
    {
        var careful = GradientTransformations<float>.SkipNonFinite.Then(Descent);
        var network = Chain(Dense(Width), Broken(Place.InputCotangent, 2), Dense(Width));

        var last = Training.Run(Training.Start(network, [Width], careful, Seed), network, MeanSquaredError(Inputs), Inputs).ElementAt(1);

        Assert.Equal((2, true), (last.Step, last.Parameters.IsFinite));
    }

    [Fact]
    public void The_steps_of_a_sequence_are_numbered()
    {
        var cell = Concatenate.Then(Dense(3)).Then(Function("log", static x => ((x - x).Log(), static dy => dy))).Then(Duplicate);

        Found(Direction.Forward, "1.0.2", 1, ["log"], () => Step(Chain(Tanh, Named("1", Scan(cell, [3]))), Tensor.Ones<float>([2, 5, 4])));
    }

    [Fact]
    public void What_is_no_pure_function_is_told_so()
    {
        var calls = 0;
        var cost = Function("cost", x => (x.Sum() * (++calls == 1 ? float.NaN : 1f), dy => Tensor.Full(x.Shape, dy.Scalar)));
        var start = Training.Start(Dense(3), [4], Descent, Seed);

        Found(Direction.Forward, null, 1, ["no pure function"], () => Training.Step(start, Dense(3), cost, Tensor.Ones<float>([2, 4])));
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void A_run_that_stays_finite_is_the_same_run(string name, bool writesOver)
    {
        var network = Chain(Dense(Width), Tanh, Dense(Width));
        var start = Training.Start(network, [Width], OptimizerNamed(name), Seed);

        var run = Training.Run(start, network, MeanSquaredError(Inputs), Inputs, writesOver ? Every.Steps(4) : Every.Step);
        var expected = start;
        for (var step = 0; step < 4; step++)
            expected = Training.Step(expected, network, MeanSquaredError(Inputs), Inputs);

        Assert.Equal(expected.Parameters, run.First(static state => state.Step == 4).Parameters);
    }

    private static Layer<float, Tensor<float>, Tensor<float>> Mean { get; } = Function(
        "mean", static x => (x.Mean(), dy => Tensor.Full(x.Shape, dy.Scalar / x.Length)));

    private static void Found(Direction direction, string? path, long step, string[] parts, Action act)
    {
        var found = Assert.Throws<NonFiniteException>(act);
        Assert.Equal((direction, path, step), (found.Direction, found.Path, found.Step));
        Assert.All([$"step {step} ", .. parts], part => Assert.Contains(part, found.Message, StringComparison.Ordinal));
    }

    private static void Run(TrainingState<float> start, Layer<float, Tensor<float>, Tensor<float>> network, int steps, Every every = default) =>
        Assert.Fail($"{Training.Run(start, network, network.Name == "pushed" ? Mean : MeanSquaredError(Inputs), Inputs, every).First(Is(steps))}");

    private static Func<TrainingState<float>, bool> Is(int steps) => state => state.Step >= steps;

    private static void Step(Layer<float, Tensor<float>, Tensor<float>> network, Tensor<float> inputs) =>
        Assert.Fail($"{Training.Step(Training.Start(network, inputs.Shape[1..], Descent, Seed), network, Mean, inputs)}");
}
