using static Functional.Layers<float>;

namespace Functional.Tests.TrainingRuns;

/// <summary>A loop of one's own over any record: its tensors are found by themselves, and its memory is used again.</summary>
public class LoopTests
{
    private const int Width = 300;          // large enough for a workspace to keep
    private static readonly Key Seed = Key.FromSeed(12);
    private static readonly Tensor<float> Inputs = Seed.Split("inputs").Uniform<float>([8, Width]);
    private static readonly Layer<float, Tensor<float>, Tensor<float>> Network = Chain(Dense(Width), Tanh, Dense(Width));

    /// <summary>Two players, and members of many kinds, none of which says what it holds.</summary>
    private sealed record Players(
        TensorTree<float> First, OptimizerState<float> FirstSteps, (Tensor<float> Of, string Name) Pair, Tensor<float>[] Many, Func<Tensor<float>> Later, Inner Within, int Step);

    private readonly record struct Inner(Tensor<float> Mean, List<TensorTree<float>> All);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void States_are_those_of_steps_without_a_workspace(int every)
    {
        var start = Beginning();
        var expected = start;
        for (var step = 0; step < 6; step++)
            expected = Next(expected);

        var states = Training.Loop(start, Next, Every.Steps(every)).Take(6 / every).ToArray();

        Assert.Equal(Values(expected), Values(states[^1]));
        Assert.Equal(6 / every, states.Select(Values).Distinct().Count());
    }

    [Fact]
    public void A_state_that_was_handed_out_stays_as_it_is()
    {
        var seen = new List<(Players State, string Then)>();
        foreach (var state in Training.Loop(Beginning(), Next, Every.Steps(2)).Take(4))
            seen.Add((state, Values(state)));

        Assert.All(seen, static each => Assert.Equal(each.Then, Values(each.State)));
    }

    [Fact]
    public void Between_two_looks_almost_nothing_is_allocated()
    {
        using var run = Training.Loop(Beginning(), Next, Every.Steps(50)).GetEnumerator();
        for (var warmUp = 0; warmUp < 3; warmUp++)
            run.MoveNext();
        var before = GC.GetAllocatedBytesForCurrentThread();
        run.MoveNext();
        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / 50;

        // A step makes some twenty tensors of 9.6 to 360 kB; one that was handed out is fresh.
        Assert.InRange(each, 0, 100_000);
    }

    [Fact]
    public void A_number_that_is_not_finite_is_not_handed_out_and_its_member_is_named()
    {
        var found = Assert.Throws<NonFiniteException>(() => Training.Loop(
            Beginning(), static state => state with { Within = state.Within with { Mean = state.Within.Mean / (2 - state.Step) }, Step = state.Step + 1 }).Take(5).Last());

        Assert.Equal("Within.Mean", found.Path);
        Assert.Contains("step 3 of the loop", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loop_has_no_epochs() =>
        Assert.Contains("no epochs", Assert.Throws<ArgumentException>(() => Training.Loop(Beginning(), Next, Every.Epoch)).Message, StringComparison.Ordinal);

    private static Players Beginning()
    {
        var θ = Network.Start(Seed, [Width]).Parameters;
        return new(θ, Optimizer.Adam(1e-3f).Initialize(θ), (Inputs, "inputs"), [Inputs, Inputs], static () => Inputs, new(Inputs.Mean([0]), [θ]), 0);
    }

    private static Players Next(Players players)
    {
        var (output, back) = Network.On(Inputs)(players.First);
        var (θ, steps) = Optimizer.Adam(1e-3f).Update(back(output), players.FirstSteps, players.First);
        var half = output * 0.5f;
        return players with
        {
            First = θ, FirstSteps = steps, Pair = (half, "half"), Many = [output, half + half], Later = () => half * 2f,
            Within = new(output.Mean([0]), [θ, (TensorTree<float>)(output * 3f)]), Step = players.Step + 1,
        };
    }

    private static string Values(Players players) => string.Join(
        ' ',
        new IEnumerable<float>[]
        {
            players.First.Leaves.SelectMany(static leaf => leaf.Value), players.FirstSteps.Moments.Leaves.SelectMany(static leaf => leaf.Value), players.Pair.Of,
            players.Many.SelectMany(static tensor => tensor), players.Later(), players.Within.Mean, players.Within.All.SelectMany(static tree => tree.Leaves).SelectMany(static leaf => leaf.Value),
        }.SelectMany(static part => part).Aggregate(17, static (hash, each) => HashCode.Combine(hash, BitConverter.SingleToInt32Bits(each))), players.Step);
}
