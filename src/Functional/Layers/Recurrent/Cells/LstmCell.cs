using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// The long short-term memory: of the state (h, c) and x the gates i, f, o = σ(x·W + h·R + b) and the candidate g = tanh(x·W + h·R + b), each by its own
    /// columns, then c′ = f·c + i·g and h′ = o·tanh c′, which is the output, too. The state is a pair of <c>[batch, units]</c>, the input
    /// <c>[batch, features]</c>. Parameters <c>weight</c> W <c>[features, 4·units]</c>, <c>recurrent</c> R <c>[units, 4·units]</c> and <c>bias</c> b
    /// <c>[4·units]</c>; the columns lie in the order i, f, g, o: input gate, forget gate, candidate, output gate. The bias begins at 0, that of the forget
    /// gate at 1. Hochreiter and Schmidhuber, Neural Computation 9(8), 1997; Gers, Schmidhuber and Cummins, Neural Computation 12(10), 2000.
    /// </summary>
    /// <param name="units">How many numbers c has, and h without a projection.</param>
    /// <param name="projection">
    /// How many numbers h′ = (o·tanh c′)·P has, with the parameter <c>projection</c> P <c>[units, projection]</c>; R is then <c>[projection, 4·units]</c>. Null
    /// for no projection. Sak, Senior and Beaufays, Interspeech 2014.
    /// </param>
    /// <param name="peephole">
    /// Whether the gates see the memory: p·c is added before σ, of i and f with c, of o with c′. Parameter <c>peephole</c> <c>[3, units]</c> in the order
    /// i, f, o, zero at first. Gers and Schmidhuber, IJCNN 2000.
    /// </param>
    /// <param name="bias">Whether there is a bias.</param>
    /// <param name="recurrentDropout">
    /// In training the probability with which a number of h does not go into h·R, the same numbers at all steps of a sequence. Gal and Ghahramani,
    /// NeurIPS 2016.
    /// </param>
    /// <param name="weights">Makes the first W, each gate's by itself; <see cref="Initializers.GlorotUniform"/> when none is given.</param>
    /// <param name="recurrentWeights">Makes the first R, each gate's by itself; <see cref="Initializers.GlorotUniform"/> when none is given.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no units, the projection has none, or the rate is not in [0, 1).</exception>
    public static Layer<T, Pair<Pair<Tensor<T>, Tensor<T>>, Tensor<T>>, Pair<Pair<Tensor<T>, Tensor<T>>, Tensor<T>>> LstmCell(
        int units, int? projection = null, bool peephole = false, bool bias = true, double recurrentDropout = 0, WeightInitializer<T>? weights = null,
        WeightInitializer<T>? recurrentWeights = null) =>
        new(LstmCellLink<T>.Of(units, projection, peephole, CellOptions<T>.Of("Lstm", 4, units, bias, recurrentDropout, weights, recurrentWeights)));

    /// <summary>
    /// A layer of long short-term memories from a state of zeros: <c>[batch, time, features]</c> to <c>[batch, time, units]</c>. It is
    /// <c>Scan(LstmCell(…), Shapes.Pair([units], [units]))</c>; with another first state, or to have the last, use
    /// <see cref="Scan{C}(Layer{T, Pair{C, Tensor{T}}, Pair{C, Tensor{T}}})"/>, and <c>.Then(Select(0, -1))</c> for the last output alone.
    /// </summary>
    /// <param name="units">How many numbers the memory has, see <see cref="LstmCell"/>.</param>
    /// <param name="projection">How many numbers the output has; null for as many.</param>
    /// <param name="peephole">Whether the gates see the memory.</param>
    /// <param name="bias">Whether there is a bias.</param>
    /// <param name="recurrentDropout">The rate of dropout between steps.</param>
    /// <param name="weights">Makes the first weights of the input.</param>
    /// <param name="recurrentWeights">Makes the first weights of the state.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no units, the projection has none, or the rate is not in [0, 1).</exception>
    /// <example><code>
    /// var network = Chain(Lstm(128), Select(0, -1), Dense(10));
    /// </code></example>
    public static Layer<T, Tensor<T>, Tensor<T>> Lstm(
        int units, int? projection = null, bool peephole = false, bool bias = true, double recurrentDropout = 0, WeightInitializer<T>? weights = null,
        WeightInitializer<T>? recurrentWeights = null) => Scan(
        LstmCell(units, projection, peephole, bias, recurrentDropout, weights, recurrentWeights),
        Shapes.Pair(Shape.Create(projection ?? units), Shape.Create(units)));
}

/// <summary>The long short-term memory.</summary>
internal sealed record LstmCellLink<T>(int Units, int? Projection, bool Peephole, CellOptions<T> Options) : CellLink<T, Pair<Tensor<T>, Tensor<T>>>(Units, Options)
    where T : struct, IFloatingPointIeee754<T>
{
    private static readonly string[] Names = ["input", "forget", "candidate", "output"];

    public static LstmCellLink<T> Of(int units, int? projection, bool peephole, CellOptions<T> options) => projection is < 1
        ? throw new ArgumentOutOfRangeException(nameof(projection), Invariant($"Lstm: a projection has at least 1 unit, got {projection}."))
        : new(units, projection, peephole, options);

    protected override string Kind => "Lstm";

    protected override string Arguments => Invariant(
        $"{Units}{(Projection is { } to ? Invariant($", projection: {to}") : "")}{(Peephole ? ", peephole: true" : "")}{Options.Code}");

    public override Shapes State => Shapes.Pair(Shape.Create(Outputs), Shape.Create(Units));

    public override int Outputs => Projection ?? Units;

    protected override ReadOnlySpan<string> Gates => Names;

    protected override long ProductsOfOthers => Projection is { } to ? (long)to * Units : 0;

    protected override (string Name, Shape Shape)[] Others =>
    [
        .. Peephole ? [("peephole", Shape.Create(3, Units))] : Array.Empty<(string, Shape)>(),
        .. Projection is { } to ? [("projection", Shape.Create(Units, to))] : Array.Empty<(string, Shape)>(),
    ];

    protected override Tensor<T> FirstBias => Tensor.Concatenate(0, Tensor.Zeros<T>([Units]), Tensor.Ones<T>([Units]), Tensor.Zeros<T>([2 * Units]));

    protected override Tensor<T> FirstOf(Key key, string name, Shape shape) => name == "projection"
        ? (Options.RecurrentWeights ?? Initializers.GlorotUniform<T>())(key, shape, shape[0], shape[1]).Expect(shape, $"{Name}: the initialiser of weights")
        : Tensor.Zeros<T>(shape);

    protected override Pair<Pair<Tensor<T>, Tensor<T>>, Tensor<T>> Step(
        TensorTree<T> parameters, Pair<Tensor<T>, Tensor<T>> state, Tensor<T> x, Tensor<T>? kept)
    {
        var (h, c) = state;
        var sums = x.Affine(parameters["weight"], parameters.Find("bias")) + (kept is null ? h : h * kept).MatMul(parameters["recurrent"]);
        Tensor<T> Gate(int number) => sums.Slice(-1, number * Units, Units);
        Tensor<T> Seen(Tensor<T> gate, int number, Tensor<T> memory) => Peephole ? gate + memory * parameters["peephole"].Slice(0, number, 1) : gate;
        var (i, f, g) = (Seen(Gate(0), 0, c).Sigmoid(), Seen(Gate(1), 1, c).Sigmoid(), Gate(2).Tanh());
        var next = f * c + i * g;
        var y = Seen(Gate(3), 2, next).Sigmoid() * next.Tanh();
        if (Projection is not null)
            y = y.MatMul(parameters["projection"]);
        return ((y, next), y);
    }

    /// <summary>Peepholes are rare.</summary>
    public override bool GoesAtOnce => !Peephole;

    public override Evaluation<T, Pair<Pair<Tensor<T>, Tensor<T>>, Tensor<T>>, Pair<Pair<Tensor<T>, Tensor<T>>, Tensor<T>>> Whole(
        TensorTree<T> parameters, Pair<Pair<Tensor<T>, Tensor<T>>, Tensor<T>> input, bool[][]? there, Context<T> context)
    {
        var ((h, c), x) = input;
        var known = Checked(parameters, input.First, x.Shape[0], x.Shape[2]);
        var sequence = new LstmSequence<T>(
            known["weight"], known["recurrent"], known.Find("bias"), known.Find("projection"),
            Options.Kept(context.Mode, () => context.Key, x.Shape[0], Outputs), there);
        if (context.Mode == Mode.Inference)
        {
            // Who asks for a gradient here, too, has the way forward computed again for it.
            var (made, nextH, nextC) = sequence.Run(h, c, x);
            return new(((nextH, nextC), made), Back(Again(sequence, h, c, x), Options.Bias, Projection is not null));
        }
        var (y, lastH, lastC, pass) = sequence.RunAndKeep(h, c, x);
        return new(((lastH, lastC), y), Back(Kept(pass), Options.Bias, Projection is not null));
    }

    // Methods of their own, so that the way back keeps no more than it needs.
    private static Func<LstmPass<T>> Again(LstmSequence<T> sequence, Tensor<T> h, Tensor<T> c, Tensor<T> x) => () => sequence.RunAndKeep(h, c, x).Pass;

    private static Func<LstmPass<T>> Kept(LstmPass<T> pass) => () => pass;

    private static Func<Pair<Pair<Tensor<T>, Tensor<T>>, Tensor<T>>, Cotangents<T, Pair<Pair<Tensor<T>, Tensor<T>>, Tensor<T>>>> Back(
        Func<LstmPass<T>> pass, bool bias, bool projects) => d => new LstmCotangents<T>(pass, d, bias, projects);
}

/// <summary>The cotangents of long short-term memories over whole sequences: one way back through time for both halves.</summary>
internal sealed class LstmCotangents<T>(Func<LstmPass<T>> pass, Pair<Pair<Tensor<T>, Tensor<T>>, Tensor<T>> d, bool bias, bool projects)
    : Cotangents<T, Pair<Pair<Tensor<T>, Tensor<T>>, Tensor<T>>>
    where T : struct, IFloatingPointIeee754<T>
{
    private LstmPassBack<T>? made;

    private LstmPassBack<T> Made => made ??= pass().Back(d.Second, d.First.First, d.First.Second);

    protected override TensorTree<T> ComputeParameters() => TensorTree<T>.Of(
    [
        ("weight", Made.Weight), ("recurrent", Made.Recurrent),
        .. bias ? [("bias", (TensorTree<T>)Made.Bias)] : Array.Empty<(string, TensorTree<T>)>(),
        .. projects ? [("projection", (TensorTree<T>)Made.Projection)] : Array.Empty<(string, TensorTree<T>)>(),
    ]);

    protected override Pair<Pair<Tensor<T>, Tensor<T>>, Tensor<T>> ComputeInput() => ((Made.H, Made.C), Made.X);
}
