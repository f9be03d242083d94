namespace Functional;

public static partial class Layers<T>
{
    /// <summary>All axes but the batch in one: <c>[batch, a, b, …]</c> to <c>[batch, a·b·…]</c>.</summary>
    public static Layer<T, Tensor<T>, Tensor<T>> Flatten { get; } = Pure<Tensor<T>, Tensor<T>>(
        "Flatten",
        static input => Shape.Create(input.Shape.ElementCount),
        static x => x.Rank > 0
            ? (x.Reshape(x.Shape[0], x.Shape[1..].ElementCount), dy => dy.Reshape(x.Shape))
            : throw new ShapeException("Flatten: the input is one number: it has no batch axis."),
        static _ => 0);

    /// <summary>Each sample in another shape: <c>[batch, …]</c> to <c>[batch, shape…]</c>.</summary>
    /// <param name="shape">The new shape of one sample, with as many elements as before.</param>
    public static Layer<T, Tensor<T>, Tensor<T>> Reshape(Shape shape) => Pure<Tensor<T>, Tensor<T>>(
        $"Reshape({shape})",
        input => input.Shape.ElementCount == shape.ElementCount
            ? shape
            : throw new ShapeException(
                Invariant($"Reshape: a sample of shape {input} has {input.Shape.ElementCount} elements, but {shape} has {shape.ElementCount}.")),
        x => x.Rank > 0
            ? (x.Reshape(x.Shape[..1].Then(shape)), dy => dy.Reshape(x.Shape))
            : throw new ShapeException("Reshape: the input is one number: it has no batch axis."),
        static _ => 0);

    /// <summary>Two tensors joined along the last axis: <c>[batch, …, a]</c> and <c>[batch, …, b]</c> to <c>[batch, …, a + b]</c>.</summary>
    public static Layer<T, Pair<Tensor<T>, Tensor<T>>, Tensor<T>> Concatenate { get; } = Pure<Pair<Tensor<T>, Tensor<T>>, Tensor<T>>(
        "Concatenate",
        static input => (input.Both.First.Shape, input.Both.Second.Shape) is var (first, second)
            && first.Rank > 0 && first.Rank == second.Rank && first[..^1] == second[..^1]
            ? first.WithLast((long)first[^1] + second[^1], "Concatenate")
            : throw new ShapeException($"Concatenate: the shapes of {input} differ elsewhere than in the last axis."),
        static x => (
            Tensor.Concatenate(-1, x.First, x.Second),
            dy => dy.Split(-1, x.First.Shape[^1], x.Second.Shape[^1]) is [var first, var second] ? (first, second) : default),
        static _ => 0);

    /// <summary>x ↦ (x, x): one value, two uses; the cotangents add.</summary>
    public static Layer<T, Tensor<T>, Pair<Tensor<T>, Tensor<T>>> Duplicate { get; } = Pure<Tensor<T>, Pair<Tensor<T>, Tensor<T>>>(
        "Duplicate",
        static input => Shapes.Pair(input, input),
        static x => ((x, x), static dy => dy.First.Plus(dy.Second)),
        static _ => 0);
}
