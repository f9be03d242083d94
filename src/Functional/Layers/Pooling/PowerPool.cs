using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// The norm (Σ|x|ᵖ)^(1/p) of each window, channel by channel, over 1, 2 or 3 axes of space: <c>[batch, space…, channels]</c> to <c>[batch, windows…, channels]</c>. With p = 1 it
    /// is the sum of absolute values, and the larger p is, the nearer it comes to the largest of them. Where all of a window is 0, so is the derivative. It neither overflows
    /// nor vanishes where the norm itself does not.
    /// </summary>
    /// <param name="order">p: at least 1, and finite in the element type, too.</param>
    /// <param name="window">How many places a window has along each axis of space: <c>[2, 2]</c> for images.</param>
    /// <param name="strides">How far it moves along each axis; as far as it is long when none are given. Places at the end that no step reaches are not read.</param>
    /// <param name="padding">Zeros around the input; <see cref="Padding.Valid"/>, none, when not given.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The order is less than 1 or not finite, a size of the window or a stride is less than 1, a padding is not shorter than the window, or there are no axes or more than three.
    /// </exception>
    /// <exception cref="ArgumentException">The settings are for different numbers of axes.</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> PowerPool(double order, Shape window, Shape? strides = null, Padding? padding = null) => new(new PowerPoolLink<T>(
        order, Setting.In<T>(order, nameof(order), "PowerPool: the order is at least 1 and finite", static p => p >= 1 && double.IsFinite(p)),
        PoolWindow.Of("PowerPool", window, strides, padding, null)));
}

/// <summary>The norm of each window; the power is that of the element type.</summary>
internal sealed record PowerPoolLink<T>(double Order, T Power, PoolWindow Window) : PureLink<T, Tensor<T>, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => Invariant($"PowerPool({Order}, {Window})");

    protected override Shapes Infer(Shapes input) => Window.On(input.Shape, "PowerPool").ShapeOfSample(input.Shape, "PowerPool");

    protected override MultiplyAdds MultiplyAddsOf(Shapes input) => 0;

    protected override (Tensor<T> Output, Func<Tensor<T>, Tensor<T>> Pullback) Apply(Tensor<T> x)
    {
        var windows = Window.On(SampleAxis.Sample(x.Shape, "PowerPool"), "PowerPool");
        return Differentiable.Trace((Tensor<T> each) => Norm(each, windows))(x);
    }

    /// <summary>m·(Σ(|x|/m)ᵖ)^(1/p), m being the largest of a window: it does not depend on m, which is a constant therefore.</summary>
    private Tensor<T> Norm(Tensor<T> x, Windows windows)
    {
        var (all, axes) = windows.Places(x);
        var sizes = all.Abs();
        var largest = sizes.Max(axes, keepAxes: true).StopGradient();
        var ratios = sizes / (largest + largest.Equality(T.Zero));
        var zero = ratios.Equality(T.Zero);
        var sum = (((ratios + zero).Log() * Power).Exp() * (T.One - zero)).Sum(axes, keepAxes: true);
        var none = sum.Equality(T.Zero);
        return (((sum + none).Log() / Power).Exp() * (T.One - none) * largest).Reshape(windows.ShapeOf(x.Shape, "PowerPool"));
    }
}
