using System.Reflection;
using System.Runtime.CompilerServices;
using static Functional.Layers<float>;

namespace Functional.Outside;

/// <summary>What a user writes has every right of what is built in: the same numbers, messages and memory.</summary>
public class OutsideTests
{
    private const int Steps = 60;
    private static readonly Key Seed = Key.FromSeed(21);
    private static readonly Tensor<float> X = Seed.Normal<float>([32, 24]);
    private static readonly Tensor<float> Targets = Seed.Split("targets").Normal<float>([32, 10]);

    private static Layer<float, Tensor<float>, Tensor<float>> BuiltIn { get; } =
        Chain(Dense(64), Relu, Residual(Chain(Dense(64), Relu)), Named("head", Dense(10)));

    private static Layer<float, Tensor<float>, Tensor<float>> Own { get; } =
        Chain(OwnDense.Of(64), OwnRelu.Layer, OwnResidual.Of(Chain(OwnDense.Of(64), OwnRelu.Layer)), Named("head", OwnDense.Of(10)));

    [Fact]
    public void The_library_is_no_friend_of_this_project() => Assert.DoesNotContain(
        typeof(Tensor).Assembly.GetCustomAttributes<InternalsVisibleToAttribute>(),
        static friend => friend.AssemblyName.StartsWith("Functional.Outside", StringComparison.Ordinal));

    [Fact]
    public void The_shipped_packages_are_no_friends_of_the_library() => Assert.All(
        typeof(Tensor).Assembly.GetCustomAttributes<InternalsVisibleToAttribute>(),
        static friend => Assert.Contains(friend.AssemblyName.Split(',')[0], (string[])["Functional.Tests", "Functional.Properties", "Functional.Benchmarks"]));

    [Fact]
    public void A_run_has_the_same_bits()
    {
        var (one, other) = (Run(BuiltIn, false).Take(Steps).ToArray(), Run(Own, true).Take(Steps).ToArray());

        Assert.Equal(one.Select(static state => state.Cost), other.Select(static state => state.Cost));
        Assert.Equal(Bits(one[^1]), Bits(other[^1]));
        Assert.NotEqual(one[0].Cost, one[^1].Cost);

        static uint[] Bits(TrainingState<float> state) => [.. new[] { state.Parameters, state.OptimizerState.Moments }
            .SelectMany(static tree => tree.Leaves).SelectMany(static leaf => leaf.Value).Select(BitConverter.SingleToUInt32Bits)];
    }

    [Fact]
    public void A_step_allocates_no_more()
    {
        var (builtIn, own) = (BytesOfAStep(Run(BuiltIn, false, 50)), BytesOfAStep(Run(Own, true, 50)));

        Assert.InRange(own, builtIn / 2, builtIn);
    }

    [Fact]
    public void Mistakes_are_told_in_the_same_words()
    {
        Same(static network => network.Start(Seed, []));
        Same(static network => network.Start(Seed, [5, 0]));
        Same(static network => network.At(network.Start(Seed, [24]).Parameters)(Tensor.Ones<float>([2, 7])));
        Same(static network => network.At(network.Start(Seed, [24]).Parameters.Without("0.bias"))(X));
        Same(static network => network.At(network.Start(Seed, [24]).Parameters.WithSubtree("1", Tensor.Ones<float>([1])))(X));
        Same(static network => network.At(network.Start(Seed, [24]).Parameters)(X).Pullback(Tensor.Ones<float>([3, 10])));
        Same(static network => Chain(network, Dense(3).Then(network)).Start(Seed, [24]));
        Assert.Equal(
            Message(static () => Chain(Tanh, Residual(Dense(3))).Start(Seed, [4])),
            Message(static () => Chain(Tanh, OwnResidual.Of(OwnDense.Of(3))).Start(Seed, [4])));
        Assert.Equal(
            Message(static () => MeanSquaredError(Targets).At(TensorTree<float>.Empty)(X)),
            Message(static () => OwnMeanSquaredError.Of(Targets).At(TensorTree<float>.Empty)(X)));

        static void Same(Func<Layer<float, Tensor<float>, Tensor<float>>, object> wrong) =>
            Assert.Equal(Message(() => wrong(BuiltIn)), Message(() => wrong(Own)));
    }

    [Fact]
    public void An_activation_is_fused_also_across_a_name()
    {
        var network = Chain(OwnDense.Of(4), Named("rest", Chain(OwnRelu.Layer, OwnDense.Of(2))));
        var apart = Chain(OwnDense.Of(4), Identity.Then(Function("Relu", static x => (x.Map(new OwnRelu()), dy => dy))), OwnDense.Of(2));
        var theta = network.Start(Seed, [24]).Parameters;

        Assert.Equal(
            network.At(theta)(X).Output,
            apart.At(TensorTree<float>.Of(("0", theta.Child("0")), ("2", theta.Subtree("rest.1"))))(X).Output);
    }

    [Fact]
    public void An_observer_sees_own_layers_by_their_paths()
    {
        var seen = new Seen();
        Own.At(Own.Start(Seed, [24]).Parameters, Context<float>.Inference().Observing(seen))(X);
        Assert.Equal(["0", "1", "2.0", "2.1", "2", "head", ""], seen.Paths);
    }

    internal static IEnumerable<TrainingState<float>> Run(Layer<float, Tensor<float>, Tensor<float>> network, bool own, int every = 1) => Training.Run(
        Training.Start(network, [24], own ? OwnMomentum.Of(0.01f, 0.9f) : Optimizer.Sgd(0.01f, momentum: 0.9f), Seed),
        network,
        own ? OwnMeanSquaredError.Of(Targets) : MeanSquaredError(Targets),
        X,
        Every.Steps(every));

    private static long BytesOfAStep(IEnumerable<TrainingState<float>> run)
    {
        using var states = run.GetEnumerator();
        for (var i = 0; i < 3; i++)
            states.MoveNext();
        var before = GC.GetAllocatedBytesForCurrentThread();
        states.MoveNext();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / 50;
    }

    private static string Message(Func<object> wrong) => Assert.ThrowsAny<ArgumentException>(() => wrong()).Message;

    private sealed class Seen : ILayerObserver<float>
    {
        public List<string> Paths { get; } = [];

        public void See<X, Y>(string path, Layer<float, X, Y> layer, TensorTree<float> parameters, X input, Y output, Context<float> context) =>
            Paths.Add(path);
    }
}
