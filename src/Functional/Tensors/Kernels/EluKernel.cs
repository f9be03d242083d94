using System.Numerics;

namespace Functional.Kernels;

/// <summary>scale·x where x is above 0, and depth·(e^rate·x − 1) elsewhere.</summary>
internal static class EluKernel
{
    // So many exponentials are kept at once: few enough that they stay in the first cache.
    private const int Piece = 256;

    /// <summary>A function of each element; y may be the memory of x.</summary>
    public static void Run<T>(ReadOnlySpan<T> x, Span<T> y, T scale, T depth, T rate)
        where T : struct, IFloatingPointIeee754<T>
    {
        var exponentials = new T[Math.Min(Piece, x.Length)];
        for (var at = 0; at < x.Length; at += Piece)
        {
            var length = Math.Min(Piece, x.Length - at);
            var from = x.Slice(at, length);
            var part = exponentials.AsSpan(0, length);
            Lanes.Run(from, part, new BelowZeroLane<T>(rate));
            Elementary<T>.Expm1BelowZero(part, part);
            Lanes.Run(from, part, y.Slice(at, length), new EluLane<T>(scale, depth));
        }
    }
}

/// <summary>rate·x where x is below 0, and 0 elsewhere; NaN stays NaN.</summary>
internal readonly struct BelowZeroLane<T>(T rate) : ILane<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public T Of(T x) => x > T.Zero ? T.Zero : x * rate;

    public Vector<T> Of(Vector<T> x) => Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<T>.Zero), Vector<T>.Zero, x * new Vector<T>(rate));
}

/// <summary>scale·x where x is above 0, and depth·y elsewhere.</summary>
internal readonly struct EluLane<T>(T scale, T depth) : ILanePair<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public T Of(T x, T y) => x > T.Zero ? x * scale : y * depth;

    public Vector<T> Of(Vector<T> x, Vector<T> y) =>
        Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<T>.Zero), x * new Vector<T>(scale), y * new Vector<T>(depth));
}
