namespace Functional.Laws;

/// <summary>Random smooth functions on any vector space, to compose with what is checked.</summary>
internal static class Smooth
{
    /// <summary>v ↦ α·v + β·sin v, coordinate by coordinate.</summary>
    public static Differentiable<V, V> On<V>(Key key)
        where V : IVectorSpace<V>
    {
        var (alpha, beta) = (0.5 + key.Uniform(0), key.Uniform(1) - 0.5);
        return v => (
            v.WithCoordinates(i => alpha * v.Coordinate(i) + beta * double.Sin(v.Coordinate(i))),
            d => d.WithCoordinates(i => d.Coordinate(i) * (alpha + beta * double.Cos(v.Coordinate(i)))));
    }
}
