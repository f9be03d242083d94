using System.Numerics;

namespace Functional;

/// <summary>
/// A cell along one sequence, in segments of time. Where there is one segment, the pullbacks of all steps are kept. Where there are more, the state at the
/// beginning of each is kept alone, and its steps are computed again on the way back. The segments are those into which a pairwise sum of the steps' gradients
/// divides them, so that the sum is bitwise the same.
/// </summary>
/// <param name="cell">The cell.</param>
/// <param name="parameters">Its parameters.</param>
/// <param name="sequence">The sequence, <c>[batch, time, …]</c>.</param>
/// <param name="there">For each step which samples are there; null for all.</param>
/// <param name="context">The scan's context.</param>
/// <param name="size">How many steps a segment has at most.</param>
internal sealed class ScanRun<T, C>(
    Layer<T, Pair<C, Tensor<T>>, Pair<C, Tensor<T>>> cell, TensorTree<T> parameters, Tensor<T> sequence, bool[][]? there, Context<T> context, int size)
    where T : struct, IFloatingPointIeee754<T>
    where C : IVectorSpace<C>
{
    private readonly int count = sequence.Shape[1];
    private readonly Dictionary<int, (C State, TensorTree<T> LayerState)> kept = [];

    /// <summary>The pass over the whole sequence: the last state, the outputs, and what the cell's layers leave.</summary>
    public Evaluation<T, Pair<C, Tensor<T>>, Pair<C, Tensor<T>>> From(C first)
    {
        var outputs = new Tensor<T>[count];
        var last = (State: first, LayerState: TensorTree<T>.Empty);
        if (size < count)
        {
            Forwards(0, count, ref last, outputs);
            return new((last.State, Tensor.Stack<T>(1, outputs)), dy => new CotangentsAtOnce<T, Pair<C, Tensor<T>>>(() => Backwards(dy)), last.LayerState);
        }
        (last, var backs) = Steps(0, count, last, outputs, context);
        return new((last.State, Tensor.Stack<T>(1, outputs)), Back(backs), last.LayerState);
    }

    // A method of its own, so that the way back holds the pullbacks of the steps, and not the sequence.
    private static Func<Pair<C, Tensor<T>>, Cotangents<T, Pair<C, Tensor<T>>>> Back(Func<Pair<C, Tensor<T>>, Cotangents<T, Pair<C, Tensor<T>>>>[] backs) =>
        dy => new ScanCotangents<T, C>(backs, dy.First, AlongTime(dy.Second, 0, backs.Length));

    private void Forwards(int start, int length, ref (C State, TensorTree<T> LayerState) now, Tensor<T>[] outputs)
    {
        if (length > size)
        {
            Forwards(start, length - length / 2, ref now, outputs);
            Forwards(start + length - length / 2, length / 2, ref now, outputs);
            return;
        }
        kept[start] = now;
        now = Steps(start, length, now, outputs.AsSpan(start, length), context).Last;
    }

    private (TensorTree<T> Parameters, Pair<C, Tensor<T>> Input) Backwards(Pair<C, Tensor<T>> dy)
    {
        var (state, inputs) = (dy.First, new Tensor<T>[count]);
        var gradient = Backwards(0, count, ref state, dy.Second, inputs);
        return (gradient, (state, Tensor.Stack<T>(1, inputs)));
    }

    private TensorTree<T> Backwards(int start, int length, ref C state, Tensor<T> outputs, Tensor<T>[] inputs)
    {
        if (length > size)
        {
            var later = Backwards(start + length - length / 2, length / 2, ref state, outputs, inputs);
            return Backwards(start, length - length / 2, ref state, outputs, inputs).Plus(later);
        }
        var again = Steps(start, length, kept[start], new Tensor<T>[length], context.Observing(null)).Backs;
        var segment = new ScanCotangents<T, C>(again, state, AlongTime(outputs, start, length));
        var (gradient, steps) = (segment.Parameters, segment.Steps);
        for (var t = 0; t < length; t++)
            inputs[start + t] = steps[t].Input.Second;
        state = steps[0].Input.First;
        return gradient;
    }

    /// <summary>Some steps forward.</summary>
    private ((C State, TensorTree<T> LayerState) Last, Func<Pair<C, Tensor<T>>, Cotangents<T, Pair<C, Tensor<T>>>>[] Backs) Steps(
        int start, int length, (C State, TensorTree<T> LayerState) now, Span<Tensor<T>> outputs, Context<T> context)
    {
        var (made, inputs) = (new Func<Pair<C, Tensor<T>>, Cotangents<T, Pair<C, Tensor<T>>>>[length], AlongTime(sequence, start, length));
        for (var i = 0; i < length; i++)
        {
            var (t, before) = (start + i, now.State);
            var x = there is null ? inputs[i] : inputs[i].SelectRows(there[t]);         // so that no number that is not there reaches the cell
            (var step, made[i], var after) = cell.Forward(parameters, (before, x), context.AtStep(t, now.LayerState));
            if (there is not null)
                (step, made[i]) = MaskedSteps.Masked(there[t], before, step, made[i]);
            (now.State, outputs[i]) = step;
            now.LayerState = after.IsEmpty ? now.LayerState : after;
        }
        return (now, made);
    }

    private static Tensor<T>[] AlongTime(Tensor<T> sequence, int start, int length)
    {
        var each = sequence.Shape[..1].Then(sequence.Shape[2..]);
        var steps = new Tensor<T>[length];
        for (var i = 0; i < length; i++)
            steps[i] = sequence.Slice(1, start + i, 1).Reshape(each);
        return steps;
    }
}

/// <summary>The cotangents of a scan: backwards in time, once.</summary>
internal sealed class ScanCotangents<T, C>(
    Func<Pair<C, Tensor<T>>, Cotangents<T, Pair<C, Tensor<T>>>>[] backs, C last, Tensor<T>[] outputs) : Cotangents<T, Pair<C, Tensor<T>>>
    where T : struct, IFloatingPointIeee754<T>
    where C : IVectorSpace<C>
{
    private Cotangents<T, Pair<C, Tensor<T>>>[]? steps;

    /// <summary>The cotangents of each step.</summary>
    public Cotangents<T, Pair<C, Tensor<T>>>[] Steps => steps ??= Backwards();

    protected override TensorTree<T> ComputeParameters()
    {
        var made = Steps;
        return PairwiseSum.Of(made.Length, t => made[t].Parameters);
    }

    protected override Pair<C, Tensor<T>> ComputeInput()
    {
        var made = Steps;
        return (made[0].Input.First, Tensor.Stack<T>(1, [.. made.Select(static step => step.Input.Second)]));
    }

    private Cotangents<T, Pair<C, Tensor<T>>>[] Backwards()
    {
        var made = new Cotangents<T, Pair<C, Tensor<T>>>[backs.Length];
        for (var t = made.Length - 1; t >= 0; t--)
            made[t] = backs[t]((t == made.Length - 1 ? last : made[t + 1].Input.First, outputs[t]));
        return made;
    }
}
