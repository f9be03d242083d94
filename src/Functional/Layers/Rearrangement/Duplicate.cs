using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>x ↦ (x, x): one value, two uses; the cotangents add.</summary>
    public static Layer<T, Tensor<T>, Pair<Tensor<T>, Tensor<T>>> Duplicate { get; } = new(new DuplicateLink<T>());
}

/// <summary>One value, two uses.</summary>
internal sealed record DuplicateLink<T> : PureLink<T, Tensor<T>, Pair<Tensor<T>, Tensor<T>>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "Duplicate";

    protected override Shapes Infer(Shapes input) => Shapes.Pair(input, input);

    protected override MultiplyAdds MultiplyAddsOf(Shapes input) => 0;

    protected override (Pair<Tensor<T>, Tensor<T>> Output, Func<Pair<Tensor<T>, Tensor<T>>, Tensor<T>> Pullback) Apply(Tensor<T> x) =>
        ((x, x), static dy => dy.First.Plus(dy.Second));
}
