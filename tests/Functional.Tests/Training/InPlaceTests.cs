using Functional.Storage;
using static Functional.Layers<float>;

namespace Functional.Tests.TrainingRuns;

/// <summary>
/// A run may write the next state over the one before, but only where nobody can see it: where a state is handed out, where two of its tensors are
/// one, where the gradient or the statistics are a part of it. Beside it stand the same steps without a workspace. All tensors here are large enough
/// for a workspace to keep.
/// </summary>
public class InPlaceTests
{
    private const int Width = 300;
    private static readonly Key Seed = Key.FromSeed(8);
    private static readonly Tensor<float> Inputs = Seed.Split("inputs").Uniform<float>([2, Width]);

    public static TheoryData<string> Optimizers => ["descent", "momentum", "adam"];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Between_two_looks_a_state_takes_the_memory_of_the_one_before(string name)
    {
        var start = Start(Dense(Width), Named(name));
        var arrays = Arrays(new Workspace().Begin(start), 4, state => Updated(state, isDonated: true));

        Assert.All(arrays[1..], each => Assert.Same(arrays[0], each));
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void An_update_as_anybody_calls_it_leaves_the_old_state_alone(string name)
    {
        var start = Start(Dense(Width), Named(name));
        var arrays = Arrays(new Workspace().Begin(start), 4, state => Updated(state, isDonated: false));

        Assert.All(arrays.Zip(arrays.Skip(1)), each => Assert.NotSame(each.Item1, each.Item2));
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void A_state_that_was_handed_out_is_not_written_over(string name)
    {
        var network = Dense(Width);
        var start = Start(network, Named(name));
        var seen = Training.Run(start, network, MeanSquaredError(Inputs), Inputs, Every.Steps(2)).Take(4).ToArray();

        Assert.Equal(Steps(start, network, 8).Where(state => state.Step % 2 == 0).Select(Values), seen.Select(Values));
    }

    [Fact]
    public void A_parameter_that_two_leaves_share_is_not_written_over()
    {
        var network = Made(
            static _ => Tensor.Full([Width], 0.5f) is var shared ? Of(("a", shared), ("b", shared)) : TensorTree<float>.Empty,
            (theta, x) => (x * theta["a"] + theta["b"], dy => (Of(("a", (x * dy).Sum([0])), ("b", dy.Sum([0]))), dy * theta["a"])));
        var tied = new Between(static (_, after) => Of(("a", after["a"]), ("b", after["a"])));         // one tensor again after each step
        var start = Start(network, Optimizer.Sgd(0.1f).Then(tied));

        AsWithoutWorkspace(start, network);
    }

    [Fact]
    public void A_gradient_that_is_a_parameter_is_not_written_over()
    {
        // C = a·b at δ = 1: the gradient of either is the other.
        var network = Made(
            key => Of(("a", key.Split("a").Uniform<float>([Width])), ("b", key.Split("b").Uniform<float>([Width]))),
            (theta, x) => ((theta["a"] * theta["b"]).Sum(), dy => (dy.Scalar == 1 ? Of(("a", theta["b"]), ("b", theta["a"])) : throw new NotSupportedException(), x.Zero)));

        AsWithoutWorkspace(Start(network, Optimizer.Sgd(0.1f)), network, Identity);
    }

    [Fact]
    public void Statistics_that_are_the_old_parameters_are_not_written_over()
    {
        var dense = Dense(Width);
        var network = new Layer<float, Tensor<float>, Tensor<float>>("kept", dense.Initialize, (theta, x, context) =>
            dense.Forward(theta, x, context) with { State = Of(("before", theta["weight"])) });

        AsWithoutWorkspace(Start(network, Optimizer.Adam(0.1f)), network);
    }

    [Fact]
    public void A_cost_that_is_a_parameter_is_read_before_it_is_written_over()
    {
        var network = Made(
            _ => Of(("a", Tensor.Full<float>([Width], 2f))),
            (theta, x) => (theta["a"].Reshape(-1)[0], dy => (Of(("a", Tensor.Generate<float>([Width], i => i == 0 ? dy.Scalar : 0f))), x.Zero)));

        AsWithoutWorkspace(Start(network, Optimizer.Sgd(0.1f)), network, Identity);
    }

    [Fact]
    public void An_update_of_ones_own_may_read_the_old_state_after_the_new_one_is_made()
    {
        var averaged = new Between(static (before, after) => 0.5f * before + 0.5f * after);

        AsWithoutWorkspace(Start(Dense(Width), Optimizer.Adam(0.1f).Then(averaged)), Dense(Width));
    }

    [Fact]
    public void A_step_that_throws_leaves_the_states_before_as_they_were()
    {
        var costs = 0;
        var cost = Function("cost", x => (x.Sum() * (++costs > 5 ? float.NaN : 1f), dy => Tensor.Full(x.Shape, dy.Scalar)));
        var start = Start(Dense(Width), Optimizer.Adam(0.1f));
        var seen = new List<TrainingState<float>>();

        Assert.Throws<NonFiniteException>(() =>
        {
            foreach (var state in Training.Run(start, Dense(Width), cost, Inputs, Every.Steps(2)))
                seen.Add(state);
        });

        costs = int.MinValue;
        var expected = Steps(start, Dense(Width), 4, cost);
        Assert.Equal([Values(expected[1]), Values(expected[3])], seen.Select(Values));
        Assert.Equal(Values(Start(Dense(Width), Optimizer.Adam(0.1f))), Values(start));
    }

    private static void AsWithoutWorkspace(TrainingState<float> start, Layer<float, Tensor<float>, Tensor<float>> network, Layer<float, Tensor<float>, Tensor<float>>? cost = null)
    {
        var expected = Steps(start, network, 6, cost);
        foreach (var look in (int[])[1, 2, 3])
            Assert.Equal(
                expected.Where(state => state.Step % look == 0).Select(Values),
                Training.Run(start, network, cost ?? MeanSquaredError(Inputs), Inputs, Every.Steps(look)).Take(6 / look).ToArray().Select(Values));
    }

    private static List<TrainingState<float>> Steps(
        TrainingState<float> start, Layer<float, Tensor<float>, Tensor<float>> network, int count, Layer<float, Tensor<float>, Tensor<float>>? cost = null)
    {
        var states = new List<TrainingState<float>>();
        for (var state = start; states.Count < count; states.Add(state))
            state = Training.Step(state, network, cost ?? MeanSquaredError(Inputs), Inputs);
        return states;
    }

    /// <summary>The memory of the weight after each step.</summary>
    private static List<float[]> Arrays(Steps<TrainingState<float>> steps, int count, Func<TrainingState<float>, TrainingState<float>> step)
    {
        var arrays = new List<float[]>();
        steps.Next(step);
        for (var i = 0; i < count; i++)
        {
            steps.Next(step);
            arrays.Add(steps.Current.Parameters["weight"].Data);
        }
        return arrays;
    }

    private static TrainingState<float> Updated(TrainingState<float> state, bool isDonated) =>
        state.Optimizer.Update(1f * state.Parameters, state.OptimizerState, state.Parameters, isDonated) is var (parameters, after)
            ? state with { Parameters = parameters, OptimizerState = after, Step = state.Step + 1 }
            : state;

    /// <summary>What goes on from a function of the parameters before and after a step.</summary>
    private sealed record Between(Func<TensorTree<float>, TensorTree<float>, TensorTree<float>> Function) : ParameterTransformation<float>
    {
        public override string Name => "between";

        public override (TensorTree<float> Parameters, TensorTree<float> Moments) Finish(
            TensorTree<float> before, TensorTree<float> after, TensorTree<float> moments, UpdateStep at) => (Function(before, after), moments);
    }

    private static Layer<float, Tensor<float>, Tensor<float>> Made(
        Func<Key, TensorTree<float>> initialize,
        Func<TensorTree<float>, Tensor<float>, (Tensor<float> Output, Func<Tensor<float>, Cotangents<float, Tensor<float>>> Pullback)> forward) => new(
        "Made",
        (key, input) => Initialization<float>.Of(input, initialize(key)),
        (theta, x, _) => forward(theta, x) is var (y, back) ? new(y, back, TensorTree<float>.Empty) : default);

    private static TrainingState<float> Start(Layer<float, Tensor<float>, Tensor<float>> network, Optimizer<float> optimizer) =>
        Training.Start(network, [Width], optimizer, Seed);

    private static Optimizer<float> Named(string name) => name switch
    {
        "descent" => Optimizer.Sgd(0.1f),
        "momentum" => Optimizer.Sgd(0.1f, momentum: 0.9),
        _ => Optimizer.Adam(0.1f),
    };

    private static TensorTree<float> Of(params ReadOnlySpan<(string Name, TensorTree<float> Child)> branches) => TensorTree<float>.Of(branches);

    private static string Values(TrainingState<float> state) => string.Join(
        ' ',
        new[] { state.Parameters, state.NetworkState, state.OptimizerState.Moments }
            .SelectMany(static tree => tree.Leaves).Select(static leaf => $"{leaf.Path}:{string.Join(',', leaf.Value.Select(BitConverter.SingleToInt32Bits))}")
            .Prepend($"{state.Step} {state.Cost:R}"));
}
