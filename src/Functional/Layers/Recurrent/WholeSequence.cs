using System.Numerics;

namespace Functional;

/// <summary>
/// A cell that is known along sequences at once. Where it is traced, it is one step, whose way back is that of the cell step after step, which is made of
/// operations: so it has derivatives of any order.
/// </summary>
internal sealed class WholeSequence<T, C>(CellLink<T, C> cell, bool[][]? there, Context<T> context)
    : StepFunction<Pair<TensorTree<T>, Pair<C, Tensor<T>>>, Pair<C, Tensor<T>>>("Scan")
    where T : struct, IFloatingPointIeee754<T>
    where C : IVectorSpace<C>
{
    /// <summary>The way forward, and the way back.</summary>
    public Evaluation<T, Pair<C, Tensor<T>>, Pair<C, Tensor<T>>> Evaluate(TensorTree<T> parameters, Pair<C, Tensor<T>> input)
    {
        if (HighestLevel.IsIn(input) || HighestLevel.IsIn(parameters))
            return new(Apply((parameters, input)), d => Steps((parameters, input)).Pullback(d));
        var (y, back, _) = cell.Whole(parameters, input, there, context);
        return new(y, d => HighestLevel.IsIn(d) ? Steps((parameters, input)).Pullback(d) : back(d));
    }

    public override (Pair<C, Tensor<T>> Output, Func<Pair<C, Tensor<T>>, Pair<TensorTree<T>, Pair<C, Tensor<T>>>> Pullback) At(
        Pair<TensorTree<T>, Pair<C, Tensor<T>>> x) => (Apply(x), d => Steps(x).Pullback(d) is var cotangents ? (cotangents.Parameters, cotangents.Input) : default);

    public override Pair<C, Tensor<T>> Inside(Pair<TensorTree<T>, Pair<C, Tensor<T>>> x) => Steps(x).Output;

    protected override Pair<C, Tensor<T>> Plain(Pair<TensorTree<T>, Pair<C, Tensor<T>>> x) => cell.Whole(x.First, x.Second, there, context).Output;

    private Evaluation<T, Pair<C, Tensor<T>>, Pair<C, Tensor<T>>> Steps(Pair<TensorTree<T>, Pair<C, Tensor<T>>> x)
    {
        var (parameters, (first, sequence)) = x;
        return new ScanRun<T, C>(new(cell), parameters, sequence, there, context.Observing(null), sequence.Shape[1]).From(first);
    }
}
