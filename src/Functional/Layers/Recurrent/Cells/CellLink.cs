using System.Numerics;

namespace Functional;

/// <summary>
/// A recurrent cell (state, x) ↦ (state, y): one step of a recurrence, written in operations, from which its way back is traced. A scan of one such cell
/// asks it for the whole sequence at once.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="C">The type of the state: a tensor, or a pair.</typeparam>
internal abstract record CellLink<T, C>(int Units, CellOptions<T> Options) : Link<T, Pair<C, Tensor<T>>, Pair<C, Tensor<T>>>
    where T : struct, IFloatingPointIeee754<T>
    where C : IVectorSpace<C>
{
    /// <summary>The cell's kind, as its layer over sequences is called: <c>Lstm</c>.</summary>
    protected abstract string Kind { get; }

    /// <summary>What the layer over sequences and the cell are told, as C# writes it.</summary>
    protected abstract string Arguments { get; }

    /// <summary>The layer over sequences as the C# expression that makes it.</summary>
    public string SequenceCode => $"{Kind}({Arguments})";

    public override string Name => Invariant($"{Kind}Cell({Units})");

    public override string Code => $"{Kind}Cell({Arguments})";

    /// <summary>The shape of one sample's state.</summary>
    public abstract Shapes State { get; }

    /// <summary>How many numbers of the state go into the products, and come out.</summary>
    public virtual int Outputs => Units;

    /// <summary>The names of the gates, in the order in which their columns lie in the weights.</summary>
    protected abstract ReadOnlySpan<string> Gates { get; }

    /// <summary>Parameters beside the weights and the bias.</summary>
    protected virtual (string Name, Shape Shape)[] Others => [];

    /// <summary>One step, in operations.</summary>
    /// <param name="parameters">The parameters, whose shapes have been checked.</param>
    /// <param name="state">The state before.</param>
    /// <param name="x">The input, <c>[batch, features]</c>.</param>
    /// <param name="kept">What the state is multiplied by before it goes into products, <c>[batch, outputs]</c>; null for nothing.</param>
    protected abstract Pair<C, Tensor<T>> Step(TensorTree<T> parameters, C state, Tensor<T> x, Tensor<T>? kept);

    /// <summary>Whether there is a faster way along a sequence than step after step.</summary>
    public virtual bool GoesAtOnce => false;

    /// <summary>A sequence at once, of plain numbers: to rounding what it is step after step. There is at least one sample.</summary>
    /// <param name="parameters">The cell's parameters.</param>
    /// <param name="input">The first state, and the sequence <c>[batch, time, features]</c>.</param>
    /// <param name="there">For each step which samples are there; null for all.</param>
    /// <param name="context">The context of the scan.</param>
    public virtual Evaluation<T, Pair<C, Tensor<T>>, Pair<C, Tensor<T>>> Whole(
        TensorTree<T> parameters, Pair<C, Tensor<T>> input, bool[][]? there, Context<T> context) => throw new NotSupportedException();

    public override Initialization<T> Initialize(Key key, Shapes input)
    {
        var (state, x) = (input.Both.First, input.Both.Second.Shape);
        if (x.Rank != 1 || x[0] == 0)
            throw new ShapeException($"{Name}: each step of the input is a vector of features, but it has shape {x}.");
        if (state != State)
            throw new ShapeException($"{Name}: the state has shape {state}, but the cell's has shape {State}.");
        return Initialization<T>.Of(Shapes.Pair(State, Shape.Create(Outputs)), Parameters(key, x[0])) with
        {
            MultiplyAdds = ((long)(x[0] + Outputs) * Gates.Length * Units) + ProductsOfOthers,
        };
    }

    public override Evaluation<T, Pair<C, Tensor<T>>, Pair<C, Tensor<T>>> Apply(
        TensorTree<T> parameters, Pair<C, Tensor<T>> input, Context<T> context)
    {
        if (input.Second.Rank != 2)
            throw new ShapeException($"{Name}: the input of one step has shape [batch, features], but here it is {input.Second.Shape}.");
        var known = Checked(parameters, input.First, input.Second.Shape[0], input.Second.Shape[1]);
        var kept = Options.Kept(context.Mode, () => context.KeyOverTime, input.Second.Shape[0], Outputs);
        var (y, pass) = Tracing.Pass<Pair<TensorTree<T>, Pair<C, Tensor<T>>>, Pair<C, Tensor<T>>>(
            all => Step(all.First, all.Second.First, all.Second.Second, kept), (known, input));
        return new(y, dy => new TracedCotangents<T, Pair<C, Tensor<T>>, Pair<C, Tensor<T>>>(pass, dy));
    }

    /// <summary>The multiply-adds of a step by parameters beside the weights.</summary>
    protected virtual long ProductsOfOthers => 0;

    /// <summary>The first value of a parameter beside the weights, the bias and the recurrent bias.</summary>
    protected virtual Tensor<T> FirstOf(Key key, string name, Shape shape) => Tensor.Zeros<T>(shape);

    /// <summary>The first bias: zeros where a cell knows no better.</summary>
    protected virtual Tensor<T> FirstBias => Tensor.Zeros<T>([Gates.Length * Units]);

    /// <summary>The parameters, after a check of their names and shapes and of the state.</summary>
    protected TensorTree<T> Checked(TensorTree<T> parameters, C state, int batch, int features)
    {
        foreach (var (name, shape) in ShapesOf(features))
            parameters.Leaf(name, shape);
        parameters.Only([.. ShapesOf(features).Select(static each => each.Name)]);
        TreeForm<T, C>.Of(state).ExpectLike(State.Tree(each => Tensor.Zeros<T>(Shape.Create(batch).Then(each))));
        return parameters;
    }

    private (string Name, Shape Shape)[] ShapesOf(int features) =>
    [
        ("weight", [features, Gates.Length * Units]), ("recurrent", [Outputs, Gates.Length * Units]),
        .. Options.Bias ? [("bias", Shape.Create(Gates.Length * Units))] : Array.Empty<(string, Shape)>(), .. Others,
    ];

    private TensorTree<T> Parameters(Key key, int features) => TensorTree<T>.Of([.. ShapesOf(features).Select(each => (each.Name, (TensorTree<T>)(each.Name switch
    {
        "weight" => OfGates(key.Split("weight"), features, Options.Weights),
        "recurrent" => OfGates(key.Split("recurrent"), Outputs, Options.RecurrentWeights),
        "bias" => FirstBias,
        _ => FirstOf(key.Split(each.Name), each.Name, each.Shape),
    })))]);

    /// <summary>Weights that are drawn for each gate by itself, side by side.</summary>
    private Tensor<T> OfGates(Key key, int rows, WeightInitializer<T>? initializer)
    {
        var gates = new Tensor<T>[Gates.Length];
        for (var i = 0; i < gates.Length; i++)
            gates[i] = (initializer ?? Initializers.GlorotUniform<T>())(key.Split(Gates[i]), [rows, Units], rows, Units)
                .Expect([rows, Units], $"{Name}: the initialiser of weights");
        return Tensor.Concatenate<T>(1, gates);
    }
}
