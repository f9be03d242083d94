using System.Numerics;
using Functional.Laws;

namespace Functional.Documentation.StandIns;

/// <summary>
/// What examples take as given: a network of some parts, iris as its samples, and a run that has begun. Each example sees these as if they were its own variables;
/// what it declares itself hides them.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
public static partial class Given<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static Key key => Key.FromSeed(1);

    public static Samples<Tensor<T>, Labels> samples { get; } = DataSets.Iris<T>().Samples;

    public static Samples<Tensor<T>, Labels> heldOut => samples;

    public static Batches<Tensor<T>, Labels> batches => samples.Batches(16);

    public static Tensor<T> x => samples.Inputs;

    public static Labels labels => samples.Targets;

    public static Layer<T, Tensor<T>, Tensor<T>> network { get; } =
        Layers<T>.Chain(Layers<T>.Named("encoder", Layers<T>.Chain(Layers<T>.Dense(8), Layers<T>.Tanh)), Layers<T>.Named("head", Layers<T>.Dense(3)));

    public static TensorTree<T> theta { get; } = network.Start(key, [4]).Parameters;

    public static TensorTree<T> θ => theta;

    public static TensorTree<T> parameters => theta;

    /// <summary>A direction in the space of the parameters.</summary>
    public static TensorTree<T> direction => theta.Scale(0.01);

    /// <summary>A gradient by the parameters, and what is remembered of those before it.</summary>
    public static TensorTree<T> dtheta => theta.Scale(0.1);

    public static TensorTree<T> momentum => theta.Zero;

    /// <summary>Parameters that were learnt elsewhere.</summary>
    public static TensorTree<T> learnt => theta;

    public static Optimizer<T> optimizer { get; } = Optimizer.Adam(T.CreateChecked(1e-2));

    public static TrainingState<T> start => Training.Start(network, [4], optimizer, key);

    public static TrainingState<T> state => start;

    /// <summary>Ten steps.</summary>
    public static IEnumerable<TrainingState<T>> run => Training.Run(start, network, Layers<T>.CrossEntropy, batches).Take(10);

    public static Tensor<T> logits => network.At(theta)(x).Output;

    public static Tensor<T> scores => logits;

    public static ConfusionMatrix confusion => ConfusionMatrix.Of(scores, labels);

    public static string[] classes => ["setosa", "versicolor", "virginica"];

    /// <summary>Samples of two features, and what says their classes.</summary>
    public static Samples<Tensor<T>, Labels> train => new(x.Slice(1, 2, 2), labels);

    public static Samples<Tensor<T>, Labels> test => train;

    public static Labels classify(Tensor<T> x) => Labels.ArgMax(x.MatMul(Tensor.Create<T>([2, 3], -T.One, T.Zero, T.One, -T.One, T.One, T.Zero)));

    /// <summary>The states of a run that is over.</summary>
    public static List<TrainingState<T>> states => [.. run];

    public static int epoch => 3;

    public static IProgress<TrainingReport> progress => new Progress<TrainingReport>();

    /// <summary>The random choices of a case of a law.</summary>
    public static Draw draw => new(key);

    public static double[] losses => [1, 0.5, 0.25, 0.2];

    /// <summary>The cost of a state on samples that it has not seen.</summary>
    public static double Loss(TrainingState<T> state, Samples<Tensor<T>, Labels>? samples = null) =>
        double.CreateChecked(network.On((samples ?? heldOut).Inputs).Then(Layers<T>.CrossEntropy((samples ?? heldOut).Targets))(state.Parameters).Output.Scalar);

    /// <summary>What a network that was trained on some samples makes of others.</summary>
    public static ConfusionMatrix Evaluate(Samples<Tensor<T>, Labels> training, Samples<Tensor<T>, Labels> others) =>
        training.Count > 0 ? ConfusionMatrix.Of(network.At(theta)(others.Inputs).Output, others.Targets) : ConfusionMatrix.Empty;

    /// <summary>A run with these settings.</summary>
    public static void Learn(Optimizer<T> optimizer, ulong seed) => Training.Start(network, [4], optimizer, Key.FromSeed(seed));
}
