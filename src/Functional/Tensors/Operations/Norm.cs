namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>
    /// The norm (Σ|x|ᵖ)^(1/p) over some axes: p = 1 is the sum of absolute values, 2 Euclid's norm, ∞ the largest absolute value. Where all elements are 0,
    /// or none is there, it is 0 and so are its derivatives; of p = ∞, equal ones share the cotangent. It neither overflows nor vanishes where the norm itself
    /// does not.
    /// </summary>
    /// <param name="order">p, at least 1; <see cref="double.PositiveInfinity"/> for the largest.</param>
    /// <param name="axes">The axes; all when none are given.</param>
    /// <param name="keepAxes">Whether these axes stay, with size 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The order is below 1 or NaN, or not finite in the element type though it was.</exception>
    /// <exception cref="ShapeException">An axis does not exist or is named twice.</exception>
    public Tensor<T> Norm(double order = 2, ReadOnlySpan<int> axes = default, bool keepAxes = false)
    {
        var p = Setting.In<T>(order, nameof(order), "Norm: the order is at least 1", static x => x >= 1);
        if (T.IsInfinity(p) && double.IsFinite(order))
            throw new ArgumentOutOfRangeException(nameof(order), Invariant($"Norm: the order {order} is {p} as a {typeof(T).Name}."));
        if (p == T.One || AxisReduction.CountOf(Shape, axes) == 0)
            return Abs().Sum(axes, keepAxes);
        if (T.IsInfinity(p))
            return Abs().Max(axes, keepAxes);

        // Where the norm is 0, the root is taken of 1 instead, and 0 times that is as constant as it looks.
        var scale = Abs().Max(axes, keepAxes: true).PowerOfTwo();
        var scaled = this / scale;
        var sum = (order == 2 ? scaled * scaled : PowerOf(scaled.Abs(), p)).Sum(axes, keepAxes: true);
        var zero = sum.Equality(T.Zero);
        var root = order == 2 ? (sum + zero).Sqrt() : ((sum + zero).Log() / p).Exp();
        return (root * (T.One - zero) * scale).Reshape(AxisReduction.ShapeAfter(Shape, axes, keepAxes));
    }

    /// <summary>xᵖ of numbers that are not negative, for p above 1: 0 at 0, and so is its slope.</summary>
    private static Tensor<T> PowerOf(Tensor<T> x, T p)
    {
        var zero = x.Equality(T.Zero);
        return ((x + zero).Log() * p).Exp() * (T.One - zero);
    }
}
