namespace Functional;

/// <summary>
/// The next point of a fixed-point iteration from the last few: the combination of them whose residuals add up to the least, and a step from there.
/// Walker and Ni, SIAM J. Numer. Anal. 49(4), 2011, (2.2), by normal equations, whose size is the memory.
/// </summary>
internal sealed class AndersonMixing<X>(int memory, double damping)
    where X : IVectorSpace<X>
{
    // Beside the largest residual, so that differences that are nearly parallel share their weight.
    private const double Ridge = 1e-12;

    private readonly List<(X Point, X Residual)> differences = [];
    private (X Point, X Residual)? last;

    /// <summary>The point after x.</summary>
    /// <param name="x">The point.</param>
    /// <param name="residual">f(x) − x.</param>
    public X Next(X x, X residual)
    {
        if (memory == 0)
            return x.Plus(residual.Scale(damping));
        if (last is var (before, residualBefore))
            differences.Add((x.Plus(before.Scale(-1)), residual.Plus(residualBefore.Scale(-1))));
        if (differences.Count > memory)
            differences.RemoveAt(0);
        last = (x, residual);
        var next = x.Plus(residual.Scale(damping));
        var weights = Weights(residual);
        for (var i = 0; i < weights.Length; i++)
            next = next.Plus(differences[i].Point.Plus(differences[i].Residual.Scale(damping)).Scale(-weights[i]));
        return next;
    }

    /// <summary>The γ with the least ‖r − Σ γᵢ·Δrᵢ‖, by Cholesky's factors.</summary>
    private double[] Weights(X residual)
    {
        var n = differences.Count;
        var (matrix, weights) = (new double[n, n], new double[n]);
        for (var i = 0; i < n; i++)
        {
            weights[i] = differences[i].Residual.Dot(residual);
            for (var j = 0; j <= i; j++)
                matrix[i, j] = differences[i].Residual.Dot(differences[j].Residual);
        }
        var ridge = Ridge * Enumerable.Range(0, n).Select(i => matrix[i, i]).DefaultIfEmpty().Max();
        for (var i = 0; i < n; i++)
            for (var j = 0; j <= i; j++)
            {
                var sum = matrix[i, j] + (i == j ? ridge : 0);
                for (var k = 0; k < j; k++)
                    sum -= matrix[i, k] * matrix[j, k];
                if (i == j && !(sum > 0))
                    return [];                  // all differences are zero or parallel to rounding: a plain step
                matrix[i, j] = i == j ? Math.Sqrt(sum) : sum / matrix[j, j];
            }
        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < i; k++)
                weights[i] -= matrix[i, k] * weights[k];
            weights[i] /= matrix[i, i];
        }
        for (var i = n - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < n; k++)
                weights[i] -= matrix[k, i] * weights[k];
            weights[i] /= matrix[i, i];
        }
        return weights.All(double.IsFinite) ? weights : [];
    }
}
