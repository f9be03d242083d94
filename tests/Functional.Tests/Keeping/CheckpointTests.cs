using Functional.IO;
using LanguageExt;
using LanguageExt.Common;
using static Functional.Layers<float>;

namespace Functional.Tests.Keeping;

public sealed class CheckpointTests : ScratchFolder
{
    [Theory]
    [InlineData(1)]
    [InlineData(10)]        // the end of an epoch: 150 flowers in batches of 16
    [InlineData(23)]
    public void A_state_comes_back_to_the_bit_and_the_run_goes_on_as_if_never_interrupted(int steps)
    {
        var state = TrainedRun.After(steps);
        Checkpoint.Save(At("run"), state).ThrowIfFail();

        var loaded = TrainedRun.Loaded(At("run"));
        TrainedRun.Same(state, loaded);
        TrainedRun.Same(TrainedRun.After(TrainedRun.Steps), TrainedRun.From(loaded).Last());
    }

    [Fact]
    public void The_state_before_the_first_step_comes_back_without_a_cost()
    {
        Checkpoint.Save(At("run"), TrainedRun.Start).ThrowIfFail();

        Assert.Null(TrainedRun.Loaded(At("run")).Cost);
        TrainedRun.Same(TrainedRun.Start, TrainedRun.Loaded(At("run")));
    }

    /// <summary>Whole numbers that a double cannot hold, and costs with all their digits.</summary>
    [Fact]
    public void Numbers_of_64_bits_come_back_to_the_bit()
    {
        var network = Layers<double>.Dense(2);
        var start = Training.Start(network, [3], Optimizer.Adam(0.1), Key.FromSeed(ulong.MaxValue - 1));
        double?[] costs = [0.1 + 0.2, 1.0 / 3, double.Epsilon, double.MaxValue, -0.0, null];
        foreach (var cost in costs)
        {
            var state = start with
            {
                Step = long.MaxValue - 1, Epoch = int.MaxValue, Batch = 12, EndsEpoch = true, Cost = cost, Samples = cost is null ? null : long.MaxValue, OptimizerState = start.OptimizerState with { Step = (1L << 53) + 1 },
            };
            Checkpoint.Save(At("run"), state).ThrowIfFail();

            var loaded = Checkpoint.Load(At("run"), start).IfFail(static problems => throw new InvalidDataException(problems.Head.Message));
            Assert.Equal(state with { Cost = null, Sample = null }, loaded with { Cost = null, Sample = null });
            Assert.Equal(Bits(cost), Bits(loaded.Cost));
        }
    }

    private static long? Bits(double? number) => number is { } known ? BitConverter.DoubleToInt64Bits(known) : null;

    [Fact]
    public void The_key_is_the_files_and_the_optimiser_the_programs()
    {
        Checkpoint.Save(At("run"), TrainedRun.After(7)).ThrowIfFail();
        var slower = Optimizer.AdamW<float>(1e-3f);

        var loaded = Checkpoint.Load(At("run"), Training.Start(TrainedRun.Network, [4], slower, Key.FromSeed(99)));
        Assert.True(loaded.IsSuccess);
        loaded.IfSuccess(state => Assert.Equal((TrainedRun.Start.Key, slower, 7L), (state.Key, state.Optimizer, state.Step)));
    }

    /// <summary>The schedules are the program's, their step the file's.</summary>
    [Fact]
    public void The_first_rate_after_loading_is_the_schedules_at_that_step()
    {
        var (schedule, steps) = (Schedule.Linear(0.5, 0.1, 40), 13);
        var start = Training.Start(TrainedRun.Network, [4], Optimizer.Sgd<float>(schedule), Key.FromSeed(1));
        Checkpoint.Save(At("run"), TrainedRun.From(start).ElementAt(steps - 1)).ThrowIfFail();

        var next = TrainedRun.From(Loaded(start)).First();
        var constant = TrainedRun.From(Loaded(start.WithOptimizer(Optimizer.Sgd<float>(Schedule.Constant(schedule.At(steps)))))).First();
        var first = TrainedRun.From(Loaded(start.WithOptimizer(Optimizer.Sgd<float>(Schedule.Constant(schedule.At(0)))))).First();
        SafetensorsTests.SameBits(constant.Parameters, next.Parameters);
        Assert.NotEqual(first.Parameters, next.Parameters);

        TrainingState<float> Loaded(TrainingState<float> into) => Checkpoint.Load(At("run"), into).IfFail(static problems => throw new InvalidDataException(problems.Head.Message));
    }

    [Fact]
    public void All_differences_are_said_at_once_and_what_was_perhaps_meant()
    {
        Checkpoint.Save(At("run"), TrainedRun.After(3)).ThrowIfFail();
        var other = Chain(Named("body", Chain(Dense(5), BatchNorm(), Tanh)), Dropout(0.2), Named("heads", Dense(3)));

        var problems = Problems(Checkpoint.Load(At("run"), Training.Start(other, [4], Optimizer.Sgd(0.1f, momentum: 0.9), Key.FromSeed(1))));

        Assert.All(problems, problem => Assert.StartsWith(At("run") + ": '", problem, StringComparison.Ordinal));
        Contains(problems, "'parameters.body.0.weight' should have shape [4, 5], but has [4, 6].");
        Contains(problems, "'parameters.body.1.scale' should have shape [5], but has [6].");
        Contains(problems, "'statistics.body.1.mean' should have shape [5], but has [6].");
        Contains(problems, "'parameters.heads.weight' of shape [5, 3] is missing; near it is 'parameters.head.weight'.");
        Contains(problems, "'parameters.head.weight' of shape [6, 3] is unexpected; near it is 'parameters.heads.weight'.");
        Contains(problems, "'moments.momentum.first.heads.bias' of shape [3] is missing");
        Contains(problems, "'moments.adam.second.head.bias' of shape [3] is unexpected");
        Assert.Equal(
            Difference(other, Optimizer.Sgd(0.1f, momentum: 0.9), TrainedRun.Start), problems.Count(static each => each.Contains("missing", StringComparison.Ordinal) || each.Contains("unexpected", StringComparison.Ordinal)));
    }

    [Fact]
    public void Another_element_type_is_said_of_every_tensor()
    {
        Checkpoint.Save(At("run"), TrainedRun.After(3)).ThrowIfFail();
        var start = Training.Start(Layers<double>.Chain(Layers<double>.Named("head", Layers<double>.Dense(3))), [6], Optimizer.Sgd(0.1), Key.FromSeed(1));

        var problems = Problems(Checkpoint.Load(At("run"), start));
        Contains(problems, "'parameters.head.weight' should be of type F64, but is of F32.");
        Contains(problems, "'parameters.head.bias' should be of type F64, but is of F32.");
        Contains(problems, "the run was started for samples of shape [4], but these have shape [6].");
    }

    [Theory]
    [InlineData("step", "-1", "its metadata 'step' should be a whole number from 0 to 9223372036854775807, but is '-1'.")]
    [InlineData("step", "9223372036854775808", "'step' should be")]
    [InlineData("step", "1.0", "'step' should be")]
    [InlineData("step", " 1", "'step' should be")]
    [InlineData("step", null, "its metadata 'step' should be a whole number from 0 to 9223372036854775807, but there is none.")]
    [InlineData("epoch", "2147483648", "its metadata 'epoch' should be a whole number from 0 to 2147483647, but is '2147483648'.")]
    [InlineData("batch", "", "'batch' should be")]
    [InlineData("ends epoch", "True", "its metadata 'ends epoch' should be true or false, but is 'True'.")]
    [InlineData("updates", "x", "'updates' should be")]
    [InlineData("cost", "0,5", "its metadata 'cost' should be a number, but is '0,5'.")]
    [InlineData("key", "1", "its metadata 'key' should be two whole numbers of 32 bits, but is '1'.")]
    [InlineData("key", "1 4294967296", "'key' should be")]
    [InlineData("key", "1 2 3", "'key' should be")]
    [InlineData("sample", "[5]", "the run was started for samples of shape [5], but these have shape [4].")]
    [InlineData("format", null, "it is no training state: its metadata 'format' should be 'functional training state 1', but there is none.")]
    [InlineData("format", "functional training state 2", "but is 'functional training state 2'.")]
    public void A_text_that_does_not_fit_is_refused(string name, string? text, string expected)
    {
        Checkpoint.Save(At("run"), TrainedRun.After(3)).ThrowIfFail();
        var texts = Safetensors.ReadMetadata(At("run")).ThrowIfFail();
        Safetensors.Save(At("changed"), Safetensors.Read<float>(At("run")).ThrowIfFail(), text is null ? texts.Remove(name) : texts.SetItem(name, text)).ThrowIfFail();

        Assert.Contains(expected, Assert.Single(Problems(Checkpoint.Load(At("changed"), TrainedRun.Start))), StringComparison.Ordinal);
    }

    [Fact]
    public void All_texts_that_do_not_fit_are_said_at_once()
    {
        Checkpoint.Save(At("run"), TrainedRun.After(3)).ThrowIfFail();
        var texts = Safetensors.ReadMetadata(At("run")).ThrowIfFail().SetItem("step", "x").Remove("epoch").SetItem("key", "");
        Safetensors.Save(At("changed"), Safetensors.Read<float>(At("run")).ThrowIfFail(), texts).ThrowIfFail();

        Assert.Equal(3, Problems(Checkpoint.Load(At("changed"), TrainedRun.Start)).Length);
    }

    [Fact]
    public void Parameters_of_a_run_load_into_another_network_by_their_path()
    {
        var trained = TrainedRun.After(20);
        Checkpoint.Save(At("run"), trained).ThrowIfFail();
        var wider = Chain(Named("encoder", Chain(Dense(6), BatchNorm(), Tanh)), Named("head", Dense(7))).Start(Key.FromSeed(5), [4]).Parameters;

        var loaded = Checkpoint.LoadParameters(At("run"), wider, "encoder", static path => path.Replace("body.", "encoder.", StringComparison.Ordinal))
            .IfFail(static problems => throw new InvalidDataException(problems.Head.Message));

        SafetensorsTests.SameBits(trained.Parameters.Subtree("body"), loaded.Subtree("encoder"));
        SafetensorsTests.SameBits(wider.Subtree("head"), loaded.Subtree("head"));
        SafetensorsTests.SameBits(trained.Parameters, Checkpoint.LoadParameters(At("run"), TrainedRun.Start.Parameters).IfFail(wider));
    }

    [Fact]
    public void A_tree_loads_whole_or_every_difference_is_said()
    {
        var tree = TrainedRun.Start.Parameters;
        Safetensors.Save(At("tree"), tree).ThrowIfFail();

        SafetensorsTests.SameBits(tree, Safetensors.Load(At("tree"), TrainedRun.After(3).Parameters).IfFail(TensorTree<float>.Empty));
        var problems = Problems(Safetensors.Load(At("tree"), tree.Without("body.0.bias").WithSubtree("body.0.baes", tree.Subtree("body.0.bias"))));
        Assert.Equal(2, problems.Length);
        Contains(problems, "'body.0.baes' of shape [6] is missing; near it is 'body.0.bias'.");
        Contains(problems, "'body.0.bias' of shape [6] is unexpected; near it is 'body.0.baes'.");
    }

    [Fact]
    public void A_part_that_the_program_does_not_have_is_said_with_what_is_near()
    {
        Safetensors.Save(At("tree"), TrainedRun.Start.Parameters).ThrowIfFail();

        Contains(Problems(Safetensors.Load(At("tree"), TrainedRun.Start.Parameters, "head.wight")), "there is nothing at 'head.wight' in the tree that is loaded into; near it is 'head.weight'.");
    }

    [Fact]
    public void Half_precision_loads_into_floats()
    {
        File.WriteAllBytes(At("half"), Crafted.File("""{"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}}""", 4));
        var into = TensorTree<float>.Of(("a", Tensor.Zeros<float>([2])));

        Assert.Equal(
            Tensor.Vector<float>((float)BitConverter.UInt16BitsToHalf(0x0100), (float)BitConverter.UInt16BitsToHalf(0x0302)), Safetensors.Load(At("half"), into).IfFail(into)["a"]);
    }

    /// <summary>A file of very many other names is judged in time that grows with them, and not with each pair of them.</summary>
    [Fact]
    public void Where_nothing_fits_nothing_is_near()
    {
        var other = TensorTree<float>.Of([.. Enumerable.Range(0, 20_000).Select(static each => (FormattableString.Invariant($"layer{each}"), (TensorTree<float>)(Tensor<float>)1f))]);
        Safetensors.Save(At("tree"), other).ThrowIfFail();

        var problems = Problems(Safetensors.Load(At("tree"), TensorTree<float>.Of(("layerx", (Tensor<float>)1f))));
        Assert.Equal(20_001, problems.Length);
        Assert.DoesNotContain(problems, static each => each.Contains("near", StringComparison.Ordinal));
    }

    [Fact]
    public void A_broken_file_is_one_problem() =>
        Contains(Problems(Checkpoint.Load(Write("broken", Crafted.File("{}", 1)), TrainedRun.Start)), "which take 0 bytes, there are 1 more.");

    private string Write(string name, byte[] content)
    {
        File.WriteAllBytes(At(name), content);
        return At(name);
    }

    private static int Difference(Layer<float, Tensor<float>, Tensor<float>> network, Optimizer<float> optimizer, TrainingState<float> of)
    {
        var start = Training.Start(network, [4], optimizer, Key.FromSeed(1));
        var (one, other) = (Names(start), Names(of));
        return one.Except(other).Count() + other.Except(one).Count();

        static string[] Names(TrainingState<float> state) => [
            .. state.Parameters.Leaves.Select(static leaf => "parameters." + leaf.Path), .. state.NetworkState.Leaves.Select(static leaf => "statistics." + leaf.Path),
            .. state.OptimizerState.Moments.Leaves.Select(static leaf => "moments." + leaf.Path)];
    }

    private static void Contains(string[] problems, string expected) =>
        Assert.True(problems.Any(each => each.Contains(expected, StringComparison.Ordinal)), $"'{expected}' is none of:\n{string.Join('\n', problems)}");

    private static string[] Problems<A>(Validation<Error, A> result) => result.Match(
        static _ => throw new InvalidOperationException("It was not refused."), static problems => problems.Select(static each => each.Message).ToArray());
}
