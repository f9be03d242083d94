using System.Numerics;

namespace Functional.Laws;

public static partial class LayerLaws
{
    /// <summary>The layer in a longer composition, bracketed in each way: the same parameters, outputs and gradients to the last bit.</summary>
    private static Law<LayerPoint<T, X, Y>> Nesting<T, X, Y>()
        where T : struct, IFloatingPointIeee754<T>
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => new("nesting is invisible", "however a composition is bracketed, its parameters, outputs and gradients are the same", static point =>
    {
        if (point.Sample is not { } sample)
            return Outcome.Holds;
        var (before, after) = (Between<T, X>("before", point.Key), Between<T, Y>("after", point.Key));
        return Outcome.All(
            () => SameLayer(point, sample, before.Then(point.Layer).Then(after), before.Then(point.Layer.Then(after))),
            () => point is LayerPoint<T, Tensor<T>, Tensor<T>> { Layer: var layer } tensors
                && before is Layer<T, Tensor<T>, Tensor<T>> e && after is Layer<T, Tensor<T>, Tensor<T>> g
                ? Outcome.All(
                    () => SameLayer(tensors, sample, Layers<T>.Chain(e, layer, g), Layers<T>.Chain(e, Layers<T>.Chain(layer, g))),
                    () => SameLayer(tensors, sample, Layers<T>.Chain(e, layer, g), Layers<T>.Chain(Layers<T>.Chain(e, Layers<T>.Identity, layer), g)))
                : Outcome.Holds);
    });

    /// <summary>Whether two networks are one: parameters, outputs and gradients to the last bit.</summary>
    internal static Outcome SameLayer<T, X, Y>(LayerPoint<T, X, Y> point, Shapes sample, Layer<T, X, Y> expected, Layer<T, X, Y> actual)
        where T : struct, IFloatingPointIeee754<T>
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y>
    {
        var (left, right) = (expected.Initialize(point.Key, sample), actual.Initialize(point.Key, sample));
        if (!left.Output.Equals(right.Output))
            return Outcome.Broken($"one side makes samples of shape {left.Output}, the other of {right.Output}");
        if (!left.Parameters.Equals(right.Parameters) || !left.State.Equals(right.State))
            return Outcome.Broken($"one side starts with\n{left.Parameters}\nthe other with\n{right.Parameters}");
        var draw = new Draw(point.Key);
        // A layer in a composition has the parameters that it has by itself, under other names.
        var parameters = left.Parameters.Dimension == point.Parameters.Dimension
            ? left.Parameters.WithCoordinates(point.Parameters.Coordinate)
            : draw.Leaves("parameters", left.Parameters);
        var statistics = draw.Leaves("statistics", left.State);
        var context = point.Context is null ? null
            : point.Context.Mode == Mode.Training ? Context<T>.Training(point.Context.Key, statistics) : Context<T>.Inference(statistics);
        var (one, other) = (expected.Forward(parameters, point.Input, context), actual.Forward(parameters, point.Input, context));
        var v = point.Joint.Like("a", one.Output);
        var (oneBack, otherBack) = (one.Pullback(v), other.Pullback(v));
        return Outcome.All(
            () => Agreement.SameBits("output", one.Output, other.Output, "one side is", "the other"),
            () => Agreement.SameBits("statistics ", one.State, other.State, "one side is", "the other"),
            () => Agreement.SameBits("cotangent of ", oneBack.Parameters, otherBack.Parameters, "one side is", "the other"),
            () => Agreement.SameBits("cotangent of ", oneBack.Input, otherBack.Input, "one side is", "the other"));
    }

    private static Layer<T, V, V> Between<T, V>(string name, Key key)
        where T : struct, IFloatingPointIeee754<T>
        where V : IVectorSpace<V> => Layers<T>.Pure(name, static shapes => shapes, Smooth.On<V>(key.Split(name)));
}
