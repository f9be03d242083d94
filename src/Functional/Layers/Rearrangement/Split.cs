using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>Each sample cut in two along one axis: <c>[batch, …, a + b, …]</c> to <c>[batch, …, a, …]</c> and <c>[batch, …, b, …]</c>.</summary>
    /// <param name="axis">The axis of one sample: 0 is the first after the batch, −1 the last.</param>
    /// <param name="first">How many places the first part has, from 1 to one less than there are.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    /// <example><code>
    /// var gated = Dense(16).Then(Split(-1, 8)).Then(OnFirst&lt;Tensor&lt;float&gt;, Tensor&lt;float&gt;, Tensor&lt;float&gt;&gt;(Sigmoid)).Then(Multiply);
    /// </code></example>
    public static Layer<T, Tensor<T>, Pair<Tensor<T>, Tensor<T>>> Split(int axis, int first) => first >= 1
        ? new(new SplitLink<T>(axis, first))
        : throw new ArgumentOutOfRangeException(nameof(first), Invariant($"Split: the first part has at least 1 place, got {first}."));
}

/// <summary>A sample cut in two.</summary>
internal sealed record SplitLink<T>(int Axis, int First) : PureLink<T, Tensor<T>, Pair<Tensor<T>, Tensor<T>>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => Invariant($"Split({Axis}, {First})");

    protected override Shapes Infer(Shapes input)
    {
        var (axis, rest) = Cut(input.Shape);
        return Shapes.Pair(input.Shape.With(axis, First), input.Shape.With(axis, rest));
    }

    protected override MultiplyAdds MultiplyAddsOf(Shapes input) => 0;

    protected override (Pair<Tensor<T>, Tensor<T>> Output, Func<Pair<Tensor<T>, Tensor<T>>, Tensor<T>> Pullback) Apply(Tensor<T> x)
    {
        var (axis, rest) = Cut(SampleAxis.Sample(x.Shape, Name));
        return x.Split(axis + 1, First, rest) is [var first, var second]
            ? ((first, second), d => Tensor.Concatenate(axis + 1, d.First, d.Second))
            : default;
    }

    private (int Axis, int Second) Cut(Shape sample)
    {
        var axis = SampleAxis.Of(sample, Axis, Name);
        return First < sample[axis]
            ? (axis, sample[axis] - First)
            : throw new ShapeException(Invariant($"{Name}: a sample of shape {sample} has {sample[axis]} places on this axis, so that nothing is left."));
    }
}
