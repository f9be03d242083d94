using static Functional.Layers<double>;

namespace Functional.Tests.Layers;

/// <summary>Running statistics go through every combinator: what one use of a link leaves, the next one takes.</summary>
public class StateFlowTests
{
    private static readonly Key Seed = Key.FromSeed(6);

    [Fact]
    public void A_normalisation_in_a_scan_moves_its_statistics_at_each_step()
    {
        var cell = Concatenate.Then(Dense(2)).Then(Named("norm", BatchNorm(momentum: 0.5))).Then(Duplicate);
        var made = Scan(cell, state: [2]).Start(Seed, [3, 2]);
        var x = Seed.Normal<double>([8, 3, 2]);

        var (_, _, after) = Scan(cell, state: [2]).Forward(made.Parameters, x, Context<double>.Training(Seed, made.State));

        var (now, statistics) = (Tensor.Zeros<double>([8, 2]), made.State);
        for (var t = 0; t < 3; t++)
            ((now, _), _, statistics) = cell.Forward(made.Parameters, (now, x.Slice(1, t, 1).Reshape(8, 2)), Context<double>.Training(Seed, statistics));
        Assert.Equal(statistics, after);
        Assert.NotEqual(made.State, after);
    }

    [Fact]
    public void A_normalisation_in_a_branch_of_a_residual_keeps_its_statistics_there()
    {
        var network = Chain(Dense(2), Residual(Parallel(Merge.Sum, Named("norm", BatchNorm()), Tanh)));
        var made = network.Start(Seed, [3]);

        var after = network.Forward(made.Parameters, Seed.Normal<double>([8, 3]), Context<double>.Training(Seed, made.State)).State;

        Assert.Equal(["1.norm.mean", "1.norm.variance"], after.Leaves.Select(static leaf => leaf.Path));
        Assert.NotEqual(made.State, after);
    }
}
