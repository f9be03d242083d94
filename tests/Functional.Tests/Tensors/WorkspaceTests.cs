using static Functional.Layers<float>;

namespace Functional.Tests.Tensors;

public class WorkspaceTests
{
    private static readonly Key Seed = Key.FromSeed(4);
    private static readonly Shape Large = [64, 32];

    [Fact]
    public void What_a_step_returns_stays()
    {
        var workspace = new Workspace();
        var kept = workspace.Run(() => Numbers(1) + Numbers(2));
        for (var i = 0; i < 5; i++)
            workspace.Run(() => Numbers(3) * Numbers(4));

        Assert.Equal(Numbers(1) + Numbers(2), kept);
    }

    [Fact]
    public void What_does_not_leave_cannot_be_read()
    {
        Tensor<float>? escaped = null;
        new Workspace().Run(() => (escaped = Numbers(1)) + Numbers(2));

        var message = Assert.Throws<InvalidOperationException>(() => escaped!.Span[0]).Message;
        Assert.Equal(
            "This tensor of shape [64, 32] was made in a step of a workspace, and the step is over: its memory has been taken back. "
            + "Let the step return it, or compute it outside of the workspace.",
            message);
        Assert.Throws<InvalidOperationException>(() => escaped! + 1f);
        Assert.Throws<InvalidOperationException>(() => escaped!.Reshape(-1));
        Assert.Throws<InvalidOperationException>(() => escaped!.ToString());
        Assert.Throws<InvalidOperationException>(() => escaped!.First());
        Assert.Throws<InvalidOperationException>(() => escaped!.Equals(Numbers(1)));
    }

    [Fact]
    public void A_pullback_that_escapes_cannot_read_what_it_remembers()
    {
        Func<Tensor<float>, Tensor<float>>? back = null;
        var y = new Workspace().Run(() =>
        {
            (var output, back) = Tanh.At(TensorTree<float>.Empty)(Numbers(1) + 1f);
            return output * 2f;
        });

        Assert.Throws<InvalidOperationException>(() => back!(y));
    }

    [Fact]
    public void Another_shape_of_what_is_returned_stays_too()
    {
        var workspace = new Workspace();
        Tensor<float>? whole = null;
        var part = workspace.Run(() => (whole = Numbers(1)).Reshape(-1));
        workspace.Run(() => Numbers(2));

        Assert.Equal(Numbers(1), part.Reshape(Large));
        Assert.Equal(Numbers(1), whole);
    }

    [Fact]
    public void A_result_made_outside_is_the_result()
    {
        var outside = Numbers(1);
        var workspace = new Workspace();

        Assert.Same(outside, workspace.Run(() => outside));
        workspace.Run(() => Numbers(2));
        Assert.Equal(Numbers(1), outside);
    }

    [Fact]
    public void A_step_in_a_step_hands_its_result_to_the_outer_one()
    {
        var (outer, inner) = (new Workspace(), new Workspace());
        Tensor<float>? between = null;
        var result = outer.Run(() =>
        {
            between = inner.Run(() => Numbers(1) + Numbers(2));
            inner.Run(() => Numbers(5));
            return between * between;
        });

        Assert.Equal((Numbers(1) + Numbers(2)) * (Numbers(1) + Numbers(2)), result);
        Assert.Throws<InvalidOperationException>(() => between!.Span[0]);
    }

    [Fact]
    public void A_workspace_can_be_used_in_its_own_step()
    {
        var workspace = new Workspace();

        Assert.Equal(Numbers(1) + Numbers(2) * Numbers(3), workspace.Run(() => Numbers(1) + workspace.Run(() => Numbers(2) * Numbers(3))));
    }

    [Fact]
    public void A_step_that_throws_leaves_a_workspace_that_works()
    {
        var workspace = new Workspace();
        Tensor<float>? escaped = null;
        Assert.Throws<ShapeException>(() => workspace.Run(() => (escaped = Numbers(1)) + Tensor.Zeros<float>([3])));

        Assert.Throws<InvalidOperationException>(() => escaped!.Span[0]);
        Assert.Equal(Numbers(2), workspace.Run(() => Numbers(2)));
        Assert.Equal(Numbers(2), Numbers(2) + Tensor.Zeros<float>(Large));
    }

    [Fact]
    public void Repeating_takes_back_what_lies_between()
    {
        var seen = new List<Tensor<float>>();
        var last = new Workspace().Repeat(Numbers(0), 4, x =>
        {
            seen.Add(x);
            return x + 1f;
        });

        Assert.Equal(Numbers(0) + 1f + 1f + 1f + 1f, last);
        Assert.Equal(Numbers(0), seen[0]);
        Assert.All(seen.Skip(1), between => Assert.Throws<InvalidOperationException>(() => between.Span[0]));
    }

    [Fact]
    public void Repeating_keeps_what_goes_from_result_to_result()
    {
        var last = new Workspace().Repeat(new Pair<Tensor<float>, Tensor<float>>(Numbers(0), Numbers(1)), 5, x => (x.First + 1f, x.Second));

        Assert.Equal(Numbers(1), last.Second);
    }

    [Fact]
    public void Repeating_not_at_all_is_the_start() => Assert.Equal(Numbers(0), new Workspace().Repeat(Numbers(0), 0, x => x + 1f));

    [Fact]
    public void Several_threads_can_use_one_workspace()
    {
        var workspace = new Workspace();
        var results = new Tensor<float>[64];
        System.Threading.Tasks.Parallel.For(0, results.Length, i => results[i] = workspace.Run(() => Numbers(i) * Numbers(i + 1) + Numbers(i)));

        for (var i = 0; i < results.Length; i++)
            Assert.Equal(Numbers(i) * Numbers(i + 1) + Numbers(i), results[i]);
    }

    [Fact]
    public void A_gradient_in_a_workspace_is_bitwise_the_same()
    {
        var network = Chain(Dense(64), Relu, Residual(Chain(Dense(64), Tanh)), Parallel(Dense(32), Dense(16)), Dense(10));
        var x = Seed.Normal<float>([33, 40]);
        Labels labels = [.. Enumerable.Range(0, 33).Select(i => i % 10)];
        var parameters = network.Start(Seed, [40]).Parameters;
        var gradient = () => network.On(x).Then(CrossEntropy(labels)).Gradient()(parameters);
        var workspace = new Workspace();

        for (var i = 0; i < 3; i++)
            Assert.Equal(gradient(), workspace.Run(gradient));
    }

    [Fact]
    public void A_run_that_is_seldom_looked_at_is_bitwise_the_same()
    {
        var network = Chain(Dense(64), BatchNorm(), Relu, Dropout(0.2), Dense(3));
        var samples = new Samples<Tensor<float>, Labels>(Seed.Normal<float>([50, 20]), [.. Enumerable.Range(0, 50).Select(i => i % 3)]);
        var start = Training.Start(network, [20], Optimizer.Adam(0.01f), Seed);
        TrainingState<float>[] States(Every every) => [.. Training.Run(start, network, CrossEntropy, samples.Batches(16), every).Epochs(3)];

        var each = States(Every.Step);
        Assert.Equal(12, each.Length);
        Assert.Equal([4, 8, 12], each.Where(state => state.EndsEpoch).Select(state => state.Step));
        Assert.Equal(each.Where(state => state.EndsEpoch), States(Every.Epoch));
        Assert.Equal(each.Where(state => state.Step % 5 == 0), States(Every.Steps(5)));
    }

    [Theory]
    [InlineData("wide")]
    [InlineData("deep")]
    public void Between_two_looks_almost_nothing_is_allocated(string shape)
    {
        var network = shape == "deep" ? Repeat(32, Chain(Dense(64), Tanh)) : Chain(Dense(256), Relu, Dense(128), Relu, Dense(64));
        var optimizer = shape == "deep" ? Optimizer.Sgd(0.01f) : Optimizer.Adam(0.01f);
        var (x, cost) = (Seed.Normal<float>([32, 64]), CrossEntropy([.. Enumerable.Range(0, 32).Select(i => i % 64)]));
        var states = Training.Run(Training.Start(network, [64], optimizer, Seed), network, cost, x, Every.Steps(1000)).GetEnumerator();
        Assert.True(states.MoveNext());

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(states.MoveNext());

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 1000, 0, 64 * 1024);
    }

    private static Tensor<float> Numbers(int number) => Seed.Split(number).Uniform<float>(Large);
}
