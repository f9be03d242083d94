using System.Numerics;
using Functional.Kernels;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>Each element, but no less than one bound and no more than the other; NaN stays NaN. At and beyond the bounds the derivative is taken to be 0.</summary>
    /// <param name="low">The lower bound; −∞ for none.</param>
    /// <param name="high">The upper bound; ∞ for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">A bound is NaN, or they are not in order.</exception>
    public Tensor<T> Clamp(T low, T high) => Activate(ClampOperation<T>.Between(low, high, "Clamp"));

    /// <summary>ȳ where y is between two bounds, and 0 elsewhere, this being ȳ, of the shape of y.</summary>
    internal Tensor<T> ClampBack(Tensor<T> y, T low, T high) => ZipLane(this, y, new ClampBackOperation<T>(low, high), new ClampBackLane<T>(low, high));
}

/// <summary>x̄ = ȳ where y is between the bounds, and 0 elsewhere.</summary>
internal sealed record ClampOperation<T>(T Low, T High) : Activation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override (string Name, object Value)[] Attributes => [("low", Low), ("high", High)];

    /// <summary>The operation, of bounds that are in order.</summary>
    public static ClampOperation<T> Between(T low, T high, string whose)
    {
        if (T.IsNaN(low) || T.IsNaN(high))
            throw new ArgumentOutOfRangeException(T.IsNaN(low) ? nameof(low) : nameof(high), Invariant($"{whose}: a bound is a number, got {low} and {high}."));
        return low <= high
            ? new(low, high)
            : throw new ArgumentOutOfRangeException(nameof(low), Invariant($"{whose}: the bounds {low} and {high} are not in order."));
    }

    public override void Run(ReadOnlySpan<T> x, Span<T> y) => Lanes.Run(x, y, new ClampLane<T>(Low, High));

    public override Tensor<T> Back(Tensor<T> dy, Tensor<T> remembered) => dy.ClampBack(remembered, Low, High);
}

/// <summary>The way back of a clamp: to ȳ the same again, to y nothing.</summary>
internal sealed record ClampBackOperation<T>(T Low, T High) : ActivationBack<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override (string Name, object Value)[] Attributes => [("low", Low), ("high", High)];

    public override Tensor<T> Apply(Tensor<T> first, Tensor<T> second) => first.ClampBack(second, Low, High);

    public override Func<Tensor<T>, Tensor<T>>? PullbackToSecond(Tensor<T> first, Tensor<T> second, Tensor<T> y) => null;
}

/// <summary>The number, or the bound that it is beyond; NaN stays NaN.</summary>
internal readonly struct ClampLane<T>(T low, T high) : ILane<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public T Of(T x) => x < low ? low : x > high ? high : x;

    public Vector<T> Of(Vector<T> x)
    {
        var (least, most) = (new Vector<T>(low), new Vector<T>(high));
        return Vector.ConditionalSelect(Vector.LessThan(x, least), least, Vector.ConditionalSelect(Vector.GreaterThan(x, most), most, x));
    }
}

/// <summary>ȳ where y is between the bounds, NaN where it is NaN, and 0 elsewhere.</summary>
internal readonly struct ClampBackLane<T>(T low, T high) : ILanePair<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public T Of(T x, T y) => y > low && y < high ? x : T.IsNaN(y) ? y : T.Zero;

    public Vector<T> Of(Vector<T> x, Vector<T> y) => Vector.ConditionalSelect(
        Vector.GreaterThan(y, new Vector<T>(low)) & Vector.LessThan(y, new Vector<T>(high)), x,
        Vector.ConditionalSelect(Vector.Equals(y, y), Vector<T>.Zero, y));
}
