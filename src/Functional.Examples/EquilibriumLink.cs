namespace Functional.Examples;

/// <summary>
/// A deep-equilibrium layer: its output is the z with z = tanh(z·W + x·U + b), as if the same layer stood there without end. The way back is one
/// linear equation, in memory that does not grow with the iterations. The columns of W are scaled so that their absolute sums stay below 1: then
/// there is one fixed point, and the iteration reaches it. Bai, Kolter and Koltun, "Deep equilibrium models", NeurIPS 2019.
/// </summary>
/// <param name="Units">How many units z has.</param>
internal sealed record EquilibriumLink(int Units) : Link<float, Tensor<float>, Tensor<float>>
{
    private const float Contraction = 0.95f;

    private static readonly FixedPointIteration Search = new(Tolerance: 1e-5, Memory: 5);

    private static readonly Differentiable<Pair<Tensor<float>, Tensor<float>>, Tensor<float>> FixedPoint = Of(Search, static _ => { });

    private static readonly Differentiable<Pair<TensorTree<float>, Tensor<float>>, Tensor<float>> Whole = Differentiable.Trace(
        static (Pair<TensorTree<float>, Tensor<float>> at) => FixedPoint.Apply(Terms(at.First, at.Second)));

    public override string Name => Invariant($"Equilibrium({Units})");

    public override Initialization<float> Initialize(Key key, Shapes input)
    {
        if (input.Shape is not { Rank: 1 } shape)
            throw new ShapeException($"Equilibrium: samples are vectors, but the input has shape {input.Shape}.");
        var glorot = Initializers.GlorotUniform<float>();
        return Initialization<float>.Of(Shape.Create(Units), TensorTree<float>.Of(
            ("recurrent", glorot(key.Split("recurrent"), [Units, Units], Units, Units)),
            ("weight", glorot(key.Split("weight"), [shape[0], Units], shape[0], Units)),
            ("bias", Tensor.Zeros<float>([Units]))));
    }

    public override Evaluation<float, Tensor<float>, Tensor<float>> Apply(TensorTree<float> parameters, Tensor<float> input, Context<float> context)
    {
        var (z, back) = Whole((parameters, input));
        return new(z, dz => back(dz) is var (dParameters, dInput) ? (dParameters, dInput) : default!);
    }

    /// <summary>How far each iteration is from the fixed point that comes of the last one: max |z − z*| over the whole batch.</summary>
    /// <param name="parameters">The layer's parameters.</param>
    /// <param name="input">A batch.</param>
    /// <param name="memory">How many steps Anderson's acceleration combines.</param>
    public static double[] Distances(TensorTree<float> parameters, Tensor<float> input, int memory)
    {
        var seen = new List<Tensor<float>>();
        var (last, _) = Of(Search with { Memory = memory }, seen.Add)(Terms(parameters, input));
        return [.. seen.Select(z => (double)(z - last).Abs().Max().Scalar)];
    }

    private static Differentiable<Pair<Tensor<float>, Tensor<float>>, Tensor<float>> Of(FixedPointIteration search, Action<Tensor<float>> look) =>
        Differentiable.FixedPoint(
            (Pair<Tensor<float>, Tensor<float>> terms, Tensor<float> z) =>
            {
                look(z);
                return (z.MatMul(terms.First) + terms.Second).Tanh();
            },
            static terms => terms.Second.Zero, search);

    /// <summary>W, scaled, and x·U + b: what does not change from one iteration to the next.</summary>
    private static Pair<Tensor<float>, Tensor<float>> Terms(TensorTree<float> parameters, Tensor<float> input)
    {
        var recurrent = parameters["recurrent"];
        return (recurrent * (Contraction / (recurrent.Abs().Sum([0]) + 1f)), input.MatMul(parameters["weight"]) + parameters["bias"]);
    }
}
