using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// The gated recurrent unit: of the state h and x the gates r, z = σ(x·W + h·R + b), each by its own columns, a new state n, and h′ = (1 − z)·n + z·h, which
    /// is the output, too. The gate r is applied after the product, n = tanh(x·W + b + r·(h·R + q)), as in cuDNN and PyTorch, or before it,
    /// n = tanh(x·W + (r·h)·R + b), as in the first paper. The state is <c>[batch, units]</c>, the input <c>[batch, features]</c>. Parameters <c>weight</c> W
    /// <c>[features, 3·units]</c>, <c>recurrent</c> R <c>[units, 3·units]</c>, <c>bias</c> b <c>[3·units]</c>, and with r after the product
    /// <c>recurrentBias</c> q <c>[units]</c>; the columns lie in the order r, z, n: reset gate, update gate, new state. Cho et al., EMNLP 2014.
    /// </summary>
    /// <param name="units">How many numbers the state has.</param>
    /// <param name="resetAfter">Whether the reset gate is applied after the product, and not before it.</param>
    /// <param name="bias">Whether there is a bias; it begins at 0.</param>
    /// <param name="recurrentDropout">
    /// In training the probability with which a number of h does not go into h·R, the same numbers at all steps of a sequence. Gal and Ghahramani,
    /// NeurIPS 2016.
    /// </param>
    /// <param name="weights">Makes the first W, each gate's by itself; <see cref="Initializers.GlorotUniform"/> when none is given.</param>
    /// <param name="recurrentWeights">Makes the first R, each gate's by itself; <see cref="Initializers.GlorotUniform"/> when none is given.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no units, or the rate is not in [0, 1).</exception>
    public static Layer<T, Pair<Tensor<T>, Tensor<T>>, Pair<Tensor<T>, Tensor<T>>> GruCell(
        int units, bool resetAfter = true, bool bias = true, double recurrentDropout = 0, WeightInitializer<T>? weights = null,
        WeightInitializer<T>? recurrentWeights = null) =>
        new(new GruCellLink<T>(units, resetAfter, CellOptions<T>.Of("Gru", 3, units, bias, recurrentDropout, weights, recurrentWeights)));

    /// <summary>
    /// A layer of gated recurrent units from a state of zeros: <c>[batch, time, features]</c> to <c>[batch, time, units]</c>. It is
    /// <c>Scan(GruCell(…), [units])</c>; with another first state, or to have the last, use <see cref="Scan{C}(Layer{T, Pair{C, Tensor{T}}, Pair{C, Tensor{T}}})"/>.
    /// </summary>
    /// <param name="units">How many numbers the state has, see <see cref="GruCell"/>.</param>
    /// <param name="resetAfter">Whether the reset gate is applied after the product, and not before it.</param>
    /// <param name="bias">Whether there is a bias.</param>
    /// <param name="recurrentDropout">The rate of dropout between steps.</param>
    /// <param name="weights">Makes the first weights of the input.</param>
    /// <param name="recurrentWeights">Makes the first weights of the state.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no units, or the rate is not in [0, 1).</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> Gru(
        int units, bool resetAfter = true, bool bias = true, double recurrentDropout = 0, WeightInitializer<T>? weights = null,
        WeightInitializer<T>? recurrentWeights = null) =>
        Scan(GruCell(units, resetAfter, bias, recurrentDropout, weights, recurrentWeights), Shape.Create(units));
}

/// <summary>The gated recurrent unit.</summary>
internal sealed record GruCellLink<T>(int Units, bool ResetAfter, CellOptions<T> Options) : CellLink<T, Tensor<T>>(Units, Options)
    where T : struct, IFloatingPointIeee754<T>
{
    private static readonly string[] Names = ["reset", "update", "new"];

    protected override string Kind => "Gru";

    protected override string Arguments => Invariant($"{Units}{(ResetAfter ? "" : ", resetAfter: false")}{Options.Code}");

    public override Shapes State => Shape.Create(Units);

    protected override ReadOnlySpan<string> Gates => Names;

    protected override (string Name, Shape Shape)[] Others => ResetAfter && Options.Bias ? [("recurrentBias", Shape.Create(Units))] : [];

    protected override Pair<Tensor<T>, Tensor<T>> Step(TensorTree<T> parameters, Tensor<T> state, Tensor<T> x, Tensor<T>? kept)
    {
        var (inputs, recurrent, h) = (x.Affine(parameters["weight"], parameters.Find("bias")), parameters["recurrent"], kept is null ? state : state * kept);
        Tensor<T> Input(int gate) => inputs.Slice(-1, gate * Units, Units);
        Tensor<T> Recurrent(int gate) => h.MatMul(recurrent.Slice(1, gate * Units, Units));
        var (r, z) = ((Input(0) + Recurrent(0)).Sigmoid(), (Input(1) + Recurrent(1)).Sigmoid());
        Tensor<T> WithBias(Tensor<T> sums) => parameters.Find("recurrentBias") is { } bias ? sums + bias : sums;
        var candidate = ResetAfter ? r * WithBias(Recurrent(2)) : (r * h).MatMul(recurrent.Slice(1, 2 * Units, Units));
        var n = (Input(2) + candidate).Tanh();
        var next = n + z * (state - n);
        return (next, next);
    }
}
