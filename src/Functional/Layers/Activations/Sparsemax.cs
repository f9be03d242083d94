using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// The distribution that is nearest to x, over the last axis: <c>[batch, …, classes]</c>. Like <see cref="Softmax"/>, but classes that are far behind have
    /// probability 0, and nothing flows back to them. Martins and Astudillo, ICML 2016.
    /// </summary>
    public static Layer<T, Tensor<T>, Tensor<T>> Sparsemax { get; } = new(new SparsemaxLink<T>());
}

/// <summary>The distribution that is nearest.</summary>
internal sealed record SparsemaxLink<T> : PureLink<T, Tensor<T>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "Sparsemax";

    protected override Shapes Infer(Shapes input)
    {
        Layers<T>.Features(input.Shape, Name);
        return input.Shape;
    }

    protected override MultiplyAdds MultiplyAddsOf(Shapes input) => 0;

    protected override (Tensor<T> Output, Func<Tensor<T>, Tensor<T>> Pullback) Apply(Tensor<T> input)
    {
        Layers<T>.Features(input.Shape, Name);
        var y = input.Sparsemax();
        return (y, dy => SparsemaxOperation<T>.Back(y, dy));
    }
}
