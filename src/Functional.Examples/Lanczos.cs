using System.Collections.Immutable;

namespace Functional.Examples;

/// <summary>An eigenvalue λ, and an eigenvector v of length 1.</summary>
internal sealed record Eigenpair<V>(double Value, V Vector);

/// <summary>
/// Eigenvalues of a symmetric matrix A that nobody has written out: all that is asked of it is the product A·v. The vectors q₁, A·q₁, A²·q₁, …
/// are made orthonormal; seen from them A is a tridiagonal matrix T, and the eigenvalues at both ends of T are soon those of A.
/// Golub and Van Loan, Matrix Computations, chapter 10.
/// </summary>
internal static class Lanczos
{
    // Below this part of the largest entry a remainder is rounding: the space is used up, and its eigenvalues are exact.
    private const double Rounding = 1e-12;

    /// <summary>The eigenpairs that so many products show, largest first. A vector is what can be added and scaled: here a tree of parameters.</summary>
    public static ImmutableArray<Eigenpair<V>> Run<V>(Func<V, V> product, V start, int products)
        where V : IVectorSpace<V>
    {
        var basis = new List<V> { Normalized(start) };
        var (diagonal, beside) = (new List<double>(), new List<double>());
        while (true)
        {
            var q = basis[^1];
            var rest = product(q);
            diagonal.Add(q.Dot(rest));
            // In exact numbers the last two would do. Rounding brings the others back: each is taken out, and once more.
            for (var pass = 0; pass < 2; pass++)
                foreach (var earlier in basis)
                    rest = rest.Plus(earlier.Scale(-earlier.Dot(rest)));
            var length = Norm(rest);
            if (basis.Count == products || length <= Rounding * diagonal.Max(double.Abs))
                break;
            beside.Add(length);
            basis.Add(Normalized(rest));
        }

        var tridiagonal = new double[basis.Count, basis.Count];
        for (var k = 0; k < basis.Count; k++)
            tridiagonal[k, k] = diagonal[k];
        for (var k = 0; k < beside.Count; k++)
            tridiagonal[k, k + 1] = tridiagonal[k + 1, k] = beside[k];
        var (values, vectors) = Jacobi.Eigenvalues(tridiagonal);
        return [.. Enumerable.Range(0, basis.Count)
            .OrderByDescending(i => values[i])
            .Select(i => new Eigenpair<V>(values[i], Combined(k => vectors[k, i])))];

        V Combined(Func<int, double> weight) => basis.Select((q, k) => q.Scale(weight(k))).Aggregate(static (sum, term) => sum.Plus(term));
    }

    /// <summary>‖A·v − λ·v‖: how far from an eigenpair it is. An eigenvalue of A is no further from λ than that.</summary>
    public static double Residual<V>(Func<V, V> product, Eigenpair<V> pair)
        where V : IVectorSpace<V> => Norm(product(pair.Vector).Plus(pair.Vector.Scale(-pair.Value)));

    private static V Normalized<V>(V vector)
        where V : IVectorSpace<V> => vector.Scale(1 / Norm(vector));

    private static double Norm<V>(V vector)
        where V : IVectorSpace<V> => double.Sqrt(vector.Dot(vector));
}
