using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// Two layers over sequences, one of which sees them backwards in time: <c>[batch, time, features]</c> to <c>[batch, time, outputs]</c>, of each step first
    /// the outputs of one and then those of the other. Parameters in the branches <c>forward</c> and <c>backward</c>. Schuster and Paliwal, IEEE Transactions
    /// on Signal Processing 45(11), 1997.
    /// </summary>
    /// <param name="forward">The layer that goes forward in time.</param>
    /// <param name="backward">The layer that goes backwards.</param>
    /// <example><code>
    /// var network = Chain(Bidirectional(Lstm(64), Lstm(64)), Dense(10));
    /// </code></example>
    public static Layer<T, Tensor<T>, Tensor<T>> Bidirectional(Layer<T, Tensor<T>, Tensor<T>> forward, Layer<T, Tensor<T>, Tensor<T>> backward) =>
        new(new BidirectionalLink<T, Tensor<T>, WholeSequences<T>>(forward, backward));

    /// <summary>
    /// The same over sequences of different lengths, with their mask <c>[batch, time]</c>: backwards each begins at its own last step.
    /// </summary>
    /// <param name="forward">The layer that goes forward in time, such as a masked scan.</param>
    /// <param name="backward">The layer that goes backwards.</param>
    public static Layer<T, Pair<Tensor<T>, Mask>, Tensor<T>> Bidirectional(
        Layer<T, Pair<Tensor<T>, Mask>, Tensor<T>> forward, Layer<T, Pair<Tensor<T>, Mask>, Tensor<T>> backward) =>
        new(new BidirectionalLink<T, Pair<Tensor<T>, Mask>, MaskedSequences<T>>(forward, backward));

    /// <summary>
    /// The same of scans, with their states: ((first state forward, first state backward), <c>[batch, time, …]</c>) ↦ ((last state forward, last state
    /// backward), <c>[batch, time, …]</c>). The last state backward is that after the first step.
    /// </summary>
    /// <typeparam name="C">The type of a state.</typeparam>
    /// <param name="forward">The scan that goes forward in time.</param>
    /// <param name="backward">The scan that goes backwards.</param>
    public static Layer<T, Pair<Pair<C, C>, Tensor<T>>, Pair<Pair<C, C>, Tensor<T>>> Bidirectional<C>(
        Layer<T, Pair<C, Tensor<T>>, Pair<C, Tensor<T>>> forward, Layer<T, Pair<C, Tensor<T>>, Pair<C, Tensor<T>>> backward)
        where C : IVectorSpace<C> => new(new BidirectionalScanLink<T, C, Tensor<T>, WholeSequences<T>>(forward, backward));

    /// <summary>
    /// The same of scans over sequences of different lengths: ((first state forward, first state backward), (<c>[batch, time, …]</c>, mask
    /// <c>[batch, time]</c>)) ↦ ((last state forward, last state backward), <c>[batch, time, …]</c>).
    /// </summary>
    /// <typeparam name="C">The type of a state.</typeparam>
    /// <param name="forward">The scan that goes forward in time.</param>
    /// <param name="backward">The scan that goes backwards.</param>
    public static Layer<T, Pair<Pair<C, C>, Pair<Tensor<T>, Mask>>, Pair<Pair<C, C>, Tensor<T>>> Bidirectional<C>(
        Layer<T, Pair<C, Pair<Tensor<T>, Mask>>, Pair<C, Tensor<T>>> forward, Layer<T, Pair<C, Pair<Tensor<T>, Mask>>, Pair<C, Tensor<T>>> backward)
        where C : IVectorSpace<C> => new(new BidirectionalScanLink<T, C, Pair<Tensor<T>, Mask>, MaskedSequences<T>>(forward, backward));
}

/// <summary>Layers over sequences in both directions.</summary>
internal sealed record BidirectionalLink<T, S, F>(Layer<T, S, Tensor<T>> Forward, Layer<T, S, Tensor<T>> Backward) : Link<T, S, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
    where S : IVectorSpace<S>
    where F : ISequenceForm<T, S>
{
    private readonly Layer<T, S, Tensor<T>> one = Forward.Under("forward");
    private readonly Layer<T, S, Tensor<T>> other = Backward.Under("backward");

    public override string Name => "Bidirectional";

    public override string Code => $"Bidirectional({Forward}, {Backward})";

    public override Initialization<T> Initialize(Key key, Shapes input)
    {
        var (ahead, back) = (one.Initialize(key.Split("forward"), input), other.Initialize(key.Split("backward"), input));
        return Branches.Beside(Name, Directions.Beside(ahead.Output.Shape, back.Output.Shape), ahead, back);
    }

    public override Evaluation<T, S, Tensor<T>> Apply(TensorTree<T> parameters, S input, Context<T> context)
    {
        parameters.Only("forward", "backward");
        var (y, back, state) = one.Forward(parameters.Branch("forward"), input, context);
        var (z, otherBack, otherState) = other.Forward(parameters.Branch("backward"), F.Reversed(input), context);
        Directions.Beside(y.Shape[1..], z.Shape[1..]);
        return new(Tensor.Concatenate(-1, y, TimeReversal.Of(z)), Back(back, otherBack, y.Shape[^1], z.Shape[^1]), TensorTree<T>.Union(state, otherState));
    }

    private static Func<Tensor<T>, Cotangents<T, S>> Back(Func<Tensor<T>, Cotangents<T, S>> back, Func<Tensor<T>, Cotangents<T, S>> otherBack, int width, int otherWidth) =>
        dy =>
        {
            var parts = dy.Split(-1, width, otherWidth);
            var (d, dOther) = (back(parts[0]), otherBack(TimeReversal.Of(parts[1])));
            return new(
                () => TensorTree<T>.Union(d.Parameters, dOther.Parameters),
                () => d.Input.Plus(F.Reversed(dOther.Input)));
        };
}

/// <summary>Scans in both directions, with their states.</summary>
internal sealed record BidirectionalScanLink<T, C, S, F>(Layer<T, Pair<C, S>, Pair<C, Tensor<T>>> Forward, Layer<T, Pair<C, S>, Pair<C, Tensor<T>>> Backward)
    : Link<T, Pair<Pair<C, C>, S>, Pair<Pair<C, C>, Tensor<T>>>
    where T : struct, IFloatingPointIeee754<T>
    where C : IVectorSpace<C>
    where S : IVectorSpace<S>
    where F : ISequenceForm<T, S>
{
    private readonly Layer<T, Pair<C, S>, Pair<C, Tensor<T>>> one = Forward.Under("forward");
    private readonly Layer<T, Pair<C, S>, Pair<C, Tensor<T>>> other = Backward.Under("backward");

    public override string Name => "Bidirectional";

    public override string Code => $"Bidirectional({Forward}, {Backward})";

    public override Initialization<T> Initialize(Key key, Shapes input)
    {
        var ((first, otherFirst), sequence) = (input.Both.First.Both, input.Both.Second);
        var ahead = one.Initialize(key.Split("forward"), Shapes.Pair(first, sequence));
        var back = other.Initialize(key.Split("backward"), Shapes.Pair(otherFirst, sequence));
        var ((last, y), (otherLast, z)) = (ahead.Output.Both, back.Output.Both);
        return Branches.Beside(Name, Shapes.Pair(Shapes.Pair(last, otherLast), Directions.Beside(y.Shape, z.Shape)), ahead, back);
    }

    public override Evaluation<T, Pair<Pair<C, C>, S>, Pair<Pair<C, C>, Tensor<T>>> Apply(
        TensorTree<T> parameters, Pair<Pair<C, C>, S> input, Context<T> context)
    {
        parameters.Only("forward", "backward");
        var ((first, otherFirst), sequence) = input;
        var ((last, y), back, state) = one.Forward(parameters.Branch("forward"), (first, sequence), context);
        var ((otherLast, z), otherBack, otherState) = other.Forward(parameters.Branch("backward"), (otherFirst, F.Reversed(sequence)), context);
        Directions.Beside(y.Shape[1..], z.Shape[1..]);
        return new(
            ((last, otherLast), Tensor.Concatenate(-1, y, TimeReversal.Of(z))), Back(back, otherBack, y.Shape[^1], z.Shape[^1]),
            TensorTree<T>.Union(state, otherState));
    }

    private static Func<Pair<Pair<C, C>, Tensor<T>>, Cotangents<T, Pair<Pair<C, C>, S>>> Back(
        Func<Pair<C, Tensor<T>>, Cotangents<T, Pair<C, S>>> back, Func<Pair<C, Tensor<T>>, Cotangents<T, Pair<C, S>>> otherBack, int width, int otherWidth) => dy =>
    {
        var ((last, otherLast), parts) = (dy.First, dy.Second.Split(-1, width, otherWidth));
        var (d, dOther) = (back((last, parts[0])), otherBack((otherLast, TimeReversal.Of(parts[1]))));
        return new(
            () => TensorTree<T>.Union(d.Parameters, dOther.Parameters),
            () => ((d.Input.First, dOther.Input.First), d.Input.Second.Plus(F.Reversed(dOther.Input.Second))));
    };
}

/// <summary>The outputs of both directions.</summary>
internal static class Directions
{
    /// <summary>The shape of both, of each step one's beside the other's.</summary>
    public static Shape Beside(Shape one, Shape other) => one.Rank > 1 && other.Rank == one.Rank && one[..^1] == other[..^1]
        ? one.With(-1, one[^1] + other[^1])
        : throw new ShapeException($"Bidirectional: both directions make sequences of one length, but their outputs have shapes {one} and {other}.");
}
