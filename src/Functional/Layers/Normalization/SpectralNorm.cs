using System.Numerics;

namespace Functional;

/// <summary>Layers whose weights have spectral norm 1.</summary>
public static class SpectralNormalization
{
    /// <summary>
    /// The layer with each of its weights over its largest singular value: W/σ, σ = vᵀ·W·u, where the last axis of W is that of the units and all others are one.
    /// What a layer calls <c>weight</c> and has two axes or more is a weight. The vectors are part of the state, and are taken for constants on the way
    /// back; in training each pass moves them by power iteration before it uses them. The parameters are those of the layer; the vectors are <c>spectral</c> in its
    /// state, by the paths of the weights. A weight of zeros has no largest singular value: it gives NaN. Miyato et al., ICLR 2018.
    /// </summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="X">The type of the input.</typeparam>
    /// <typeparam name="Y">The type of the output.</typeparam>
    /// <param name="layer">The layer, of any depth.</param>
    /// <param name="iterations">How often the vectors are moved in a pass, at least once. At initialisation it is fifteen times.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no iterations.</exception>
    /// <exception cref="ParameterException">At initialisation: the layer has no weight.</exception>
    /// <example><code>
    /// var critic = Chain(Dense(64).SpectralNorm(), Relu, Dense(1).SpectralNorm());
    /// </code></example>
    public static Layer<T, X, Y> SpectralNorm<T, X, Y>(this Layer<T, X, Y> layer, int iterations = 1)
        where T : struct, IFloatingPointIeee754<T> => new(new SpectralNormLink<T, X, Y>(layer, iterations >= 1
            ? iterations
            : throw new ArgumentOutOfRangeException(nameof(iterations), Invariant($"SpectralNorm: the vectors are moved at least once, got {iterations}."))));
}

/// <summary>A layer at W/σ.</summary>
internal sealed record SpectralNormLink<T, X, Y>(Layer<T, X, Y> Body, int Iterations) : Link<T, X, Y>
    where T : struct, IFloatingPointIeee754<T>
{
    private const string Spectral = "spectral";
    private const int IterationsAtStart = 15;

    public override string Name => "SpectralNorm";

    public override string Code => Invariant($"{Body}.SpectralNorm({(Iterations == 1 ? "" : Iterations)})");

    public override Initialization<T> Initialize(Key key, Shapes input)
    {
        var made = Body.InitializeBody(key, input);
        var vectors = TensorTree<T>.Empty;
        foreach (var (path, weight) in Weight.In(Weight.Expect(made.Parameters, "SpectralNorm")))
        {
            var start = new SingularVectors<T>(Tensor.Zeros<T>([]), key.Split(Spectral).Split(path).Normal<T>([weight.Shape[^1], 1]));
            vectors = vectors.WithSubtree(path, start.Moved(SingularVectors<T>.Matrix(weight), IterationsAtStart).Tree);
        }
        return made with { State = State(made.State, vectors) };
    }

    public override Evaluation<T, X, Y> Apply(TensorTree<T> parameters, X input, Context<T> context)
    {
        var weights = new Dictionary<string, NormedWeight<T>>();
        var (vectors, own) = (context.State.Child(Spectral), parameters);
        foreach (var (path, weight) in Weight.In(parameters))
        {
            var found = SingularVectors<T>.In(vectors, path, weight.Shape);
            if (context.Mode == Mode.Training)
            {
                found = found.Moved(SingularVectors<T>.Matrix(weight.StopGradient()), Iterations);
                vectors = vectors.WithSubtree(path, found.Tree);
            }
            weights[path] = new(weight, found);
            own = own.WithSubtree(path, weights[path].Output);
        }
        var (y, back, state) = Body.Forward(own, input, context.With(vectors.IsEmpty ? context.State : context.State.Without(Spectral)));
        return new(y, Pullback(back, weights), State(state, vectors));
    }

    private static Func<Y, Cotangents<T, X>> Pullback(Func<Y, Cotangents<T, X>> back, Dictionary<string, NormedWeight<T>> weights) => dy =>
    {
        var inner = back(dy);
        return new(() => Weight.Replace(inner.Parameters, (path, dweight) => weights[path].Back(dweight)), () => inner.Input);
    };

    /// <summary>The state of the layer, with the vectors beside it.</summary>
    private static TensorTree<T> State(TensorTree<T> layer, TensorTree<T> vectors) => TensorTree<T>.Union(layer, TensorTree<T>.Of((Spectral, vectors)));
}

/// <summary>The first singular vectors of a matrix, as far as they are known: v, [rows, 1], and u, [columns, 1].</summary>
internal sealed record SingularVectors<T>(Tensor<T> Left, Tensor<T> Right)
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>As state.</summary>
    public TensorTree<T> Tree => TensorTree<T>.Of(("left", Left), ("right", Right));

    /// <summary>A weight as a matrix: the units are its columns.</summary>
    public static Tensor<T> Matrix(Tensor<T> weight) => weight.Rank == 2 ? weight : weight.Reshape(weight.Shape[..^1].ElementCount, weight.Shape[^1]);

    /// <summary>Those of a weight among the state.</summary>
    public static SingularVectors<T> In(TensorTree<T> vectors, string path, Shape weight)
    {
        if (vectors.IsEmpty)
            throw new ParameterException($"SpectralNorm keeps singular vectors, but the state has none of '{path}': pass the state that initialisation made or training has left.");
        var own = vectors.Subtree(path);
        return new(own.Leaf("left", weight[..^1].ElementCount, 1), own.Leaf("right", weight[^1], 1));
    }

    /// <summary>Power iteration: v = W·u/‖W·u‖, u = Wᵀ·v/‖Wᵀ·v‖.</summary>
    public SingularVectors<T> Moved(Tensor<T> matrix, int iterations)
    {
        var (left, right) = (Left, Right);
        for (var i = 0; i < iterations; i++)
        {
            left = OfLengthOne(matrix.MatMul(right));
            right = OfLengthOne(matrix.MatMul(left, Transposed.Left));
        }
        return new(left, right);
    }

    // A vector of zeros stays one.
    private static Tensor<T> OfLengthOne(Tensor<T> x) => x / (x * x).Sum().Sqrt().Maximum(T.CreateChecked(1e-12));
}

/// <summary>W/σ, and its way back: W̄ = (d − ⟨d, W/σ⟩·v·uᵀ)/σ.</summary>
internal sealed class NormedWeight<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private readonly Tensor<T> sigma;
    private readonly SingularVectors<T> vectors;

    public NormedWeight(Tensor<T> weight, SingularVectors<T> vectors)
    {
        this.vectors = vectors;
        sigma = (vectors.Left * SingularVectors<T>.Matrix(weight).MatMul(vectors.Right)).Sum();
        Output = weight / sigma;
    }

    public Tensor<T> Output { get; }

    public Tensor<T> Back(Tensor<T> d) =>
        (d - ((d * Output).Sum() * vectors.Left.MatMul(vectors.Right, Transposed.Right)).Reshape(d.Shape)) / sigma;
}
