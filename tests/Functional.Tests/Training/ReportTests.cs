namespace Functional.Tests.TrainingRuns;

/// <summary>What is reported of a run, and when.</summary>
public class ReportTests
{
    private sealed class Heard : IProgress<TrainingReport>
    {
        public List<TrainingReport> All { get; } = [];

        public void Report(TrainingReport value) => All.Add(value);
    }

    [Fact]
    public void A_report_says_what_the_state_says()
    {
        var heard = new Heard();
        var states = LookedAt.Run().ReportTo(heard, new SetClock()).Take(7).ToArray();

        Assert.Equal(7, heard.All.Count);
        Assert.All(states.Zip(heard.All), static each =>
        {
            var (state, report) = each;
            Assert.Equal((state.Step, state.Epoch, state.Batch, state.EndsEpoch), (report.Step, report.Epoch, report.Batch, report.EndsEpoch));
            Assert.Equal((double)state.Cost!.Value, report.Cost);
            Assert.Equal(0.125 * (1 - (state.Step - 1) / 20.0), report.Rate!.Value, 1e-15);
            Assert.Equal(["largest"], report.Auxiliary.Leaves.Select(static leaf => leaf.Path));
            Assert.Equal(state.Auxiliary["largest"].Scalar, report.Auxiliary["largest"].Scalar);
            Assert.Equal(["gradient", "update"], report.Norms.Leaves.Select(static leaf => leaf.Path));
            Assert.Equal(Optimizer.NormsOf(state.OptimizerState, "gradient").Global.Scalar, report.Norms["gradient"].Scalar);
            // The step is the gradient times the rate; both norms are rounded to float.
            Assert.Equal(report.Rate!.Value, report.Norms["update"].Scalar / report.Norms["gradient"].Scalar, 1e-6);
        });
        Assert.Equal([4L, 8, 12, 16, 18, 22, 26], heard.All.Select(static report => report.Samples!.Value));
    }

    [Fact]
    public void States_pass_as_they_are_and_nothing_is_computed_before_somebody_asks()
    {
        var heard = new Heard();

        var run = LookedAt.Run().ReportTo(heard, new SetClock());

        Assert.Empty(heard.All);
        Assert.Equal(LookedAt.Run().Take(6).Select(static state => state.Parameters), run.Take(6).Select(static state => state.Parameters));
    }

    [Fact]
    public void The_first_is_reported_then_at_most_so_often_and_the_last_one()
    {
        var (heard, clock) = (new Heard(), new SetClock());

        _ = clock.Slow(LookedAt.Run(), 0.5).ReportTo(heard, clock, TimeSpan.FromSeconds(2)).Steps(11).Last();

        Assert.Equal([1L, 5, 9, 11], heard.All.Select(static report => report.Step));
    }

    [Fact]
    public void The_last_state_is_reported_where_the_run_breaks_off()
    {
        var heard = new Heard();
        static IEnumerable<TrainingState<float>> Broken()
        {
            foreach (var state in LookedAt.Run().Take(3))
                yield return state;
            throw new IOException("away");
        }

        Assert.Throws<IOException>(() => Broken().ReportTo(heard, new SetClock(), TimeSpan.FromHours(1)).Count());

        Assert.Equal([1L, 3], heard.All.Select(static report => report.Step));
    }

    [Fact]
    public void The_pace_is_that_of_the_clock_since_the_report_before()
    {
        var (heard, clock) = (new Heard(), new SetClock());

        _ = clock.Slow(LookedAt.Run(), 0.25).ReportTo(heard, clock, TimeSpan.FromSeconds(1)).Steps(9).Last();

        Assert.Equal([null, 4.0, 4.0], heard.All.Select(static report => report.StepsPerSecond));
        // Steps 2 to 5 see 4 + 4 + 4 + 2 samples, steps 6 to 9 four times 4.
        Assert.Equal([null, 14.0, 16.0], heard.All.Select(static report => report.SamplesPerSecond));
    }

    [Fact]
    public void Where_no_time_passes_there_is_no_pace_and_where_batches_do_not_count_there_are_no_samples()
    {
        var (heard, clock) = (new Heard(), new SetClock());
        _ = LookedAt.Run().ReportTo(heard, clock).Steps(3).Last();
        Assert.All(heard.All, static report => Assert.Null(report.StepsPerSecond));

        var start = Training.Start(TensorTree<double>.Of(("x", (Tensor<double>)1)), Optimizer.Sgd(0.1), Key.FromSeed(1));
        var square = Objective.Trace((TensorTree<double> θ, string _, Context<double> _) => new ObjectiveValue<double>(θ["x"] * θ["x"]));
        var others = new Heard();
        _ = clock.Slow(Training.Run(start, square, "no samples"), 1).ReportTo(others, clock).Steps(3).Last();

        Assert.All(others.All, static report => Assert.True(report.Samples is null && report.SamplesPerSecond is null));
        Assert.Equal([null, 1.0, 1.0], others.All.Select(static report => report.StepsPerSecond));
    }

    [Fact]
    public void The_same_samples_are_counted_however_a_run_is_made()
    {
        var network = Layers<double>.Dense(3);
        var iris = DataSets.Iris<double>().Samples;
        var start = Training.Start(network, [4], Optimizer.Sgd(0.1), Key.FromSeed(3));

        Assert.Equal(300, Training.Run(start, network, Layers<double>.CrossEntropy(iris.Targets), iris.Inputs).ElementAt(1).Samples);
        Assert.Equal(300, Training.Run(start, network, Layers<double>.CrossEntropy, iris.Batches(40), Every.Epoch).ElementAt(1).Samples);
        Assert.Equal(40, Training.Step(start, network, Layers<double>.CrossEntropy(iris.Targets.TakeRows([.. Enumerable.Range(0, 40)])), iris.Inputs.TakeRows([.. Enumerable.Range(0, 40)])).Samples);
    }

    [Fact]
    public void A_report_is_one_line_of_what_is_known()
    {
        var report = new TrainingReport(120, 3, 30, 0.25) { Rate = 0.001, Norms = TensorTree<double>.Of(("gradient", (Tensor<double>)0.5)) };

        Assert.Equal("step 120, epoch 3, batch 30, cost 0.25, rate 0.001, gradient 0.5", report.ToString());
        Assert.Equal("step 0, epoch 0, batch 0, auxiliary 3", TrainingReport.Of(LookedAt.Start with { OptimizerState = new(0, TensorTree<float>.Empty), Auxiliary = (Tensor<float>)3 }).ToString());
    }

    [Fact]
    public void A_negative_time_is_refused() => Assert.Contains(
        "-1", Assert.Throws<ArgumentOutOfRangeException>(() => LookedAt.Run().ReportTo(new Heard(), new SetClock(), TimeSpan.FromSeconds(-1))).Message, StringComparison.Ordinal);
}
