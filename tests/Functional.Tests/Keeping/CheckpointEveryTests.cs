using Functional.IO;

namespace Functional.Tests.Keeping;

public sealed class CheckpointEveryTests : ScratchFolder
{
    private static readonly string[] Reasons = ["not written to its end", "no training state", "it has 0 bytes", "it is cut off"];

    [Fact]
    public void Files_are_written_every_so_many_steps_and_the_newest_are_kept()
    {
        var seen = new List<(long Step, string Files)>();
        foreach (var state in TrainedRun.From(TrainedRun.Start).CheckpointEvery(4, At("run"), keep: 2).Take(13))
            seen.Add((state.Step, Files()));

        Assert.Equal([.. Enumerable.Range(1, 13).Select(static step => (long)step)], seen.Select(static each => each.Step));
        Assert.Equal("", seen[2].Files);
        Assert.Equal("step-00000004.safetensors", seen[3].Files);
        Assert.Equal("step-00000004.safetensors step-00000008.safetensors", seen[7].Files);
        Assert.Equal("step-00000004.safetensors step-00000008.safetensors", seen[10].Files);
        Assert.Equal("step-00000008.safetensors step-00000012.safetensors", seen[12].Files);
        TrainedRun.Same(TrainedRun.After(12), TrainedRun.Loaded(At("run/step-00000012.safetensors")));
    }

    [Fact]
    public void The_states_are_passed_on_as_they_are()
    {
        var plain = TrainedRun.From(TrainedRun.Start).Take(9).ToArray();
        var kept = TrainedRun.From(TrainedRun.Start).CheckpointEvery(2, At("run"), keep: 1).Take(9).ToArray();

        foreach (var (one, other) in plain.Zip(kept))
            TrainedRun.Same(one, other);
    }

    /// <summary>The run hands out its state after epochs of 10 steps: files are written at the first one after each 15 steps.</summary>
    [Fact]
    public void Where_a_state_is_not_handed_out_the_first_after_it_is_written()
    {
        _ = TrainedRun.From(TrainedRun.Start, Every.Epoch).CheckpointEvery(15, At("run"), keep: 9).Count();

        Assert.Equal("step-00000020.safetensors step-00000030.safetensors", Files());
    }

    [Theory]
    [InlineData(20)]
    [InlineData(10)]
    public void A_run_that_goes_on_writes_the_files_that_it_would_have_written(int stop)
    {
        _ = TrainedRun.From(TrainedRun.Start, Every.Epoch).CheckpointEvery(15, At("run"), keep: 9).TakeWhile(state => state.Step < stop).Count();
        _ = TrainedRun.From(Resumed(), Every.Epoch).CheckpointEvery(15, At("run"), keep: 9).Count();

        Assert.Equal("step-00000020.safetensors step-00000030.safetensors", Files());
        TrainedRun.Same(TrainedRun.After(30), TrainedRun.Loaded(At("run/step-00000030.safetensors")));
    }

    [Fact]
    public void The_newest_whole_file_is_found_and_what_was_passed_over_is_said()
    {
        _ = TrainedRun.From(TrainedRun.Start).CheckpointEvery(5, At("run"), keep: 3).Take(15).Count();
        File.WriteAllBytes(At("run/step-00000015.safetensors"), File.ReadAllBytes(At("run/step-00000015.safetensors"))[..^1]);
        File.WriteAllText(At("run/step-00000020.safetensors.0.tmp"), "half");
        File.WriteAllText(At("run/step-00000020.safetensors"), "");
        Safetensors.Save(At("run/step-00000025.safetensors"), TrainedRun.Start.Parameters).ThrowIfFail();
        File.WriteAllText(At("run/step-30.safetensors"), "another program's");

        var latest = Checkpoints.Latest(At("run")).ThrowIfFail();

        Assert.Equal(At("run/step-00000010.safetensors"), latest.Path);
        Assert.Equal(
            [
                ("step-00000020.safetensors.0.tmp", "not written to its end"), ("step-00000025.safetensors", "no training state"),
                ("step-00000020.safetensors", "it has 0 bytes"), ("step-00000015.safetensors", "it is cut off"),
            ],
            latest.Ignored.Select(each => (Path.GetFileName(each.Message.Split(": ")[0]), Said(each.Message))));
        TrainedRun.Same(TrainedRun.After(10), Resumed());
        Assert.Contains("ignored: ", latest.ToString(), StringComparison.Ordinal);

        static string Said(string message) => Reasons.Single(each => message.Contains(each, StringComparison.Ordinal));
    }

    [Fact]
    public void Steps_are_compared_as_numbers()
    {
        Directory.CreateDirectory(At("run"));
        foreach (var step in new[] { 99_999_999, 100_000_000 })
            Checkpoint.Save(At(FormattableString.Invariant($"run/step-{step}.safetensors")), TrainedRun.Start with { Step = step }).ThrowIfFail();

        Assert.Equal(100_000_000, Resumed().Step);
    }

    [Fact]
    public void Before_the_first_run_there_is_nothing_and_it_begins_at_the_start()
    {
        Assert.True(Checkpoints.Latest(At("run")).ThrowIfFail().Path.IsNone);
        TrainedRun.Same(TrainedRun.Start, Resumed());
    }

    [Fact]
    public void A_file_in_the_place_of_the_folder_is_said()
    {
        File.WriteAllText(At("run"), "");

        SafetensorsTests.Fails(At("run"), Checkpoints.Latest(At("run")).Map(static _ => ""));
        Assert.True(Checkpoints.Resume(At("run"), TrainedRun.Start).IsFail);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_refused_before_the_first_step()
    {
        File.WriteAllText(At("run"), "");
        var steps = 0;
        var run = TrainedRun.From(TrainedRun.Start).Select(state =>
        {
            steps++;
            return state;
        });

        var refused = Assert.Throws<IOException>(() => run.CheckpointEvery(1, At("run"), keep: 1).First());
        Assert.Contains(At("run"), refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, steps);
    }

    [Fact]
    public void A_file_that_cannot_be_written_stops_the_run_and_the_older_ones_stay()
    {
        using var run = TrainedRun.From(TrainedRun.Start).CheckpointEvery(2, At("run"), keep: 1).GetEnumerator();
        for (var step = 1; step <= 3; step++)
            Assert.True(run.MoveNext());
        Directory.CreateDirectory(At("run/step-00000004.safetensors"));

        Assert.Contains("step-00000004.safetensors", Assert.Throws<IOException>(() => run.MoveNext()).Message, StringComparison.Ordinal);
        TrainedRun.Same(TrainedRun.After(2), Resumed());
        Assert.Equal("step-00000002.safetensors", Files());
    }

    [Fact]
    public void What_a_killed_run_has_left_half_written_is_removed()
    {
        Directory.CreateDirectory(At("run"));
        File.WriteAllText(At("run/step-00000020.safetensors.0.tmp"), "half");
        File.WriteAllText(At("run/notes.tmp"), "another's");

        _ = TrainedRun.From(TrainedRun.Start).CheckpointEvery(100, At("run"), keep: 1).First();
        Assert.Equal("notes.tmp", Files());
    }

    [Fact]
    public void A_broken_file_ahead_is_written_again()
    {
        _ = TrainedRun.From(TrainedRun.Start).CheckpointEvery(5, At("run"), keep: 3).Take(10).Count();
        File.WriteAllText(At("run/step-00000010.safetensors"), "");

        _ = TrainedRun.From(Resumed()).CheckpointEvery(5, At("run"), keep: 3).Take(6).Count();
        TrainedRun.Same(TrainedRun.After(10), Resumed());
    }

    [Fact]
    public void The_folder_of_a_run_that_was_further_is_refused()
    {
        _ = TrainedRun.From(TrainedRun.Start).CheckpointEvery(5, At("run"), keep: 3).Take(10).Count();

        var refused = Assert.Throws<InvalidOperationException>(() => TrainedRun.From(TrainedRun.Start).CheckpointEvery(5, At("run"), keep: 3).First());
        Assert.Contains("this run is at step 1, but " + At("run/step-00000010.safetensors") + " is of step 10", refused.Message, StringComparison.Ordinal);
        Assert.Equal("step-00000005.safetensors step-00000010.safetensors", Files());
    }

    [Fact]
    public void What_makes_no_sense_is_refused_at_once()
    {
        Assert.Contains("got 0", Assert.Throws<ArgumentOutOfRangeException>(() => TrainedRun.From(TrainedRun.Start).CheckpointEvery(0, "run", 1)).Message, StringComparison.Ordinal);
        Assert.Contains("got 0", Assert.Throws<ArgumentOutOfRangeException>(() => TrainedRun.From(TrainedRun.Start).CheckpointEvery(1, "run", 0)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => TrainedRun.From(TrainedRun.Start).CheckpointEvery(1, "", 1));
        Assert.Throws<ArgumentException>(() => Checkpoints.Latest(""));
    }

    private string Files() => !Directory.Exists(At("run")) ? "" : string.Join(' ', Directory.GetFiles(At("run")).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    private TrainingState<float> Resumed() =>
        Checkpoints.Resume(At("run"), TrainedRun.Start).IfFail(static problems => throw new InvalidDataException(problems.Head.Message));
}
