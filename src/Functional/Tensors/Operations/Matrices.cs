using System.Numerics;

namespace Functional;

/// <summary>What operations on matrices along leading axes have in common.</summary>
internal static class Matrices
{
    /// <summary>The size of the square matrices in a shape <c>[…, n, n]</c>.</summary>
    public static int Size(string operation, Shape shape) => shape.Rank >= 2 && shape[^1] == shape[^2]
        ? shape[^1]
        : throw new ShapeException($"{operation}: the last two axes hold a square matrix, but the shape is {shape}.");

    /// <summary>Square matrices <c>[…, n, n]</c> and right sides <c>[…, n, m]</c>, whose batches are made the same.</summary>
    public static (Tensor<T> A, Tensor<T> B) InOneBatch<T>(string operation, Tensor<T> a, Tensor<T> b)
        where T : struct, IFloatingPointIeee754<T>
    {
        var size = Size(operation, a.Shape);
        if (b.Rank < 2 || b.Shape[^2] != size)
            throw new ShapeException(Invariant(
                $"{operation}: the right sides are the columns of [..., {size}, m] for matrices of shape {a.Shape}, but they have shape {b.Shape}."));
        var batch = Shape.Broadcast(a.Shape[..^2], b.Shape[..^2])
            ?? throw new ShapeException($"{operation}: the batches of shapes {a.Shape} and {b.Shape} do not broadcast.");
        return (a.BroadcastTo(batch.Then(a.Shape[^2..])), b.BroadcastTo(batch.Then(b.Shape[^2..])));
    }

    /// <summary>Why an equation has no solution.</summary>
    public static MatrixException Singular(string operation, Shape shape, int matrix, int pivot) =>
        new(Invariant($"{operation}: matrix {matrix} of shape {shape} is singular: its pivot {pivot} is 0."));
}
