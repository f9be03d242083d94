using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// The simple recurrent cell h′ = f(x·W + h·R + b), whose output is its state: (<c>[batch, units]</c>, <c>[batch, features]</c>) to the next state and
    /// the output, both <c>[batch, units]</c>. Parameters <c>weight</c> W <c>[features, units]</c>, <c>recurrent</c> R <c>[units, units]</c> and
    /// <c>bias</c> b <c>[units]</c>. Elman, "Finding Structure in Time", Cognitive Science 14, 1990.
    /// </summary>
    /// <param name="units">How many numbers the state has.</param>
    /// <param name="activation">The function f, a layer without parameters that keeps the shape; <see cref="Tanh"/> when none is given.</param>
    /// <param name="bias">Whether there is a bias; it begins at 0.</param>
    /// <param name="recurrentDropout">
    /// In training the probability with which a number of h does not go into h·R, the same numbers at all steps of a sequence. Gal and Ghahramani,
    /// NeurIPS 2016.
    /// </param>
    /// <param name="weights">Makes the first W; <see cref="Initializers.GlorotUniform"/> when none is given.</param>
    /// <param name="recurrentWeights">Makes the first R; <see cref="Initializers.GlorotUniform"/> when none is given.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no units, or the rate is not in [0, 1).</exception>
    /// <example><code>
    /// var encoder = LearntState&lt;Tensor&lt;float&gt;&gt;([16]).Then(Scan(RnnCell(16))).Then(First&lt;Tensor&lt;float&gt;, Tensor&lt;float&gt;&gt;());
    /// </code></example>
    public static Layer<T, Pair<Tensor<T>, Tensor<T>>, Pair<Tensor<T>, Tensor<T>>> RnnCell(
        int units, Layer<T, Tensor<T>, Tensor<T>>? activation = null, bool bias = true, double recurrentDropout = 0, WeightInitializer<T>? weights = null,
        WeightInitializer<T>? recurrentWeights = null) =>
        new(new RnnCellLink<T>(units, activation, CellOptions<T>.Of("Rnn", 1, units, bias, recurrentDropout, weights, recurrentWeights)));

    /// <summary>
    /// A recurrent layer of simple cells from a state of zeros: <c>[batch, time, features]</c> to <c>[batch, time, units]</c>. It is
    /// <c>Scan(RnnCell(…), [units])</c>; with another first state, or to have the last, use <see cref="Scan{C}(Layer{T, Pair{C, Tensor{T}}, Pair{C, Tensor{T}}})"/>.
    /// </summary>
    /// <param name="units">How many numbers the state has.</param>
    /// <param name="activation">The function f; <see cref="Tanh"/> when none is given.</param>
    /// <param name="bias">Whether there is a bias.</param>
    /// <param name="recurrentDropout">The rate of dropout between steps, see <see cref="RnnCell"/>.</param>
    /// <param name="weights">Makes the first weights of the input.</param>
    /// <param name="recurrentWeights">Makes the first weights of the state.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no units, or the rate is not in [0, 1).</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> Rnn(
        int units, Layer<T, Tensor<T>, Tensor<T>>? activation = null, bool bias = true, double recurrentDropout = 0, WeightInitializer<T>? weights = null,
        WeightInitializer<T>? recurrentWeights = null) =>
        Scan(RnnCell(units, activation, bias, recurrentDropout, weights, recurrentWeights), Shape.Create(units));
}

/// <summary>The simple recurrent cell.</summary>
internal sealed record RnnCellLink<T>(int Units, Layer<T, Tensor<T>, Tensor<T>>? Activation, CellOptions<T> Options) : CellLink<T, Tensor<T>>(Units, Options)
    where T : struct, IFloatingPointIeee754<T>
{
    protected override string Kind => "Rnn";

    protected override string Arguments => Invariant($"{Units}{(Activation is null ? "" : $", activation: {Activation}")}{Options.Code}");

    public override Shapes State => Shape.Create(Units);

    protected override ReadOnlySpan<string> Gates => Names;

    private static readonly string[] Names = ["state"];

    public override Initialization<T> Initialize(Key key, Shapes input)
    {
        if (Activation?.Initialize(key, Shape.Create(Units)) is { } made && (made.Output != State || !made.Parameters.IsEmpty || !made.State.IsEmpty))
            throw new ShapeException(Invariant(
                $"{Name}: the activation is a layer without parameters and state that keeps the shape, but {Activation} makes {made.Output} of {State}."));
        return base.Initialize(key, input);
    }

    protected override Pair<Tensor<T>, Tensor<T>> Step(TensorTree<T> parameters, Tensor<T> state, Tensor<T> x, Tensor<T>? kept)
    {
        var sums = x.Affine(parameters["weight"], parameters.Find("bias")) + (kept is null ? state : state * kept).MatMul(parameters["recurrent"]);
        var next = Activation is null ? sums.Tanh() : Activation.Forward(TensorTree<T>.Empty, sums).Output;
        return (next, next);
    }
}
