using FsCheck;
using FsCheck.Fluent;
using Functional.Laws;
using static Functional.Differentiable;
using Arrow = Functional.Differentiable<Functional.Tensor<double>, Functional.Tensor<double>>;
using Two = Functional.Pair<Functional.Tensor<double>, Functional.Tensor<double>>;

namespace Functional.Properties.Differentiation;

/// <summary>Differentiable functions are the arrows of a category with products: on outputs and on pullbacks.</summary>
public sealed class CategoryLaws
{
    [Law]
    public Property Identity_is_neutral_on_either_side() => Law((f, _, _, x, _, d) =>
    {
        Same(f, Identity<Tensor<double>>().Then(f), x, d);
        Same(f, f.Then(Identity<Tensor<double>>()), x, d);
    });

    [Law]
    public Property Composition_is_associative() => Law((f, g, h, x, _, d) => Same(f.Then(g).Then(h), f.Then(g.Then(h)), x, d));

    [Law]
    public Property The_pullback_of_a_composition_is_the_composition_of_the_pullbacks() => Law((f, g, _, x, _, d) =>
    {
        var (y, fBack) = f(x);
        var (_, gBack) = g(y);
        Assert.Equal(fBack(gBack(d)), f.Then(g)(x).Pullback(d));
    });

    [Law]
    public Property A_projection_of_a_fork_is_one_of_its_functions() => Law((f, g, _, x, _, d) =>
    {
        Same(f, Fork(f, g).Then(First<Tensor<double>, Tensor<double>>()), x, d);
        Same(g, Fork(f, g).Then(Second<Tensor<double>, Tensor<double>>()), x, d);
    });

    [Law]
    public Property The_fork_of_the_projections_is_the_identity() => Law((_, _, _, x, u, d) =>
        Same<Two, Two>(Identity<Two>(), Fork(First<Tensor<double>, Tensor<double>>(), Second<Tensor<double>, Tensor<double>>()), (x, u), (d, u)));

    [Law]
    public Property A_fork_is_a_fork_of_identities_and_two_functions_side_by_side() => Law((f, g, _, x, u, d) =>
        Same(Fork(f, g), Fork(Identity<Tensor<double>>(), Identity<Tensor<double>>()).Then(Parallel(f, g)), x, (d, u)));

    /// <summary>Equal outputs; the cotangents are added before the inner pullback on one side and after it on the other.</summary>
    [Law]
    public Property A_function_before_a_fork_is_one_in_each_branch() => Law((f, g, h, x, u, d) =>
    {
        var (left, right) = (h.Then(Fork(f, g))(x), Fork(h.Then(f), h.Then(g))(x));
        Assert.Equal(left.Output, right.Output);
        var difference = left.Pullback((d, u)) - right.Pullback((d, u));
        Assert.All(difference, value => Assert.InRange(value, -1e-12, 1e-12));
    });

    [Law]
    public Property Functions_side_by_side_compose_side_by_side() => Law((f, g, h, x, u, d) =>
    {
        Same<Two, Two>(Parallel(f, g).Then(Parallel(h, f)), Parallel(f.Then(h), g.Then(f)), (x, u), (d, x));
        Same<Two, Two>(Identity<Two>(), Parallel(Identity<Tensor<double>>(), Identity<Tensor<double>>()), (x, u), (d, x));
    });

    [Law]
    public Property A_projection_after_functions_side_by_side_is_the_function_after_the_projection() => Law((f, g, _, x, u, d) =>
    {
        var (first, second) = (First<Tensor<double>, Tensor<double>>(), Second<Tensor<double>, Tensor<double>>());
        Same(first.Then(f), Parallel(f, g).Then(first), (x, u), d);
        Same(second.Then(g), Parallel(f, g).Then(second), (x, u), d);
    });

    [Law]
    public Property A_pair_with_a_fixed_value_gives_both_back() => Law((_, _, _, x, u, d) =>
    {
        var pair = PairWith<Tensor<double>, Tensor<double>>(u);
        Same(Constant<Tensor<double>, Tensor<double>>(u), pair.Then(First<Tensor<double>, Tensor<double>>()), x, d);
        Same(Identity<Tensor<double>>(), pair.Then(Second<Tensor<double>, Tensor<double>>()), x, d);
    });

    [Law]
    public Property Sums_and_multiples_of_functions_are_those_of_outputs_and_cotangents() => Law((f, g, _, x, _, d) =>
    {
        var sum = f.Plus(g)(x);
        Assert.Equal(f(x).Output + g(x).Output, sum.Output);
        Assert.Equal(f(x).Pullback(d) + g(x).Pullback(d), sum.Pullback(d));
        Same(f.Plus(g), g.Plus(f), x, d);
        Assert.Equal(-0.5 * f(x).Output, f.Scale(-0.5)(x).Output);
        Assert.Equal(-0.5 * f(x).Pullback(d), f.Scale(-0.5)(x).Pullback(d));
    });

    /// <summary>Three functions from vectors to vectors of one size, two points and a cotangent.</summary>
    private static Property Law(Action<Arrow, Arrow, Arrow, Tensor<double>, Tensor<double>, Tensor<double>> holds) =>
        Prop.ForAll(Arbitraries.Draws, any =>
    {
        var draw = any.Tame;
        var size = draw.Size("size");
        holds(Map("f"), Map("g"), Map("h"), Vectors("x"), Vectors("u"), Vectors("d"));

        Arrow Map(string name) => Smooth.Map<double>(draw, name, size, size);

        Tensor<double> Vectors(string name) => Smooth.Vectors<double>(draw, name, size);
    });

    private static void Same<X, Y>(Differentiable<X, Y> expected, Differentiable<X, Y> actual, X x, Y cotangent)
    {
        var (left, right) = (expected(x), actual(x));
        Assert.Equal(left.Output, right.Output);
        Assert.Equal(left.Pullback(cotangent), right.Pullback(cotangent));
    }
}
