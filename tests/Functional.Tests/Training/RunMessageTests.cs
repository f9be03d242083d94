using static Functional.Layers<float>;

namespace Functional.Tests.TrainingRuns;

/// <summary>What a run says where there is nothing to hand out, or where two things do not belong together.</summary>
public class RunMessageTests
{
    private static readonly Key Seed = Key.FromSeed(9);
    private static readonly Layer<float, Tensor<float>, Tensor<float>> Network = Dense(3);
    private static readonly Batches<Tensor<float>, Labels> Iris = DataSets.Iris<float>().Samples.Batches(75);

    private static readonly (string Name, Optimizer<float> Optimizer, string Needs)[] All =
    [
        ("Sgd(0.1)", Optimizer.Sgd(0.1f), "no moments"),
        ("Sgd(0.1, 0.9)", Optimizer.Sgd(0.1f, momentum: 0.9), "the moments [momentum]"),
        ("Adam(0.1)", Optimizer.Adam(0.1f), "the moments [adam]"),
    ];

    public static TheoryData<int, int> Others => new() { { 0, 1 }, { 0, 2 }, { 1, 0 }, { 1, 2 }, { 2, 0 }, { 2, 1 } };

    [Fact]
    public void A_run_that_has_had_its_epochs_says_where_it_stands_and_what_to_do()
    {
        var done = Run(Start(All[0].Optimizer)).Epochs(3).Last();

        var refused = Assert.Throws<InvalidOperationException>(() => Run(done).Epochs(3).Last());

        Assert.All(["Epochs(3)", "step 7", "epoch 3 ", "Epochs(4)"], part => Assert.Contains(part, refused.Message, StringComparison.Ordinal));
        Assert.Equal(8, Run(done).Epochs(4).Last().Step);
    }

    [Fact]
    public void A_look_that_comes_after_the_epochs_says_so()
    {
        var refused = Assert.Throws<InvalidOperationException>(() => Run(Start(All[0].Optimizer), Every.Steps(5)).Epochs(2).Last());

        Assert.All(["Epochs(2)", "step 5", "more often"], part => Assert.Contains(part, refused.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void No_state_at_all_has_no_epochs_to_be_past() => Assert.Empty(Run(Start(All[0].Optimizer)).Take(0).Epochs(3));

    [Theory]
    [MemberData(nameof(Others))]
    public void Another_optimiser_says_what_it_found_and_needs_and_what_to_do(int made, int used)
    {
        var state = Run(Start(All[made].Optimizer)).First();

        var refused = Assert.Throws<ParameterException>(() => Run(state with { Optimizer = All[used].Optimizer }).First());

        Assert.All(
            [All[used].Name + ":", $"needs {All[used].Needs}", $"has {All[made].Needs}", "WithOptimizer", "optimizer.Initialize(state.Parameters)"],
            part => Assert.Contains(part, refused.Message, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void Another_optimiser_begins_anew(int made, int used)
    {
        var state = Run(Start(All[made].Optimizer)).First();
        var other = All[used].Optimizer;

        Assert.Equal(state with { Optimizer = other, OptimizerState = other.Initialize(state.Parameters) }, state.WithOptimizer(other));
        Assert.Equal(2, Run(state.WithOptimizer(other)).First().Step);
    }

    [Fact]
    public void A_network_without_parameters_has_no_moments()
    {
        var start = Training.Start(Tanh, [4], Optimizer.Adam(0.1f), Seed);

        Assert.Equal(1, Training.Step(start, Tanh, CrossEntropy([0, 1]), Tensor.Ones<float>([2, 4])).Step);
    }

    [Fact]
    public void A_look_after_very_many_steps_is_none_at_the_end_of_an_epoch()
    {
        Assert.NotEqual(Every.Epoch, Every.Steps(int.MaxValue));
        Assert.False(Every.Steps(int.MaxValue).Sees(4, endsEpoch: true));
        Assert.True(Every.Steps(int.MaxValue).Sees(int.MaxValue, endsEpoch: false));
        Assert.True(Every.Epoch.Sees(4, endsEpoch: true));
        Assert.False(Every.Epoch.Sees(int.MaxValue, endsEpoch: false));
    }

    private static TrainingState<float> Start(Optimizer<float> optimizer) => Training.Start(Network, [4], optimizer, Seed);

    private static IEnumerable<TrainingState<float>> Run(TrainingState<float> start, Every every = default) =>
        Training.Run(start, Network, CrossEntropy, Iris, every);
}
