using System.Numerics;
using Functional.Kernels;
using Functional.Storage;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>
    /// The determinant of each matrix, <c>[…, n, n]</c> to <c>[…]</c>, by elimination with partial pivoting; 0 where it is singular. Its way back solves an
    /// equation with the matrix, which is refused where it is singular.
    /// </summary>
    /// <exception cref="ShapeException">The last two axes hold no square matrix.</exception>
    public Tensor<T> Determinant()
    {
        Matrices.Size(nameof(Determinant), Shape);
        return IsTraced ? DeterminantOperation<T>.Rule.Trace(this) : Pivots(static (pivots, isOdd) =>
        {
            var product = isOdd ? -T.One : T.One;
            foreach (var pivot in pivots)
                product *= pivot;
            return product;
        });
    }

    /// <summary>
    /// The logarithm of the absolute value of each determinant, <c>[…, n, n]</c> to <c>[…]</c>: it neither overflows nor vanishes as the determinant does. −∞ where
    /// the matrix is singular; there its way back is refused.
    /// </summary>
    /// <exception cref="ShapeException">The last two axes hold no square matrix.</exception>
    public Tensor<T> LogDeterminant()
    {
        Matrices.Size(nameof(LogDeterminant), Shape);
        return IsTraced ? LogDeterminantOperation<T>.Rule.Trace(this) : Pivots(static (pivots, _) =>
        {
            foreach (ref var pivot in pivots)
                pivot = T.Abs(pivot);
            Elementary<T>.Log(pivots, pivots);
            return Summation<T>.Of(pivots);
        });
    }

    private delegate T OfPivots(Span<T> pivots, bool isOdd);

    private Tensor<T> Pivots(OfPivots function)
    {
        var size = Shape[^1];
        var result = Scope.Buffer<T>(Shape[..^2].ElementCount);
        var (factors, order, pivots) = (new T[size * size], new int[size], new T[size]);
        for (var i = 0; i < result.Length; i++)
        {
            Span.Slice(i * size * size, size * size).CopyTo(factors);
            var isSingular = LowerUpper.Factor<T>(factors, size, order, out var isOdd) >= 0;
            for (var k = 0; k < size; k++)
                pivots[k] = isSingular ? T.Zero : factors[k * (size + 1)];
            result[i] = function(pivots, isOdd);
        }
        return new(result, Shape[..^2]);
    }
}

/// <summary>Ā = ȳ·y·A⁻ᵀ. Giles, Oxford 2008.</summary>
internal sealed record DeterminantOperation<T> : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly DeterminantOperation<T> Rule = new();

    public override Shape ShapeOf(Shape x) => x[..^2];

    public override Tensor<T> Apply(Tensor<T> x) => x.Determinant();

    public override Tensor<T> Mapped(Tensor<T> x) => Apply(x);

    public override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y) => dy => LogDeterminantOperation<T>.Along(x, dy * y);
}

/// <summary>Ā = ȳ·A⁻ᵀ. Giles, Oxford 2008.</summary>
internal sealed record LogDeterminantOperation<T> : UnaryOperation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static readonly LogDeterminantOperation<T> Rule = new();

    public override Shape ShapeOf(Shape x) => x[..^2];

    public override Tensor<T> Apply(Tensor<T> x) => x.LogDeterminant();

    public override Tensor<T> Mapped(Tensor<T> x) => Apply(x);

    public override Func<Tensor<T>, Tensor<T>> Pullback(Tensor<T> x, Tensor<T> y) => Back(x);

    /// <summary>A⁻ᵀ, a multiple of it for each matrix.</summary>
    public static Tensor<T> Along(Tensor<T> a, Tensor<T> multiple) =>
        multiple.Reshape(multiple.Shape.Then([1, 1])) * a.Solve(Tensor.Identity<T>(a.Shape[^1]), transposed: true);

    private static Func<Tensor<T>, Tensor<T>> Back(Tensor<T> a) => dy => Along(a, dy);
}
