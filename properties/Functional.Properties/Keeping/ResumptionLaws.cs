using Functional.Laws;
using Functional.Properties.Kit;

namespace Functional.Properties.Keeping;

/// <summary>
/// Random networks go on where they were stopped. (Each optimiser and transformation of the catalogue has the law "kept" beside its others.) And the law is checked: a
/// state that has lost something is found.
/// </summary>
public sealed class ResumptionLaws
{
    private const int Cases = 300;

    [Fact]
    public void A_random_network_goes_on_to_the_bit_after_it_was_saved_and_loaded() => Each(static (draw, start, run) =>
        Assert.Equal(Outcome.Holds, Resumption.Of(draw, start, run, Resumption.SavedAndLoaded)));

    /// <summary>What is kept twice is the same file.</summary>
    [Fact]
    public void A_loaded_state_is_saved_as_the_same_bytes() => Each(static (draw, start, run) =>
    {
        var state = run(start).ElementAt(draw.Size("steps", 0, 3));
        Assert.Equal(Bytes(state), Bytes(Resumption.SavedAndLoaded(state, start)));
    });

    [Fact]
    public void A_lost_step_of_the_optimiser_is_found() => Found(static (state, _) => state with { OptimizerState = state.OptimizerState with { Step = 0 } });

    [Fact]
    public void Lost_moments_are_found() => Found(static (state, start) => state with { OptimizerState = state.OptimizerState with { Moments = start.OptimizerState.Moments } });

    [Fact]
    public void Lost_statistics_are_found() => Found(static (state, start) => state with { NetworkState = start.NetworkState });

    [Fact]
    public void A_lost_step_is_found() => Found(static (state, _) => state with { Step = 0 });

    [Fact]
    public void A_lost_batch_is_found() => Found(static (state, _) => state with { Batch = 0, EndsEpoch = false });

    [Fact]
    public void A_lost_epoch_is_found() => Found(static (state, _) => state with { Epoch = state.Epoch + 1 });

    [Fact]
    public void Another_key_is_found() => Found(static (state, _) => state with { Key = state.Key.Split(1) });

    [Fact]
    public void A_last_bit_of_a_parameter_is_found() =>
        Found(static (state, _) => state with { Parameters = state.Parameters.Map(static leaf => leaf.Map(double.BitIncrement)) });

    private static void Found(Func<TrainingState<double>, TrainingState<double>, TrainingState<double>> lossy) => Assert.Equal(
        Finding.Broken, Resumption.Of(new Draw(Key.FromSeed(3)), Optimizer.Adam<double>(Schedule.Linear(0.1, 0.01, 10)), lossy).Finding);

    private static void Each(Action<Draw, TrainingState<double>, Func<TrainingState<double>, IEnumerable<TrainingState<double>>>> check)
    {
        foreach (var each in Sampled.Of(Arbitraries.Networks(Grammar.Standard, NetworkLaws.DefaultDepth), Cases))
        {
            var (network, draw) = (Grammar.Standard.ToLayer(each.Network), each.Draw.Ordinary.Under("training"));
            var optimizer = draw.Choice("optimizer", 4) switch
            {
                0 => Optimizer.Sgd(0.01),
                1 => Optimizer.Sgd<double>(Schedule.Cosine(0.01, 6).WarmUp(2), Schedule.Linear(0.5, 0.9, 3)),
                2 => Optimizer.AdamW(0.01, Schedule.Linear(0.1, 0, 5)),
                _ => GradientTransformations<double>.Accumulate(2).Then(Optimizer.Lamb(0.01)),
            };
            var start = Training.Start(network, [each.Width], optimizer, draw.Key);
            var x = draw.Tensor<double>("x", [2 * draw.Size("pairs of samples", 2, 4), each.Width], -1, 1);
            var samples = new Samples<Tensor<double>, Tensor<double>>(x, x);
            check(draw, start, state => Training.Run(state, network, static _ => Mean, samples.Batches(2)));
        }
    }

    private static Layer<double, Tensor<double>, Tensor<double>> Mean { get; } =
        Layers<double>.Function("mean", static x => (x.Mean(), dy => Tensor.Full(x.Shape, dy.Scalar / x.Length)));

    private static byte[] Bytes(TrainingState<double> state)
    {
        using var file = new MemoryStream();
        Functional.IO.Checkpoint.Write(file, state);
        return file.ToArray();
    }
}
