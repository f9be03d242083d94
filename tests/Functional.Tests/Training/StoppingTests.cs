using static Functional.Layers<double>;

namespace Functional.Tests.TrainingRuns;

/// <summary>When a run stops, and which of its states is chosen.</summary>
public class StoppingTests
{
    private static readonly double[] Losses = [5, 4, 4.5, 3, 3, 3.5, 3.2, 1];

    [Fact]
    public void A_run_stops_when_its_patience_is_over_and_computes_nothing_more()
    {
        var computed = 0;

        var states = Losses.Select(loss => { computed++; return loss; }).StopAfter(3, static loss => loss).ToArray();

        Assert.Equal(Losses[..7], states);
        Assert.Equal(7, computed);
    }

    [Theory]
    [InlineData(1, 0, 3)]
    [InlineData(2, 0, 6)]
    [InlineData(4, 0, 8)]
    [InlineData(2, 1.0, 6)]
    public void Patience_counts_states_that_are_no_better(int patience, double atLeast, int count) =>
        Assert.Equal(count, Losses.StopAfter(patience, static loss => loss, atLeast).Count());

    [Fact]
    public void Not_a_number_is_never_better_and_never_best()
    {
        double[] losses = [double.NaN, 2, double.NaN, 1, double.NaN];

        Assert.Equal(1, losses.Best(static loss => loss));
        Assert.Equal([1.0, 2.0], losses.KeepBest(4, static loss => loss).ToArray());
        Assert.Single(losses.StopAfter(1, static loss => loss));
    }

    [Fact]
    public void The_best_is_the_first_of_those_that_are_equally_good()
    {
        (string Name, double Loss)[] states = [("a", 2), ("b", 1), ("c", 1), ("d", 3), ("e", 1.5)];

        Assert.Equal("b", states.Best(static state => state.Loss).Name);
        Assert.Equal(["b", "c", "e"], states.KeepBest(3, static state => state.Loss).Select(static state => state.Name));
    }

    [Fact]
    public void Where_nothing_qualifies_it_is_said()
    {
        Assert.Contains("handed out none", Assert.Throws<InvalidOperationException>(() => Array.Empty<double>().Best(static loss => loss)).Message, StringComparison.Ordinal);
        Assert.Contains("of the 2", Assert.Throws<InvalidOperationException>(() => new[] { double.NaN, double.NaN }.Best(static loss => loss)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Steps_are_counted_from_the_very_beginning()
    {
        var network = Dense(3);
        var batches = DataSets.Iris<double>().Samples.Batches(50);
        var start = Training.Start(network, [4], Optimizer.Sgd(0.1), Key.FromSeed(3));
        var states = Training.Run(start, network, CrossEntropy, batches).Steps(5).ToArray();

        Assert.Equal([1L, 2, 3, 4, 5], states.Select(static state => state.Step));
        Assert.Equal([4L, 5, 6, 7], Training.Run(states[2], network, CrossEntropy, batches).Steps(7).Select(static state => state.Step));
        Assert.Equal([3L], Training.Run(start, network, CrossEntropy, batches, Every.Steps(3)).Steps(5).Select(static state => state.Step));
        var refused = Assert.Throws<InvalidOperationException>(() => Training.Run(states[4], network, CrossEntropy, batches).Steps(5).Last());
        Assert.Contains("after step 6", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_is_over_by_the_clock_that_is_given()
    {
        var clock = new Clock();

        var states = Enumerable.Range(1, 100).Select(state => { clock.Now += 10; return state; }).For(TimeSpan.FromSeconds(35), clock).ToArray();

        Assert.Equal([1, 2, 3, 4], states);
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        Assert.Contains("0", Assert.Throws<ArgumentOutOfRangeException>(() => Losses.StopAfter(0, static loss => loss)).Message, StringComparison.Ordinal);
        Assert.Contains("-1", Assert.Throws<ArgumentOutOfRangeException>(() => Losses.StopAfter(1, static loss => loss, -1)).Message, StringComparison.Ordinal);
        Assert.Contains("0", Assert.Throws<ArgumentOutOfRangeException>(() => Losses.KeepBest(0, static loss => loss)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Losses.For(TimeSpan.Zero, TimeProvider.System));
    }

    /// <summary>Seconds that a test sets; the first is the one at which somebody begins to look.</summary>
    private sealed class Clock : TimeProvider
    {
        public long Now { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Now;
    }
}
