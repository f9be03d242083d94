using System.Numerics;

namespace Functional;

/// <summary>A cell along sequences of different lengths.</summary>
internal sealed record MaskedScanLink<T, C>(ScanLink<T, C> Scan) : Link<T, Pair<C, Pair<Tensor<T>, Mask>>, Pair<C, Tensor<T>>>
    where T : struct, IFloatingPointIeee754<T>
    where C : IVectorSpace<C>
{
    public override string Name => "MaskedScan";

    public override string Code => $"MaskedScan({Scan.Cell})";

    internal override MaskedScanLink<T, C>? Rematerialized(int? every) => Scan.Rematerialized(every) is { } scan ? this with { Scan = scan } : null;

    public override Initialization<T> Initialize(Key key, Shapes input)
    {
        var (first, (sequence, mask)) = (input.Both.First, input.Both.Second.Both);
        return mask.Shape.Rank == 1 && sequence.Shape.Rank > 0 && mask.Shape[0] == sequence.Shape[0]
            ? Scan.Initialize(key, Shapes.Pair(first, sequence))
            : throw new ShapeException($"MaskedScan: a sequence of shape {sequence} needs a mask with an axis of its time steps, but it has shape {mask}.");
    }

    public override Evaluation<T, Pair<C, Pair<Tensor<T>, Mask>>, Pair<C, Tensor<T>>> Apply(
        TensorTree<T> parameters, Pair<C, Pair<Tensor<T>, Mask>> input, Context<T> context)
    {
        var (first, (sequence, mask)) = input;
        var (y, back, state) = Scan.Apply(parameters, (first, sequence), mask, context);
        return new(y, Pullback, state);

        Cotangents<T, Pair<C, Pair<Tensor<T>, Mask>>> Pullback(Pair<C, Tensor<T>> d)
        {
            var inner = back(d);
            return new(() => inner.Parameters, () => inner.Input is var (first, sequence) ? (first, (sequence, mask.Zero)) : default);
        }
    }
}

/// <summary>Steps of a scan that are there for some samples and not for others.</summary>
internal static class MaskedSteps
{
    /// <summary>For each time step, which samples are there.</summary>
    /// <exception cref="ShapeException">The mask is not one of these sequences.</exception>
    public static bool[][] Of(Mask mask, Shape sequence)
    {
        if (!mask.Shape.Equals(sequence[..2]))
            throw new ShapeException($"MaskedScan: sequences of shape {sequence} need a mask of shape {sequence[..2]}, but it has shape {mask.Shape}.");
        var steps = new bool[sequence[1]][];
        for (var t = 0; t < steps.Length; t++)
        {
            steps[t] = new bool[sequence[0]];
            for (var row = 0; row < steps[t].Length; row++)
                steps[t][row] = mask.Span[row * steps.Length + t];
        }
        return steps;
    }

    /// <summary>A step where it is there; where it is not, the state stays and the output is zero.</summary>
    public static (Pair<C, Tensor<T>> Output, Func<Pair<C, Tensor<T>>, Cotangents<T, Pair<C, Tensor<T>>>> Pullback) Masked<T, C>(
        bool[] there, C before, Pair<C, Tensor<T>> made, Func<Pair<C, Tensor<T>>, Cotangents<T, Pair<C, Tensor<T>>>> back)
        where T : struct, IFloatingPointIeee754<T>
        where C : IVectorSpace<C>
    {
        if (!there.Contains(false))
            return (made, back);
        return ((Chosen(made.First, before), made.Second.SelectRows(there)), Pullback);

        C Chosen(C now, C otherwise) => TreeForm<T, C>.From(TreeForm<T, C>.Of(now).Zip(TreeForm<T, C>.Of(otherwise), (x, y) => x.SelectRows(there, y)));

        Cotangents<T, Pair<C, Tensor<T>>> Pullback(Pair<C, Tensor<T>> d)
        {
            var inner = back((Chosen(d.First, d.First.Zero), d.Second.SelectRows(there)));
            // Where the step is not there, the cotangent of the state is passed on, and no other.
            return new(
                () => inner.Parameters,
                () => (Chosen(inner.Input.First, d.First), inner.Input.Second.SelectRows(there)));
        }
    }
}
