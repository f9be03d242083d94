using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>A cost: one number of a whole batch. It is the same cost as another one that is told the same.</summary>
    /// <param name="name">The name of the member.</param>
    /// <param name="told">All that it is told: targets, settings.</param>
    /// <param name="function">What it computes; a static lambda, so that what it is told is all that two costs can differ in.</param>
    private static Layer<T, Tensor<T>, Tensor<T>> Cost<S>(
        string name, S told, Func<S, Tensor<T>, (Tensor<T> Value, Func<Tensor<T>, Tensor<T>> Pullback)> function) =>
        new(new CostLink<T, Tensor<T>, S>(name, told, function));

    /// <summary>A cost of two tensors side by side.</summary>
    private static Layer<T, Pair<Tensor<T>, Tensor<T>>, Tensor<T>> CostOfPairs<S>(
        string name, S told, Func<S, Pair<Tensor<T>, Tensor<T>>, (Tensor<T> Value, Func<Tensor<T>, Pair<Tensor<T>, Tensor<T>>> Pullback)> function) =>
        new(new CostLink<T, Pair<Tensor<T>, Tensor<T>>, S>(name, told, function));

    /// <summary>A cost that is a sum or mean over all elements of outputs beside targets.</summary>
    /// <param name="name">The name of the member.</param>
    /// <param name="targets">The targets, of the outputs' shape.</param>
    /// <param name="told">The settings.</param>
    /// <param name="reduction">Sum or mean.</param>
    /// <param name="function">From outputs, targets and settings to the cost of each element, and its slope by the output when it is asked for.</param>
    private static Layer<T, Tensor<T>, Tensor<T>> CostOfElements<S>(
        string name, Tensor<T> targets, S told, Reduction reduction, Func<Tensor<T>, Tensor<T>, S, (Tensor<T> Each, Func<Tensor<T>> Slope)> function) =>
        Cost(name, (name, targets, told, reduction, function), static (all, x) =>
        {
            var (name, targets, told, reduction, function) = all;
            var weight = WeightOf(x.Expect(targets.Shape, $"{name}: the outputs beside their targets").Length, reduction, name);
            var (each, slope) = function(x, targets, told);
            return (each.Sum() * weight, d => slope() * (d * weight));
        });

    /// <summary>A cost of rows of scores beside their classes.</summary>
    /// <param name="targets">The classes.</param>
    /// <param name="reduction">Sum or mean.</param>
    /// <param name="function">The sum over the rows that count, and its way back.</param>
    private static Layer<T, Tensor<T>, Tensor<T>> CostOfClasses(
        ClassTargets<T> targets, Reduction reduction, Func<ClassTargets<T>, Tensor<T>, (Tensor<T> Sum, Func<Tensor<T>, Tensor<T>> Pullback)> function) =>
        Cost(targets.Cost, (targets, reduction, function), static (told, x) =>
        {
            var (targets, scores, back) = told.targets.Count(x);
            var share = targets.Share(told.reduction);
            var (sum, sumBack) = told.function(targets, scores);
            return (sum * share, d => back(sumBack(d * share)));
        });

    /// <summary>What each of some numbers counts in their sum or mean.</summary>
    private static T WeightOf(int count, Reduction reduction, string name) => count == 0
        ? throw new ShapeException($"{name}: there are no samples.")
        : reduction == Reduction.Sum ? T.One : T.One / T.CreateChecked(count);

    /// <summary>weight · x of each element, where nothing costs nothing: 0·∞ is 0, as it is on the way there.</summary>
    private static Tensor<T> Weighed(Tensor<T> weight, Tensor<T> x) =>
        weight * Tensor.Where(weight.EqualTo(T.Zero) * x.Abs().EqualTo(T.PositiveInfinity), T.Zero, x);
}

/// <summary>A cost as a link. It equals another one of the same function that is told the same.</summary>
/// <param name="Named">The name of the member.</param>
/// <param name="Told">All that it is told.</param>
/// <param name="Function">What it computes.</param>
internal sealed record CostLink<T, X, S>(string Named, S Told, Func<S, X, (Tensor<T> Value, Func<Tensor<T>, X> Pullback)> Function) : PureLink<T, X, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => Named;

    protected override Shapes Infer(Shapes input) => Shape.Scalar;

    protected override MultiplyAdds MultiplyAddsOf(Shapes input) => 0;

    protected override (Tensor<T> Output, Func<Tensor<T>, X> Pullback) Apply(X input) => Function(Told, input);
}
