using static Functional.Layers<float>;

namespace Functional.Outside;

/// <summary>
/// What a program does that was trimmed or compiled ahead of time, in which members of any type cannot be found: the switch that the compilers set is set here. Nothing
/// else in these tests looks for members.
/// </summary>
public sealed class WithoutMembersTests : IDisposable
{
    private const string Switch = "Functional.WholeProgram";
    private static readonly Layer<float, Tensor<float>, Tensor<float>> Network = Chain(Dense(300), Tanh, Dense(2));

    public WithoutMembersTests() => AppContext.SetSwitch(Switch, false);

    public void Dispose() => AppContext.SetSwitch(Switch, true);

    [Fact]
    public void A_loop_gives_the_states_of_its_steps_and_takes_nothing_back()
    {
        var start = new Halved(Network.Start(Key.FromSeed(1), [300]).Parameters, 0);
        var states = Training.Loop(start, static state => new(0.5f * state.Tree, state.Count + 1), Every.Steps(2)).Take(3).ToArray();

        Assert.Equal([2, 4, 6], states.Select(static state => state.Count));
        Assert.All(states, state => Assert.Equal(MathF.Pow(0.5f, state.Count) * start.Tree, state.Tree));
    }

    [Fact]
    public void A_description_says_why_it_does_not_know_the_bytes()
    {
        var description = Network.Describe([300]);

        Assert.Null(description.BytesKept);
        Assert.Contains("trimmed or compiled ahead of time", $"{description}".ReplaceLineEndings(" ").Replace("  ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(300 * 300 + 300 + 300 * 2 + 2, description.ParameterCount);
    }

    [Fact]
    public void A_recurrent_layer_whose_state_is_a_pair_runs()
    {
        var network = Chain(Scan(LstmCell(3), Shapes.Pair([3], [3])), Select(0, -1));
        var (y, back, _) = network.Forward(network.Start(Key.FromSeed(1), [5, 2]).Parameters, Key.FromSeed(2).Normal<float>([4, 5, 2]), Context<float>.Training(Key.FromSeed(3)));

        Assert.Equal<int>([4, 3], y.Shape);
        Assert.True(back(y).Parameters.IsFinite);
    }

    private sealed record Halved(TensorTree<float> Tree, int Count);
}
