namespace Functional.Laws;

/// <summary>Other places in memory, and numbers that tell when a place matters: beside one at which a vector of numbers is computed in another way.</summary>
internal static class Elsewhere
{
    private const int Places = 4;

    private static readonly double[] Edges = [0, -0.0, 5e-324, -1e-310, 1e-45, 1e-38, 1e-20, 88.7, -103.9, 400, -400, 709.7, -745, 1e30, -3e38, 1e300];

    /// <summary>A law at several places: what is allocated meanwhile begins at other fractions of a cache line.</summary>
    /// <param name="law">What allocates its own copies.</param>
    public static Outcome All(Func<Outcome> law)
    {
        for (var place = 1; place <= Places; place++)
        {
            if (law() is { Finding: not Finding.Holds } found)
                return found;
            GC.KeepAlive(new byte[8 * place]);
        }
        return Outcome.Holds;
    }

    /// <summary>A number at the edge for one coordinate in four; null for the others.</summary>
    public static double? Edge(Key key, int index) =>
        (key.Bits(index) & 3) == 0 ? Edges[(int)(key.Split("which").Bits(index) % (ulong)Edges.Length)] : null;
}
