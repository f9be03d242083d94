namespace Functional.Laws;

/// <summary>A differentiable function at a point, and a key for all that is random in a law.</summary>
/// <typeparam name="X">The type of the input.</typeparam>
/// <typeparam name="Y">The type of the output.</typeparam>
/// <param name="Function">The function.</param>
/// <param name="At">The point x.</param>
/// <param name="Key">The key of cotangents and directions.</param>
public sealed record Point<X, Y>(Differentiable<X, Y> Function, X At, Key Key)
    where X : IVectorSpace<X>
    where Y : IVectorSpace<Y>
{
    /// <summary>The unit of rounding of the function's numbers, as one of its argument's shows that has more digits than a <c>float</c>.</summary>
    internal double Unit => At.Dimension > 0 && At.WithCoordinates(static _ => 1 + 1e-12).Coordinate(0) == 1 ? UnitOf.Single : UnitOf.Double;

    /// <summary>Whether the numbers have the digits that a difference of them needs.</summary>
    internal bool IsDouble => Unit == UnitOf.Double;

    /// <summary>
    /// How large terms are at least that a cotangent goes into, for its own rounding: x − f(x) has the derivative 1 − f′, however small that is. A change of
    /// half of the digits, which would show it, is too small in <c>float</c>; in <c>double</c> it does.
    /// </summary>
    internal double AtLeast(double size) => IsDouble ? 0 : size;

    /// <summary>A random vector like another one, between −2 and 2 on the grid of <c>float</c>.</summary>
    internal V Like<V>(string name, V like)
        where V : IVectorSpace<V>
    {
        var key = Key.Split(name);
        return like.WithCoordinates(i => double.Round((key.Uniform(i) * 4 - 2) * 65536) / 65536);
    }

    internal double Number(string name) => double.Round((Key.Split(name).Uniform(0) * 6 - 3) * 256) / 256;

    /// <summary>Another point, at which the function is as good as here.</summary>
    internal X Elsewhere() => At.Scale(0.75);

    /// <summary>The point.</summary>
    public override string ToString() => Invariant($"at {At}");
}
