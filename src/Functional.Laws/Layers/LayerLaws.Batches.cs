using System.Numerics;

namespace Functional.Laws;

// A batch beside its samples, one by one.
public static partial class LayerLaws
{
    private static Law<LayerPoint<T, X, Y>> BatchAdditivity<T, X, Y>()
        where T : struct, IFloatingPointIeee754<T>
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => Blaming(new Law<LayerPoint<T, X, Y>>(
        "batch additivity", "a batch's gradient is the sum of its samples' gradients", static point => point switch
        {
            { MixesSamples: true } or { Context.Mode: Mode.Training } => Outcome.Holds,
            LayerPoint<T, Tensor<T>, Tensor<T>> { Input.Rank: > 0 } tensors => Additive(tensors, tensors.Input.Shape),
            LayerPoint<T, Indices, Tensor<T>> { Input.Shape.Rank: > 0 } ofIndices => Additive(ofIndices, ofIndices.Input.Shape),
            _ => Outcome.Holds,
        }));

    private static Outcome Additive<T, X>(LayerPoint<T, X, Tensor<T>> point, Shape shape)
        where T : struct, IFloatingPointIeee754<T>
        where X : IVectorSpace<X>, IRows<X>
    {
        const string hint = "; if the samples of a batch are meant to influence each other, say mixesSamples: true";
        var (parameters, x) = (point.Parameters, point.Input);
        var (y, _, _) = point.Layer.Forward(parameters, x, point.Context);
        if (Agreement.FirstNotFinite(y) >= 0)
            return Outcome.Inconclusive("the output is not finite");
        if (y.Rank == 0 || y.Shape[0] != shape[0])
            return Outcome.Broken($"a batch of shape {shape} became {y.Shape}: the first axis should be the batch");
        if (shape[0] == 0)
            return Outcome.Holds;
        var v = point.Joint.Like("a", y);
        var (alone, together) = (Alone(Change.None), Together(Change.None));
        var found = Outcome.All(
            () => Agree("output", static flow => flow.Output, "of each sample alone it is", "in the batch"),
            () => Agree("cotangent of ", static flow => flow.Input, "of each sample alone it is", "in the batch"),
            () => Agree("cotangent of ", static flow => flow.Parameters, "the sum over samples is", "of the batch it is"));
        return found.Finding == Finding.Broken ? Outcome.Broken(found.Message + hint) : found;

        Outcome Agree<V>(string what, Func<(Tensor<T> Output, TensorTree<T> Parameters, Tensor<T> Input), V> part, string expectation, string actuality)
            where V : IVectorSpace<V> => typeof(T) == typeof(double)
            ? Agreement.Near(what, part(alone), part(together), Rounding, 1, expectation, actuality)
            : new Rounding<V>(UnitOf.Single, UnitOf.Single, point.Key, change => part(Alone(change)), change => part(Together(change)))
                .Agree(what, part(alone), part(together), expectation, actuality, Agreement.Largest(v));

        (Tensor<T> Output, TensorTree<T> Parameters, Tensor<T> Input) Together(Change change)
        {
            var (output, back, _) = point.Layer.Forward(change.Of("parameters", parameters), change.Of("x", x), point.Context);
            var cotangents = back(change.Of("v", v));
            return (output, cotangents.Parameters, TensorOf(cotangents.Input));
        }

        (Tensor<T> Output, TensorTree<T> Parameters, Tensor<T> Input) Alone(Change change)
        {
            var (theta, inputs, dy) = (change.Of("parameters", parameters), change.Of("x", x), change.Of("v", v));
            var each = Enumerable.Range(0, shape[0]).Select(row => (Flow: point.Layer.Forward(theta, inputs.TakeRows(row), point.Context), V: dy.TakeRows(row))).ToArray();
            var cotangents = each.Select(static sample => sample.Flow.Pullback(sample.V)).ToArray();
            return (
                Tensor.Concatenate(0, [.. each.Select(static sample => sample.Flow.Output)]),
                cotangents.Select(static sample => sample.Parameters).Aggregate(static (sum, next) => sum.Plus(next)),
                Tensor.Concatenate(0, [.. cotangents.Select(static sample => TensorOf(sample.Input))]));
        }

        // Indices have no tangent: of them there is nothing to compare.
        static Tensor<T> TensorOf(X cotangent) => cotangent as Tensor<T> ?? Tensor.Zeros<T>([0]);
    }
}
