namespace Functional.Laws;

public static partial class LayerLaws
{
    /// <summary>The layer in a longer composition, bracketed in each way: the same parameters, outputs and gradients to the last bit.</summary>
    private static Law<LayerPoint<X, Y>> Nesting<X, Y>()
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => new("nesting is invisible", "however a composition is bracketed, its parameters, outputs and gradients are the same", static point =>
    {
        if (point.Sample is not { } sample)
            return Outcome.Holds;
        var (before, after) = (Between<X>("before", point.Key), Between<Y>("after", point.Key));
        return Outcome.All(
            () => SameLayer(point, sample, before.Then(point.Layer).Then(after), before.Then(point.Layer.Then(after))),
            () => point is LayerPoint<Tensor<double>, Tensor<double>> { Layer: var layer } tensors
                && before is Layer<double, Tensor<double>, Tensor<double>> e && after is Layer<double, Tensor<double>, Tensor<double>> g
                ? Outcome.All(
                    () => SameLayer(tensors, sample, Layers<double>.Chain(e, layer, g), Layers<double>.Chain(e, Layers<double>.Chain(layer, g))),
                    () => SameLayer(tensors, sample, Layers<double>.Chain(e, layer, g), Layers<double>.Chain(Layers<double>.Chain(e, Layers<double>.Identity, layer), g)))
                : Outcome.Holds);
    });

    /// <summary>Whether two networks are one: parameters, outputs and gradients to the last bit.</summary>
    internal static Outcome SameLayer<X, Y>(LayerPoint<X, Y> point, Shapes sample, Layer<double, X, Y> expected, Layer<double, X, Y> actual)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y>
    {
        var (left, right) = (expected.Initialize(point.Key, sample), actual.Initialize(point.Key, sample));
        if (!left.Output.Equals(right.Output))
            return Outcome.Broken($"one side makes samples of shape {left.Output}, the other of {right.Output}");
        if (!left.Parameters.Equals(right.Parameters) || !left.State.Equals(right.State))
            return Outcome.Broken($"one side starts with\n{left.Parameters}\nthe other with\n{right.Parameters}");
        var draw = new Draw(point.Key);
        var (parameters, statistics) = (draw.Leaves("parameters", left.Parameters), draw.Leaves("statistics", left.State));
        var context = point.Context is null ? null
            : point.Context.Mode == Mode.Training ? Context<double>.Training(point.Context.Key, statistics) : Context<double>.Inference(statistics);
        var (one, other) = (expected.Forward(parameters, point.Input, context), actual.Forward(parameters, point.Input, context));
        var v = point.Joint.Like("a", one.Output);
        var (oneBack, otherBack) = (one.Pullback(v), other.Pullback(v));
        return Outcome.All(
            () => Agreement.SameBits("output", one.Output, other.Output, "one side is", "the other"),
            () => Agreement.SameBits("statistics ", one.State, other.State, "one side is", "the other"),
            () => Agreement.SameBits("cotangent of ", oneBack.Parameters, otherBack.Parameters, "one side is", "the other"),
            () => Agreement.SameBits("cotangent of ", oneBack.Input, otherBack.Input, "one side is", "the other"));
    }

    private static Layer<double, V, V> Between<V>(string name, Key key)
        where V : IVectorSpace<V> => Layers<double>.Pure(name, static shapes => shapes, Smooth.On<V>(key.Split(name)));
}
