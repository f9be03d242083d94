using System.Text.RegularExpressions;
using Functional.Tests.TrainingRuns;
using Spectre.Console;

namespace Functional.Tests.Terminal;

/// <summary>A run as it is seen in a terminal, and where there is none.</summary>
public sealed partial class ShowTests : IDisposable
{
    private readonly SetClock clock = new();
    private readonly StringWriter output = new();

    public void Dispose() => output.Dispose();

    [Fact]
    public void Without_a_terminal_there_is_a_plain_line_for_each_tenth()
    {
        var last = clock.Slow(LookedAt.Run(), 0.5).Show(Plain(), 20, null, clock).Last();

        var lines = Lines();
        Assert.Equal(20, last.Step);
        Assert.Equal(10, lines.Length);
        Assert.Equal(
            Invariant($"step 20 of 20 (100 %), epoch 4: cost {last.Cost:G4}, rate 0.00625, 2 steps/s, gradient norm {Norm(last, "gradient"):G4}, update norm {Norm(last, "update"):G4}, largest {last.Auxiliary["largest"].Scalar:G4}"),
            lines[^1]);
        Assert.StartsWith("step 4 of 20 (20 %), epoch 1, 0:08 left: cost ", lines[1], StringComparison.Ordinal);
        Assert.DoesNotContain('\e', output.ToString());
    }

    [Fact]
    public void What_there_is_to_say_takes_the_place_of_the_numbers()
    {
        _ = LookedAt.Run().Show(Plain(), 20, static state => state.EndsEpoch ? $"epoch {state.Epoch + 1} is over" : null, clock).Last();

        Assert.Equal(["epoch 1 is over", "epoch 2 is over", "epoch 3 is over", "epoch 4 is over"], Lines());
    }

    [Fact]
    public void In_a_terminal_the_same_lines_are_drawn_again_and_end_with_the_last_state()
    {
        var last = clock.Slow(LookedAt.Run(), 0.5).Show(Live(), 20, static state => $"[said] at {state.Step}", clock).Last();

        var text = output.ToString();
        Assert.True(Up().Count(text) == 19, text);
        var final = Sequences().Replace(text[text.LastIndexOf("cost\n", StringComparison.Ordinal)..], "").Split('\n');
        Assert.Contains($"             └{new string('━', 79 - 14)}", final);
        Assert.Contains("step 20 of 20 (100 %), epoch 4", final);
        // The last batch of an epoch has two samples.
        Assert.Contains(Invariant($"cost {last.Cost:G4}, rate 0.00625, 2 steps/s, 4 samples/s"), final);
        Assert.Contains("[said] at 20", final);
        Assert.All(final, static line => Assert.True(line.TrimEnd('\r').Length < 80, line));
        Assert.Contains(final, static line => line.Contains('•', StringComparison.Ordinal));
    }

    [Fact]
    public void A_line_that_is_too_long_is_cut_so_that_lines_stay_in_their_place()
    {
        _ = LookedAt.Run().Show(Live(), 5, static _ => new string('x', 200), clock).Last();

        Assert.Contains(new string('x', 78) + "…", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(new string('x', 79), output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void After_an_interruption_the_step_is_finished_and_its_state_is_the_last_one(bool live)
    {
        Interrupt? interrupt = null;
        var computed = 0;
        var run = LookedAt.Run().Select(state =>
        {
            computed++;
            if (state.Step == 3)
                Assert.True(interrupt!.Press());
            return state;
        });

        var states = ConsoleView.Shown(run, live ? Live() : Plain(), 20, null, clock, () => interrupt = new()).ToArray();

        Assert.Equal([1L, 2, 3], states.Select(static state => state.Step));
        Assert.Equal(3, computed);
        Assert.Equal("Interrupted: this is what was learnt in 3 of 20 steps.", Lines()[^1]);
        Assert.False(interrupt!.Press());
    }

    [Fact]
    public void States_pass_as_they_are() => Assert.Equal(
        LookedAt.Run().Take(6).Select(static state => state.Parameters), LookedAt.Run().Show(Live(), 6, null, clock).Select(static state => state.Parameters));

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        Assert.Contains("got 0", Assert.Throws<ArgumentOutOfRangeException>(() => LookedAt.Run().Show(Plain(), 0)).Message, StringComparison.Ordinal);
        var late = LookedAt.Run().Skip(4);
        Assert.Contains("after step 5", Assert.Throws<InvalidOperationException>(() => late.Show(Plain(), 3, null, clock).Last()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_is_looked_at_seldom_is_a_curve_without_holes()
    {
        var curve = new CostCurve(100, 40);
        foreach (var step in new[] { 10, 50, 100 })
            curve.Add(step, 200.0 - step);

        var (lines, isLogarithmic) = curve.Draw(5);

        Assert.False(isLogarithmic);
        Assert.Equal(37, lines.Select(static line => line.Count(static each => each == '•')).Sum());         // from the column of step 10, the fourth, to the last
    }

    [Fact]
    public void Costs_that_differ_by_their_order_are_drawn_by_their_ratios()
    {
        var curve = new CostCurve(3, 3);
        foreach (var (step, cost) in new[] { (1, 100.0), (2, 10), (3, 1) })
            curve.Add(step, cost);

        var (lines, isLogarithmic) = curve.Draw(3);

        Assert.True(isLogarithmic);
        Assert.Equal(["         100 │•", "             │ •", "           1 │  •"], lines);
    }

    private string[] Lines() => output.ToString().TrimEnd('\n').Split('\n');

    private IAnsiConsole Plain() => Terminal(AnsiSupport.No, InteractionSupport.No);

    private IAnsiConsole Live() => Terminal(AnsiSupport.Yes, InteractionSupport.Yes);

    private IAnsiConsole Terminal(AnsiSupport ansi, InteractionSupport interactive)
    {
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(output), Ansi = ansi, Interactive = interactive, ColorSystem = ColorSystemSupport.NoColors });
        console.Profile.Width = 80;
        return console;
    }

    private static float Norm(TrainingState<float> state, string name) => Optimizer.NormsOf(state.OptimizerState, name).Global.Scalar;

    [GeneratedRegex(@"\e\[\d+A")]
    private static partial Regex Up();

    [GeneratedRegex(@"\r?\e\[[0-9;]*[A-Za-z]")]
    private static partial Regex Sequences();
}
