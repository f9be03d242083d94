namespace Functional;

/// <summary>
/// The least-squares problem of GMRES: min ‖β·e₁ − H·w‖ with an upper Hessenberg matrix H that grows by a column at a time. Rotations make it
/// triangular as it grows, so that the residual is known without a solution. Saad, "Iterative methods for sparse linear systems", 6.5.3.
/// </summary>
/// <param name="size">The number β.</param>
internal sealed class HessenbergFit(double size)
{
    private readonly List<double[]> columns = [];
    private readonly List<(double Cosine, double Sine)> rotations = [];
    private readonly List<double> right = [size];

    /// <summary>The smallest ‖β·e₁ − H·w‖ so far.</summary>
    public double Residual => Math.Abs(right[^1]);

    /// <summary>Adds a column, which has one number more than the one before, the first has two.</summary>
    public void Add(double[] column)
    {
        for (var i = 0; i < rotations.Count; i++)
            Rotate(rotations[i], ref column[i], ref column[i + 1]);
        var length = Math.Sqrt(column[^2] * column[^2] + column[^1] * column[^1]);
        var rotation = length == 0 ? (1, 0) : (column[^2] / length, column[^1] / length);
        Rotate(rotation, ref column[^2], ref column[^1]);
        var (above, below) = (right[^1], 0.0);
        Rotate(rotation, ref above, ref below);
        right[^1] = above;
        right.Add(below);
        rotations.Add(rotation);
        columns.Add(column);
    }

    /// <summary>The weights w; those of columns that add nothing are zero.</summary>
    public double[] Solve()
    {
        var weights = new double[columns.Count];
        var largest = columns.Max(column => Math.Abs(column[^2]));
        for (var i = weights.Length - 1; i >= 0; i--)
        {
            var rest = right[i];
            for (var j = i + 1; j < weights.Length; j++)
                rest -= columns[j][i] * weights[j];
            // A singular function leaves a zero here, or what rounding makes of one.
            weights[i] = Math.Abs(columns[i][i]) <= 1e-15 * largest ? 0 : rest / columns[i][i];
        }
        return weights;
    }

    private static void Rotate((double Cosine, double Sine) by, ref double first, ref double second) =>
        (first, second) = (by.Cosine * first + by.Sine * second, by.Cosine * second - by.Sine * first);
}
