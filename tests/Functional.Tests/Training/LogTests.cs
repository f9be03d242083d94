using System.Globalization;

namespace Functional.Tests.TrainingRuns;

/// <summary>A log of comma-separated values.</summary>
public sealed class LogTests : IDisposable
{
    private const string Header = "step,epoch,batch,cost,rate,auxiliary.largest,norm.gradient,norm.update";

    private readonly string folder = Directory.CreateTempSubdirectory("functional-").FullName;

    private string Log => Path.Combine(folder, "run.csv");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void There_is_a_header_and_a_line_for_each_state_and_numbers_are_read_as_the_same_bits()
    {
        using var text = new StringWriter();

        var states = LookedAt.Run().LogTo(text).Take(7).ToArray();

        var lines = text.ToString().Split('\n');
        Assert.Equal(Header, lines[0]);
        Assert.Equal("", lines[^1]);
        Assert.Equal(states.Length, lines.Length - 2);
        Assert.All(states.Select((state, i) => (First: state, Second: lines[i + 1])), static each =>
        {
            var cells = each.Second.Split(',');
            Assert.Equal([$"{each.First.Step}", $"{each.First.Epoch}", $"{each.First.Batch}"], cells[..3]);
            Assert.Equal(
                [each.First.Cost!.Value, each.First.Auxiliary["largest"].Scalar, Norm(each.First, "gradient"), Norm(each.First, "update")],
                cells.Where(static (_, column) => column is 3 or > 4).Select(static cell => float.Parse(cell, CultureInfo.InvariantCulture)));
            Assert.Equal(each.First.Rate, double.Parse(cells[4], CultureInfo.InvariantCulture));
        });
    }

    [Fact]
    public void A_cell_without_a_number_is_empty()
    {
        using var text = new StringWriter();
        var start = Training.Start(TensorTree<double>.Of(("x", (Tensor<double>)1)), new Optimizer<double>(), Key.FromSeed(1));
        _ = Training.Run(start, Objective.Trace((TensorTree<double> θ, int _, Context<double> _) => new ObjectiveValue<double>(θ["x"] * 0.5)), 0).LogTo(text).Steps(1).Last();

        Assert.Equal("step,epoch,batch,cost,rate\n1,0,1,0.5,\n", text.ToString());
    }

    [Fact]
    public void A_name_with_a_comma_is_quoted()
    {
        using var text = new StringWriter();
        var state = LookedAt.Start with { Auxiliary = TensorTree<float>.Of(("a,\"b\"", (Tensor<float>)1.5f)) };

        _ = new[] { state }.LogTo(text).Last();

        Assert.Contains("rate,\"auxiliary.a,\"\"b\"\"\",norm.gradient", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_line_is_in_the_file_before_its_state_is_handed_on()
    {
        var count = 1;
        foreach (var state in LookedAt.Run().LogTo(Log).Take(4))
        {
            using var reader = new StreamReader(new FileStream(Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            var lines = reader.ReadToEnd().Split('\n');
            Assert.Equal(++count, lines.Length - 1);
            Assert.StartsWith($"{state.Step},", lines[^2], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_run_that_is_gone_on_with_goes_on_with_its_file()
    {
        var whole = Path.Combine(folder, "whole.csv");
        _ = LookedAt.Run().LogTo(whole).Steps(9).Last();

        var half = LookedAt.Run().LogTo(Log).Steps(4).Last();
        _ = Training.Run(half, LookedAt.Objective, LookedAt.Data().Batches(4)).LogTo(Log).Steps(9).Last();

        Assert.Equal(File.ReadAllText(whole), File.ReadAllText(Log));
    }

    [Theory]
    [InlineData("step,epoch,batch,cost\n1,0,1,0.5\n", "[step,epoch,batch,cost]")]
    [InlineData("notes of mine", "[notes of mine]")]
    [InlineData(Header + "\n1,0,1,0.", "ends within a line")]
    [InlineData(Header, Header)]
    public void A_file_with_something_else_is_refused_and_stays_as_it_was(string text, string said)
    {
        File.WriteAllText(Log, text);

        var refused = Assert.Throws<InvalidDataException>(() => LookedAt.Run().LogTo(Log).Take(3).Count());

        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
        Assert.Contains(Log, refused.Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(Log));
    }

    [Fact]
    public void A_file_that_cannot_be_is_refused_before_the_first_step()
    {
        var computed = 0;
        var run = LookedAt.Run().Select(state => { computed++; return state; });

        Assert.Throws<DirectoryNotFoundException>(() => run.LogTo(Path.Combine(folder, "none", "run.csv")).Take(3).Count());

        Assert.Equal(0, computed);
    }

    [Fact]
    public void A_state_with_other_columns_is_refused()
    {
        using var text = new StringWriter();
        var other = LookedAt.Start with { Step = 2, Auxiliary = TensorTree<float>.Of(("other", (Tensor<float>)1f)) };

        var refused = Assert.Throws<InvalidOperationException>(() => new[] { LookedAt.Start, other }.LogTo(text).Count());

        Assert.Contains("auxiliary.other", refused.Message, StringComparison.Ordinal);
        Assert.Contains("after step 2", refused.Message, StringComparison.Ordinal);
        Assert.Equal(2, text.ToString().Split('\n').Length - 1);
    }

    private static float Norm(TrainingState<float> state, string name) => Optimizer.NormsOf(state.OptimizerState, name).Global.Scalar;
}
