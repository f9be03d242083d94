using System.Numerics;

namespace Functional.Kernels;

/// <summary>max(x, 0); NaN stays NaN.</summary>
internal readonly struct ReluLane<T> : ILane<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public T Of(T x) => x > T.Zero || T.IsNaN(x) ? x : T.Zero;

    public Vector<T> Of(Vector<T> x) => Vector.ConditionalSelect(Vector.LessThanOrEqual(x, Vector<T>.Zero), Vector<T>.Zero, x);
}

/// <summary>The way back of max(x, 0) from ȳ and y: ȳ where y is above 0, NaN where it is NaN.</summary>
internal readonly struct ReluBackLane<T> : ILanePair<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public T Of(T x, T y) => y > T.Zero ? x : T.IsNaN(y) ? y : T.Zero;

    public Vector<T> Of(Vector<T> x, Vector<T> y) => Vector.ConditionalSelect(
        Vector.GreaterThan(y, Vector<T>.Zero), x, Vector.ConditionalSelect(Vector.Equals(y, y), Vector<T>.Zero, y));
}

/// <summary>The way back of tanh from ȳ and y: ȳ·(1 − y²).</summary>
internal readonly struct TanhBackLane<T> : ILanePair<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public T Of(T x, T y) => x * (T.One - y * y);

    public Vector<T> Of(Vector<T> x, Vector<T> y) => x * (Vector<T>.One - y * y);
}

/// <summary>The way back of the logistic function from ȳ and y: ȳ·y·(1 − y).</summary>
internal readonly struct SigmoidBackLane<T> : ILanePair<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public T Of(T x, T y) => x * y * (T.One - y);

    public Vector<T> Of(Vector<T> x, Vector<T> y) => x * y * (Vector<T>.One - y);
}
