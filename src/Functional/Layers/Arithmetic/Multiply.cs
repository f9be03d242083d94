using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>(x, y) ↦ x·y, each element with its like: two tensors of one shape (never broadcast).</summary>
    public static Layer<T, Pair<Tensor<T>, Tensor<T>>, Tensor<T>> Multiply { get; } = new(new MultiplyLink<T>());

    /// <summary>(x, y) ↦ x + y: two tensors of one shape (never broadcast).</summary>
    public static Layer<T, Pair<Tensor<T>, Tensor<T>>, Tensor<T>> Add { get; } = new(new AddLink<T>());
}

/// <summary>The product of a pair.</summary>
internal sealed record MultiplyLink<T> : PureLink<T, Pair<Tensor<T>, Tensor<T>>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "Multiply";

    /// <summary>The shape of two samples of one shape.</summary>
    public static Shapes Alike(Shapes input, string layer) => input.Both is var (first, second) && first.Shape == second.Shape
        ? first
        : throw new ShapeException($"{layer}: the two shapes of {input} differ.");

    protected override Shapes Infer(Shapes input) => Alike(input, Name);

    protected override MultiplyAdds MultiplyAddsOf(Shapes input) => 0;

    protected override (Tensor<T> Output, Func<Tensor<T>, Pair<Tensor<T>, Tensor<T>>> Pullback) Apply(Pair<Tensor<T>, Tensor<T>> input)
    {
        var (x, y) = (input.First, input.Second.Expect(input.First.Shape, "Multiply: the second of the pair"));
        return (x * y, d => (d * y, d * x));
    }
}

/// <summary>The sum of a pair.</summary>
internal sealed record AddLink<T> : PureLink<T, Pair<Tensor<T>, Tensor<T>>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "Add";

    protected override Shapes Infer(Shapes input) => MultiplyLink<T>.Alike(input, Name);

    protected override MultiplyAdds MultiplyAddsOf(Shapes input) => 0;

    protected override (Tensor<T> Output, Func<Tensor<T>, Pair<Tensor<T>, Tensor<T>>> Pullback) Apply(Pair<Tensor<T>, Tensor<T>> input) =>
        (input.First + input.Second.Expect(input.First.Shape, "Add: the second of the pair"), static d => (d, d));
}
