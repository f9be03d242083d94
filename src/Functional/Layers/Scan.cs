using System.Numerics;


namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// A cell (state, x) ↦ (state, y) along a sequence: the state goes from each step to the next, the parameters are shared by all. Input
    /// <c>[batch, time, …]</c>, output <c>[batch, time, …]</c>; the first state is zero. The pullback runs backwards in time
    /// (Werbos, "Backpropagation through time", 1990).
    /// </summary>
    /// <param name="cell">The cell; its parameters are the layer's own. The context is the same at each step, but for the key.</param>
    /// <param name="state">The shape of one sample's state.</param>
    /// <exception cref="ArgumentException">The cell keeps state, which one parameter tree for all steps cannot carry.</exception>
    /// <example><code>
    /// var recurrent = Scan(Concatenate.Then(Dense(16)).Then(Tanh).Then(Duplicate), state: [16]);
    /// </code></example>
    public static Layer<T, Tensor<T>, Tensor<T>> Scan(Layer<T, Pair<Tensor<T>, Tensor<T>>, Pair<Tensor<T>, Tensor<T>>> cell, Shape state) =>
        new(new ScanLink<T>(cell, state));
}

/// <summary>A cell along a sequence.</summary>
internal sealed record ScanLink<T>(Layer<T, Pair<Tensor<T>, Tensor<T>>, Pair<Tensor<T>, Tensor<T>>> Cell, Shape First) : Link<T, Tensor<T>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "Scan";

    public override string Code => $"Scan({Cell}, {First})";

    public override Initialization<T> Initialize(Key key, Shapes input)
    {
        var sequence = Sequence(input.Shape, 0);
        var made = Cell.InitializeBody(key, Shapes.Pair(First, sequence[1..]), sequence[0]);
        var (next, output) = made.Output.Both;
        return next.Shape == First
            ? made with { Output = sequence[..1].Then(output.Shape) }
            : throw new ShapeException($"Scan: the cell takes a state of shape {First} but returns one of shape {next}.");
    }

    public override Evaluation<T, Tensor<T>, Tensor<T>> Apply(TensorTree<T> parameters, Tensor<T> input, Context<T> context)
    {
        var steps = Sequence(input.Shape, 1)[1];
        var inputs = Steps(input);
        var backs = new Func<Pair<Tensor<T>, Tensor<T>>, Cotangents<T, Pair<Tensor<T>, Tensor<T>>>>[steps];
        var outputs = new Tensor<T>[steps];
        var (now, state) = (Tensor.Zeros<T>(input.Shape[..1].Then(First)), context.State);
        for (var t = 0; t < steps; t++)
        {
            ((now, outputs[t]), backs[t], var after) = Cell.Forward(parameters, (now, inputs[t]), context.Inside(LinkName.OfNumber(t)).With(state));
            state = after.IsEmpty ? state : after;
        }
        var last = now;
        var y = Tensor.Stack<T>(1, outputs);
        return new(y, dy => new ScanCotangents<T>(backs, last, Steps(dy.Expect(y.Shape, "Scan: the cotangent"))), state);
    }

    private static Tensor<T>[] Steps(Tensor<T> sequence) =>
        [.. Enumerable.Range(0, sequence.Shape[1]).Select(t => sequence.Slice(1, t, 1).Reshape(sequence.Shape[..1].Then(sequence.Shape[2..])))];

    private static Shape Sequence(Shape shape, int timeAxis) => shape.Rank > timeAxis && shape[timeAxis] > 0
        ? shape
        : throw new ShapeException($"Scan: the input needs an axis of at least one time step after the batch, but it has shape {shape}.");
}

/// <summary>The cotangents of a scan: backwards in time, once.</summary>
internal sealed class ScanCotangents<T>(
    Func<Pair<Tensor<T>, Tensor<T>>, Cotangents<T, Pair<Tensor<T>, Tensor<T>>>>[] backs, Tensor<T> last, Tensor<T>[] outputs) : Cotangents<T, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    private Cotangents<T, Pair<Tensor<T>, Tensor<T>>>[]? steps;

    protected override TensorTree<T> ComputeParameters()
    {
        var made = steps ??= Backwards();
        return PairwiseSum.Of(made.Length, t => made[t].Parameters);
    }

    protected override Tensor<T> ComputeInput() => Tensor.Stack<T>(1, [.. (steps ??= Backwards()).Select(static step => step.Input.Second)]);

    private Cotangents<T, Pair<Tensor<T>, Tensor<T>>>[] Backwards()
    {
        var made = new Cotangents<T, Pair<Tensor<T>, Tensor<T>>>[backs.Length];
        for (var t = made.Length - 1; t >= 0; t--)
            made[t] = backs[t]((t == made.Length - 1 ? last.Zero : made[t + 1].Input.First, outputs[t]));
        return made;
    }
}
