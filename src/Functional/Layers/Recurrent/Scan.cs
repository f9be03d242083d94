using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// A cell (state, x) ↦ (state, y) along a sequence: the state goes from each step to the next, the parameters are shared by all. Input
    /// <c>[batch, time, …]</c>, output <c>[batch, time, …]</c>; the first state is zero, and the last one is let go. The pullback runs backwards in time
    /// (Werbos, "Backpropagation through time", 1990).
    /// </summary>
    /// <param name="cell">
    /// The cell; its parameters are the layer's own. The context is the same at each step, but for the key and what the step before left.
    /// </param>
    /// <param name="state">The shape of one sample's state.</param>
    /// <example><code>
    /// var recurrent = Scan(Concatenate.Then(Dense(16)).Then(Tanh).Then(Duplicate), state: [16]);
    /// </code></example>
    [OverloadResolutionPriority(1)]
    public static Layer<T, Tensor<T>, Tensor<T>> Scan(Layer<T, Pair<Tensor<T>, Tensor<T>>, Pair<Tensor<T>, Tensor<T>>> cell, Shape state) =>
        new(new ScanFromZeroLink<T, Tensor<T>>(new ScanLink<T, Tensor<T>>(cell), state));

    /// <summary>The same of a cell whose state is of any form, such as <see cref="LstmCell"/>.</summary>
    /// <typeparam name="C">The type of the state: a tensor, or pairs.</typeparam>
    /// <param name="cell">The cell; its parameters are the layer's own.</param>
    /// <param name="state">The shape of one sample's state.</param>
    /// <example><code>
    /// var recurrent = Scan(LstmCell(16), state: Shapes.Pair([16], [16]));
    /// </code></example>
    public static Layer<T, Tensor<T>, Tensor<T>> Scan<C>(Layer<T, Pair<C, Tensor<T>>, Pair<C, Tensor<T>>> cell, Shapes state)
        where C : IVectorSpace<C> => new(new ScanFromZeroLink<T, C>(new ScanLink<T, C>(cell), state));

    /// <summary>
    /// A cell (state, x) ↦ (state, y) along a sequence: (first state, <c>[batch, time, …]</c>) ↦ (last state, <c>[batch, time, …]</c>). So a sequence may go
    /// on where another ended, and chunks give what the whole gives. The first state comes from <see cref="ZeroState{C}"/>, <see cref="LearntState{C}"/>, or
    /// from another layer, such as an encoder. Of an <see cref="LstmCell"/> without peepholes the sequence is computed at once, to rounding the same.
    /// </summary>
    /// <typeparam name="C">The type of the state: a tensor, or pairs.</typeparam>
    /// <param name="cell">
    /// The cell; its parameters are the layer's own. The context is the same at each step, but for the key and what the step before left.
    /// </param>
    /// <example><code>
    /// var encoder = LearntState&lt;Tensor&lt;float&gt;&gt;([16]).Then(Scan(cell)).Then(First&lt;Tensor&lt;float&gt;, Tensor&lt;float&gt;&gt;());
    /// </code></example>
    public static Layer<T, Pair<C, Tensor<T>>, Pair<C, Tensor<T>>> Scan<C>(Layer<T, Pair<C, Tensor<T>>, Pair<C, Tensor<T>>> cell)
        where C : IVectorSpace<C> => new(new ScanLink<T, C>(cell));

    /// <summary>
    /// A scan over sequences of different lengths: (first state, (<c>[batch, time, …]</c>, mask <c>[batch, time]</c>)) ↦ (last state,
    /// <c>[batch, time, …]</c>). Where a sample's step is not there, its state stays as it was, its output is zero, and nothing flows back, whatever
    /// numbers stand there.
    /// </summary>
    /// <typeparam name="C">The type of the state: a tensor, or pairs.</typeparam>
    /// <param name="cell">The cell; its parameters are the layer's own.</param>
    /// <example><code>
    /// var scan = MaskedScan(cell);        // of (first, (x, Mask.OfLengths([5, 3, 8], 8))): three sequences
    /// </code></example>
    public static Layer<T, Pair<C, Pair<Tensor<T>, Mask>>, Pair<C, Tensor<T>>> MaskedScan<C>(Layer<T, Pair<C, Tensor<T>>, Pair<C, Tensor<T>>> cell)
        where C : IVectorSpace<C> => new(new MaskedScanLink<T, C>(new(cell)));

    /// <summary>
    /// A scan from a state of zeros over sequences of different lengths, of which the outputs alone are wanted: (<c>[batch, time, …]</c>, mask
    /// <c>[batch, time]</c>) ↦ <c>[batch, time, …]</c>. Where a sample's step is not there, its output is zero.
    /// </summary>
    /// <typeparam name="C">The type of the state: a tensor, or pairs.</typeparam>
    /// <param name="cell">The cell; its parameters are the layer's own.</param>
    /// <param name="state">The shape of one sample's state.</param>
    /// <example><code>
    /// var network = MaskedScan(GruCell(16), state: [16]);
    /// </code></example>
    public static Layer<T, Pair<Tensor<T>, Mask>, Tensor<T>> MaskedScan<C>(Layer<T, Pair<C, Tensor<T>>, Pair<C, Tensor<T>>> cell, Shapes state)
        where C : IVectorSpace<C> => new(new MaskedScanFromZeroLink<T, C>(new(new(cell)), state));
}

/// <summary>A cell along a sequence, from a given state to the last.</summary>
internal sealed record ScanLink<T, C>(Layer<T, Pair<C, Tensor<T>>, Pair<C, Tensor<T>>> Cell) : Link<T, Pair<C, Tensor<T>>, Pair<C, Tensor<T>>>
    where T : struct, IFloatingPointIeee754<T>
    where C : IVectorSpace<C>
{
    public override string Name => "Scan";

    public override string Code => $"Scan({Cell})";

    public override Initialization<T> Initialize(Key key, Shapes input)
    {
        var (first, sequence) = (input.Both.First, Sequence(input.Both.Second.Shape, 0));
        var made = Cell.InitializeBody(key, Shapes.Pair(first, sequence[1..]), sequence[0]);
        var (next, output) = made.Output.Both;
        return next == first
            ? made with { Output = Shapes.Pair(first, sequence[..1].Then(output.Shape)) }
            : throw new ShapeException($"Scan: the cell takes a state of shape {first} but returns one of shape {next}.");
    }

    /// <summary>How many steps a segment has that is computed again on the way back; 0 for the square root of all, null where all is kept.</summary>
    public int? Every { get; init; }

    /// <summary>A sequence at once is run again as a whole: step after step the last bits are others.</summary>
    internal override ScanLink<T, C>? Rematerialized(int? every) => AtOnce is null ? this with { Every = every ?? 0 } : null;

    public override Evaluation<T, Pair<C, Tensor<T>>, Pair<C, Tensor<T>>> Apply(
        TensorTree<T> parameters, Pair<C, Tensor<T>> input, Context<T> context) => Apply(parameters, input, null, context);

    /// <summary>The same with a mask, [batch, time], where there is one.</summary>
    public Evaluation<T, Pair<C, Tensor<T>>, Pair<C, Tensor<T>>> Apply(
        TensorTree<T> parameters, Pair<C, Tensor<T>> input, Mask? mask, Context<T> context)
    {
        var count = Sequence(input.Second.Shape, 1)[1];
        var there = mask is null ? null : MaskedSteps.Of(mask, input.Second.Shape);
        var run = new ScanRun<T, C>(Cell, parameters, input.Second, there, context, Every is 0 ? (int)Math.Ceiling(Math.Sqrt(count)) : Every ?? count);
        return AtOnce is { } cell && input.Second.Rank == 3 && input.Second.Length > 0
            ? new WholeSequence<T, C>(cell, there, context).Evaluate(parameters, input)
            : run.From(input.First);
    }

    /// <summary>The cell, where it knows a faster way than step after step.</summary>
    private CellLink<T, C>? AtOnce => Cell.Alone is CellLink<T, C> { GoesAtOnce: true } cell ? cell : null;

    private static Shape Sequence(Shape shape, int timeAxis) => shape.Rank > timeAxis && shape[timeAxis] > 0
        ? shape
        : throw new ShapeException($"Scan: the input needs an axis of at least one time step after the batch, but it has shape {shape}.");
}

