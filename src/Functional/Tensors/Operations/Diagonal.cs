namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>The diagonal of each square matrix: <c>[…, n, n]</c> to <c>[…, n]</c>. Its adjoint is <see cref="FromDiagonal"/>.</summary>
    /// <exception cref="ShapeException">There are fewer than two axes, or the last two differ in size.</exception>
    public Tensor<T> Diagonal()
    {
        var size = Matrices.Size(nameof(Diagonal), Shape);
        var batch = Shape[..^2];
        return Reshape(batch.Then([size * size])).TakePlaces(-1, Places(size));
    }

    /// <summary>Square matrices with these diagonals, and zeros elsewhere: <c>[…, n]</c> to <c>[…, n, n]</c>.</summary>
    /// <exception cref="ShapeException">The tensor has no axes, or the result has too many elements.</exception>
    public Tensor<T> FromDiagonal()
    {
        if (Rank == 0)
            throw new ShapeException("FromDiagonal: a tensor without axes is no diagonal.");
        var shape = Shape.Then([Shape[^1]]);
        return AddPlaces(Rank - 1, Places(Shape[^1]), Shape[^1] * Shape[^1]).Reshape(shape);
    }

    private static int[] Places(int size) => [.. Enumerable.Range(0, size).Select(i => i * (size + 1))];
}
