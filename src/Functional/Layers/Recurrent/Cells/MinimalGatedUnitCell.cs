using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// The minimal gated unit: of the state h and x one gate f = σ(x·W + h·R + b), a new state n = tanh(x·W + (f·h)·R + b), each by its own columns, and
    /// h′ = (1 − f)·h + f·n, which is the output, too. The state is <c>[batch, units]</c>, the input <c>[batch, features]</c>. Parameters <c>weight</c> W
    /// <c>[features, 2·units]</c>, <c>recurrent</c> R <c>[units, 2·units]</c> and <c>bias</c> b <c>[2·units]</c>; the columns lie in the order f, n: forget
    /// gate, new state. Zhou, Wu, Zhang and Zhou, International Journal of Automation and Computing 13(3), 2016.
    /// </summary>
    /// <param name="units">How many numbers the state has.</param>
    /// <param name="bias">Whether there is a bias; it begins at 0.</param>
    /// <param name="recurrentDropout">
    /// In training the probability with which a number of h does not go into h·R, the same numbers at all steps of a sequence. Gal and Ghahramani,
    /// NeurIPS 2016.
    /// </param>
    /// <param name="weights">Makes the first W, each gate's by itself; <see cref="Initializers.GlorotUniform"/> when none is given.</param>
    /// <param name="recurrentWeights">Makes the first R, each gate's by itself; <see cref="Initializers.GlorotUniform"/> when none is given.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no units, or the rate is not in [0, 1).</exception>
    public static Layer<T, Pair<Tensor<T>, Tensor<T>>, Pair<Tensor<T>, Tensor<T>>> MinimalGatedUnitCell(
        int units, bool bias = true, double recurrentDropout = 0, WeightInitializer<T>? weights = null, WeightInitializer<T>? recurrentWeights = null) =>
        new(new MinimalGatedUnitCellLink<T>(units, CellOptions<T>.Of("MinimalGatedUnit", 2, units, bias, recurrentDropout, weights, recurrentWeights)));

    /// <summary>
    /// A layer of minimal gated units from a state of zeros: <c>[batch, time, features]</c> to <c>[batch, time, units]</c>. It is
    /// <c>Scan(MinimalGatedUnitCell(…), [units])</c>; with another first state, or to have the last, use
    /// <see cref="Scan{C}(Layer{T, Pair{C, Tensor{T}}, Pair{C, Tensor{T}}})"/>.
    /// </summary>
    /// <param name="units">How many numbers the state has, see <see cref="MinimalGatedUnitCell"/>.</param>
    /// <param name="bias">Whether there is a bias.</param>
    /// <param name="recurrentDropout">The rate of dropout between steps.</param>
    /// <param name="weights">Makes the first weights of the input.</param>
    /// <param name="recurrentWeights">Makes the first weights of the state.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no units, or the rate is not in [0, 1).</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> MinimalGatedUnit(
        int units, bool bias = true, double recurrentDropout = 0, WeightInitializer<T>? weights = null, WeightInitializer<T>? recurrentWeights = null) =>
        Scan(MinimalGatedUnitCell(units, bias, recurrentDropout, weights, recurrentWeights), Shape.Create(units));
}

/// <summary>The minimal gated unit.</summary>
internal sealed record MinimalGatedUnitCellLink<T>(int Units, CellOptions<T> Options) : CellLink<T, Tensor<T>>(Units, Options)
    where T : struct, IFloatingPointIeee754<T>
{
    private static readonly string[] Names = ["forget", "new"];

    protected override string Kind => "MinimalGatedUnit";

    protected override string Arguments => Invariant($"{Units}{Options.Code}");

    public override Shapes State => Shape.Create(Units);

    protected override ReadOnlySpan<string> Gates => Names;

    protected override Pair<Tensor<T>, Tensor<T>> Step(TensorTree<T> parameters, Tensor<T> state, Tensor<T> x, Tensor<T>? kept)
    {
        var (inputs, recurrent, h) = (x.Affine(parameters["weight"], parameters.Find("bias")), parameters["recurrent"], kept is null ? state : state * kept);
        var f = (inputs.Slice(-1, 0, Units) + h.MatMul(recurrent.Slice(1, 0, Units))).Sigmoid();
        var n = (inputs.Slice(-1, Units, Units) + (f * h).MatMul(recurrent.Slice(1, Units, Units))).Tanh();
        var next = state + f * (n - state);
        return (next, next);
    }
}
