namespace Functional.Tests.Tensors;

/// <summary>What element-wise operations and their derivatives are at zeros, infinities, NaN and ties.</summary>
public class PointwiseCornerTests
{
    private const double NaN = double.NaN, Infinity = double.PositiveInfinity;

    [Fact]
    public void Powers_are_those_of_IEEE_754()
    {
        Assert.Equal([1, 1, 1, 1], Tensor.Vector(0, -0.0, NaN, Infinity).Pow(0));
        Assert.Equal([1, 1], Tensor.Vector(1.0, 1).Pow(Tensor.Vector(NaN, Infinity)));
        Assert.Equal([0, -8, NaN, Infinity, 0.25], Tensor.Vector(0.0, -2, -2, 0, -2).Pow(Tensor.Vector(0.5, 3, 0.5, -1, -2)));
        Assert.Equal([4, 9], Tensor.Vector(2.0, 3).Pow(2));
    }

    /// <summary>With p = 0 nothing flows to x, and with x = 0 nothing to a p that is not negative; at p = 1 the slope is 1, also at 0.</summary>
    [Fact]
    public void Derivatives_of_powers_at_zero_are_the_limits()
    {
        Tensor<double> x = Tensor.Vector(0.0, 0, 0, -2), p = Tensor.Vector(0.0, 1, 2, 2);
        var (dx, dp) = Differentiable.Trace((Pair<Tensor<double>, Tensor<double>> both) => both.First.Pow(both.Second))((x, p)).Pullback(Tensor.Ones<double>([4]));

        Assert.Equal([0, 1, 0, -4], dx);
        Assert.Equal([0, 0, 0, NaN], dp);
        Assert.Equal([0, 0, 2, 2], Differentiable.Trace((Tensor<double> v) =>
            Differentiable.Trace((Tensor<double> w) => w.Pow(p).Sum()).Gradient()(v).Sum()).Gradient()(x));
        // ∂²xᵖ/∂x∂p = xᵖ⁻¹·(1 + p·log x) is 1/x at p = 0, whichever comes first.
        Assert.Equal(0.5, Differentiable.Trace((Tensor<double> q) => Differentiable.Trace((Tensor<double> v) => v.Pow(q)).Gradient()(2)).Gradient()(0).Scalar, 1e-15);
        Assert.Equal(0.5, Differentiable.Trace((Tensor<double> v) => Differentiable.Trace((Tensor<double> q) => v.Pow(q)).Gradient()(0)).Gradient()(2).Scalar, 1e-15);
        Assert.Equal([Infinity, -Infinity], Differentiable.Trace((Tensor<double> v) => v.Pow(Tensor.Vector(0.5, -1)))([0.0, 0]).Pullback(Tensor.Ones<double>([2])));
    }

    [Fact]
    public void A_comparison_with_NaN_is_false_but_that_it_is_another()
    {
        Tensor<double> x = Tensor.Vector(1, 0, -0.0, NaN, 1, Infinity), y = Tensor.Vector(0, 0, 0, 0, NaN, Infinity);

        Assert.Equal([1, 0, 0, 0, 0, 0], x.Greater(y));
        Assert.Equal([1, 1, 1, 0, 0, 1], x.GreaterOrEqual(y));
        Assert.Equal([0, 0, 0, 0, 0, 0], x.Less(y));
        Assert.Equal([0, 1, 1, 0, 0, 1], x.LessOrEqual(y));
        Assert.Equal([0, 1, 1, 0, 0, 1], x.EqualTo(y));
        Assert.Equal([1, 0, 0, 1, 1, 0], x.NotEqualTo(y));
        Assert.Equal([3, 2], x.Reshape(3, 2).Less(Tensor.Vector(1.0, 2)).Shape);
    }

    [Fact]
    public void What_is_not_taken_is_not_even_multiplied_by_zero()
    {
        var chosen = Tensor.Where(Mask.Create(true, false, true), Tensor.Vector(1, NaN, NaN), Tensor.Vector(Infinity, 2, 3));
        Assert.Equal([1, 2, NaN], chosen);

        var (dx, dy) = Differentiable.Trace((Pair<Tensor<double>, Tensor<double>> both) => Tensor.Where(Tensor.Vector(1.0, 0, NaN), both.First, both.Second))(
            (Tensor.Vector(1.0, 2, 3), Tensor.Vector(4.0, 5, 6))).Pullback(Tensor.Vector(Infinity, NaN, 2));
        Assert.Equal([Infinity, 0, 2], dx);
        Assert.Equal([0, NaN, 0], dy);
    }

    [Fact]
    public void A_condition_and_both_choices_are_broadcast()
    {
        var y = Tensor.Where(Mask.Of([2, 1], true, false), Tensor.Vector(1.0, 2, 3), -1);
        Assert.Equal(Tensor.Create([2, 3], 1.0, 2, 3, -1, -1, -1), y);
        Refused.Shape(() => Tensor.Where(Mask.Create(true, false), Tensor.Vector(1.0, 2, 3), 0), "Where", "[2]", "[3]");
        Refused.Shape(() => Tensor.Vector(1.0, 2, 3).Greater(Tensor.Vector(1.0, 2)), "Greater", "[3]", "[2]");
        Refused.Shape(() => Tensor.Vector(1.0, 2, 3).Pow(Tensor.Vector(1.0, 2)), "Pow", "[3]", "[2]");
    }

    [Fact]
    public void A_clamp_keeps_NaN_and_passes_nothing_at_or_beyond_its_bounds()
    {
        var x = Tensor.Vector(-Infinity, -1, -0.5, 2, 3, NaN);
        var (y, back) = Differentiable.Trace((Tensor<double> v) => v.Clamp(-1, 2))(x);

        Assert.Equal([-1, -1, -0.5, 2, 2, NaN], y);
        Assert.Equal([0, 0, 1, 0, 0, NaN], back(Tensor.Ones<double>([6])));
        Assert.Equal(x, x.Clamp(-Infinity, Infinity));
    }

    [Fact]
    public void Reciprocals_of_zeros_are_infinite()
    {
        Assert.Equal([Infinity, -Infinity, 0, NaN], Tensor.Vector(0, -0.0, Infinity, NaN).Reciprocal());
        Assert.Equal([Infinity, 0.5, NaN, 0], Tensor.Vector(0.0, 4, -1, Infinity).Rsqrt());
        Assert.Equal([Infinity, 0, NaN], Tensor.Vector(-Infinity, 0, NaN).Square());
    }

    [Fact]
    public void Circular_functions_of_an_infinity_are_none() => Assert.All(
        (Func<Tensor<double>, Tensor<double>>[])[static x => x.Sin(), static x => x.Cos(), static x => x.Tan()],
        static function => Assert.Equal([NaN, NaN, NaN], function(Tensor.Vector(Infinity, -Infinity, NaN))));
}
