namespace Functional.Tests.Differentiation;

public class ChainRuleTests
{
    private static readonly Differentiable<Pair<Tensor<double>, Tensor<double>>, Tensor<double>> Product =
        static p => (p.First * p.Second, d => (d * p.Second, d * p.First));

    private static readonly Differentiable<Tensor<double>, Tensor<double>> Square = static x => (x * x, d => 2.0 * x * d);

    private static readonly Differentiable<Tensor<double>, Tensor<double>> Sine =
        static x => (x.Map(Math.Sin), d => d * x.Map(Math.Cos));

    [Fact]
    public void The_chain_rule_of_two_functions_of_two_variables_falls_out()
    {
        // F(u, v) = f(g(u, v), h(u, v)) with f(a, b) = a·b², g = u·v, h = u + v, so F = u·v·(u + v)².
        var f = Differentiable.Parallel(Differentiable.Identity<Tensor<double>>(), Square).Then(Product);
        var whole = Differentiable.Fork(Product, Differentiable.Addition<Tensor<double>>()).Then(f);
        var (u, v) = (3.0, -5.0);

        var (value, back) = whole((u, v));
        var (du, dv) = back(1.0);

        Assert.Equal(u * v * (u + v) * (u + v), value.Scalar);
        Assert.Equal(v * (u + v) * (u + v) + 2 * u * v * (u + v), du.Scalar);
        Assert.Equal(u * (u + v) * (u + v) + 2 * u * v * (u + v), dv.Scalar);
    }

    [Fact]
    public void One_input_used_twice_has_the_sum_of_both_cotangents()
    {
        var (output, back) = Differentiable.Fork(Square, Sine)([2.0]);

        Assert.Equal([4.0], output.First);
        Assert.Equal(2 * 2.0 * 10 + Math.Cos(2) * 100, back(([10.0], [100.0])).Scalar, 1e-12);
    }

    [Fact]
    public void Projections_leave_zero_to_the_other()
    {
        Pair<Tensor<double>, Tensor<double>> p = (Tensor.Vector(1.0, 2.0), Tensor.Vector(3.0));

        var (first, firstBack) = Differentiable.First<Tensor<double>, Tensor<double>>()(p);
        var (second, secondBack) = Differentiable.Second<Tensor<double>, Tensor<double>>()(p);

        Assert.Equal((p.First, p.Second), (first, second));
        Assert.Equal(new([5.0, 6.0], [0.0]), firstBack([5.0, 6.0]));
        Assert.Equal(new([0.0, 0.0], [7.0]), secondBack([7.0]));
    }

    [Fact]
    public void Identity_constant_sum_scale_and_pairing_have_their_derivatives()
    {
        Tensor<double> x = [2.0];

        Assert.Equal([1.0], Differentiable.Identity<Tensor<double>>()(x).Pullback([1.0]));
        Assert.Equal([0.0], Differentiable.Constant<Tensor<double>, Tensor<double>>(7.0)(x).Pullback(1.0));
        Assert.Equal(4.0 + Math.Cos(2), Square.Plus(Sine)(x).Pullback([1.0]).Scalar, 1e-15);
        Assert.Equal([12.0], Square.Scale(3)(x).Pullback([1.0]));
        Assert.Equal([5.0], Differentiable.PairWith<Tensor<double>, Tensor<double>>([5.0]).Then(Product)(x).Pullback([1.0]));
    }

    [Fact]
    public void A_pair_prints_its_two_values()
    {
        Pair<Tensor<double>, Tensor<double>> p = (1.0, 2.0);

        Assert.Equal("(Tensor<double> [] 1, Tensor<double> [] 2)", $"{p}");
    }

    [Fact]
    public void A_gradient_is_that_of_one_number()
    {
        var cost = Square.Then<Tensor<double>, Tensor<double>, Tensor<double>>(static y => (y.Sum(), d => Tensor.Ones<double>(y.Shape) * d));

        Assert.Equal([2.0, 4.0], cost.Gradient()([1.0, 2.0]));
        var refused = Assert.Throws<ShapeException>(() => Square.Gradient()([1.0, 2.0]));
        Assert.Contains("[2]", refused.Message, StringComparison.Ordinal);
    }
}
