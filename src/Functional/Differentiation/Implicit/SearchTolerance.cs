namespace Functional;

/// <summary>What is asked of the settings of solvers, and what accuracy is meant where none is given.</summary>
internal static class SearchTolerance
{
    // 2⁻³⁰ beside 1 is lost in float, not in double.
    private const double Small = 1.0 / (1 << 30);

    /// <summary>The tolerance that was given, or ε^⅔ with the machine epsilon ε of the coarsest tensor in a value: 4e-11 in double, 2e-5 in
    /// float.</summary>
    public static double Of<X>(double? given, X like)
        where X : IVectorSpace<X> => given ?? double.Cbrt(Math.Pow(IsDouble(like) ? Math.Pow(2, -52) : Math.Pow(2, -23), 2));

    /// <summary>A tolerance as it is written in C#.</summary>
    public static string Text(double? tolerance) => tolerance is { } given ? Invariant($"{given}") : "null";

    /// <summary>A tolerance, after a check that it is positive and finite.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static double? Positive(double? value, string name, string whose) => value is null or (> 0 and < double.PositiveInfinity)
        ? value
        : throw new ArgumentOutOfRangeException(name, Invariant($"{whose}: the tolerance is a positive number, got {value}."));

    /// <summary>A number of something, after a check that it is large enough.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static int AtLeast(int least, int value, string name, string whose) => value >= least
        ? value
        : throw new ArgumentOutOfRangeException(name, Invariant($"{whose}: {name} is at least {least}, got {value}."));

    /// <summary>A value after a check that it has the size of another one.</summary>
    /// <exception cref="ShapeException">It has not.</exception>
    public static X Expect<X>(X value, X like, string whose)
        where X : IVectorSpace<X> => value.Dimension == like.Dimension && (value is not IShaped shaped || shaped.Shape.Equals(((IShaped)like).Shape))
        ? value
        : throw new ShapeException($"{whose} takes {Size(like)} to {Size(value)}: both should be the same.");

    /// <summary>√(Σ xᵢ² / n): a size that does not grow with the number of coordinates; 0 where there are none.</summary>
    public static double RootMeanSquare<X>(X x)
        where X : IVectorSpace<X> => x.Dimension == 0 ? 0 : Math.Sqrt(x.Dot(x) / x.Dimension);

    private static string Size<X>(X value)
        where X : IVectorSpace<X> => value is IShaped shaped ? shaped.Shape.ToString() : Invariant($"{value.Dimension} coordinates");

    private static bool IsDouble<X>(X like)
        where X : IVectorSpace<X>
    {
        var left = like.WithCoordinates(static _ => 1 + Small).Plus(like.WithCoordinates(static _ => -1));
        return left.Dot(left) > (like.Dimension - 0.5) * Small * Small;
    }
}
