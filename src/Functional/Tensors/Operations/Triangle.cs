using System.Numerics;
using Functional.Storage;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>The lower triangle of each matrix <c>[…, n, m]</c>: zeros above a diagonal, whatever was there.</summary>
    /// <param name="diagonal">The last diagonal that stays: 0 is the main one, −1 the one below it.</param>
    /// <exception cref="ShapeException">There are fewer than two axes.</exception>
    public Tensor<T> LowerTriangle(int diagonal = 0) => Triangle(diagonal, isLower: true);

    /// <summary>The upper triangle of each matrix <c>[…, n, m]</c>: zeros below a diagonal, whatever was there.</summary>
    /// <param name="diagonal">The first diagonal that stays: 0 is the main one, 1 the one above it.</param>
    /// <exception cref="ShapeException">There are fewer than two axes.</exception>
    public Tensor<T> UpperTriangle(int diagonal = 0) => Triangle(diagonal, isLower: false);

    private Tensor<T> Triangle(int diagonal, bool isLower)
    {
        if (Rank < 2)
            throw new ShapeException($"{(isLower ? "LowerTriangle" : "UpperTriangle")}: a matrix has at least two axes, got shape {Shape}.");
        if (IsTraced)
            return new TriangleOperation<T>(diagonal, isLower).Trace(this);
        var (rows, columns) = (Shape[^2], Shape[^1]);
        var result = Scope.Zeros<T>(Length);
        for (int at = 0, row = 0; at < Length; at += columns, row = (row + 1) % rows)
        {
            // Row i has its part of the diagonal at column i + diagonal.
            var edge = (int)Math.Clamp((long)row + diagonal + (isLower ? 1 : 0), 0, columns);
            var (from, count) = isLower ? (at, edge) : (at + edge, columns - edge);
            Span.Slice(from, count).CopyTo(result.AsSpan(from));
        }
        return new(result, Shape);
    }
}

/// <summary>x̄ = the same triangle of ȳ.</summary>
internal sealed record TriangleOperation<T>(int Diagonal, bool IsLower) : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override (string Name, object Value)[] Attributes => [("diagonal", Diagonal), ("isLower", IsLower)];

    public override Tensor<T> Apply(Tensor<T> x) => IsLower ? x.LowerTriangle(Diagonal) : x.UpperTriangle(Diagonal);

    public override Tensor<T> Mapped(Tensor<T> x) => Apply(x);

    public override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y) => Apply;
}
