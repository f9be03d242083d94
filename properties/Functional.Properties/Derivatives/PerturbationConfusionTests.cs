using V = Functional.Tensor<double>;

namespace Functional.Properties.Derivatives;

/// <summary>
/// Derivatives within derivatives: cases from the literature in which others have mixed up the variables of two levels, each with the number that
/// mathematics says, whichever way each level goes. All numbers are small powers and products, so that they are exact.
/// </summary>
public sealed class PerturbationConfusionTests
{
    /// <summary>The ways to differentiate a function of a number: back from its result, and along its argument.</summary>
    private static readonly (string Name, Func<Func<V, V>, Func<V, V>> D)[] Ways =
        [("Gradient", static f => Differentiable.Trace(f).Gradient()), ("Jvp", static f => x => Differentiable.Trace(f).Jvp()(x, 1.0).Derivative)];

    /// <summary>
    /// The classic: with one name for both changes it is 2. Siskind and Pearlmutter, "Perturbation confusion and referential transparency:
    /// correct functional implementation of forward-mode AD", IFL 2005.
    /// </summary>
    [Fact]
    public void The_derivative_of_x_times_that_of_x_plus_y_is_1() => Nested((outer, inner) => outer(x => x * inner(y => x + y)(1.0))(1.0), 1);

    /// <summary>
    /// The inner function closes over the outer variable: d/dx x·(d/dy x·y² at 3) = d/dx 6x² at 2. Siskind and Pearlmutter, "Nesting forward-mode
    /// AD in a functional framework", HOSC 21(4), 2008.
    /// </summary>
    [Fact]
    public void An_inner_function_may_close_over_the_outer_variable() =>
        Nested((outer, inner) => outer(x => x * inner(y => x * y * y)(3.0))(2.0), 24);

    /// <summary>Of y, an outer x is constant: 0, and not 1. Siskind and Pearlmutter, HOSC 21(4), 2008.</summary>
    [Fact]
    public void An_outer_variable_is_a_constant_inside() => Nested((outer, inner) => outer(x => x * x + inner(y => x)(1.0))(3.0), 6);

    /// <summary>
    /// The inner point is the outer variable: d/dx (d/dy x·y³ at x) = d/dx 3x³ at 2. Pearlmutter and Siskind, "Reverse-mode AD in a functional
    /// framework: Lambda the ultimate backpropagator", TOPLAS 30(2), 2008.
    /// </summary>
    [Fact]
    public void The_inner_point_may_be_the_outer_variable() => Nested((outer, inner) => outer(x => inner(y => x * y * y * y)(x))(2.0), 36);

    /// <summary>
    /// The curried shift: with d/du f(x + u) at 0 as an operator on functions, twice of it is the second derivative, and not 0. Manzyuk,
    /// Pearlmutter, Radul, Rush and Siskind, "Perturbation confusion in forward automatic differentiation of higher-order functions", JFP 29,
    /// 2019.
    /// </summary>
    [Fact]
    public void An_operator_on_functions_may_be_applied_twice() => Nested((outer, inner) =>
    {
        return Shifted(outer)(Shifted(inner)(static x => x * x * x * x))(2.0);                  // 12·x²

        static Func<Func<V, V>, Func<V, V>> Shifted(Func<Func<V, V>, Func<V, V>> derivative) => f => x => derivative(u => f(x + u))(0.0);
    }, 48);

    /// <summary>
    /// A differentiated function that is returned, and called after the one that it closes over was entered: d/dx (2x·x + 2x·3). Manzyuk et al.,
    /// JFP 29, 2019.
    /// </summary>
    [Fact]
    public void A_differentiated_function_may_be_returned() => Nested((outer, inner) => outer(x =>
    {
        var slope = inner(y => x * y * y);
        return slope(x) + slope(3.0);
    })(5.0), 26);

    /// <summary>Two inner derivatives, one after the other, have names of their own: d/dx x·2x. Siskind and Pearlmutter, IFL 2005.</summary>
    [Fact]
    public void Two_inner_derivatives_do_not_share_a_name() =>
        Nested((outer, inner) => outer(x => inner(y => x * y)(1.0) * outer(z => x * z * z)(1.0))(3.0), 12);

    /// <summary>
    /// Three levels, each with the variables of all above: ∂³/∂x∂y∂z x²·y²·z² at (1, 2, 3). Pearlmutter and Siskind, POPL 2007, "Lazy
    /// multivariate higher-order forward-mode AD".
    /// </summary>
    [Fact]
    public void Three_levels_have_three_variables() =>
        Nested((outer, inner) => outer(x => inner(y => outer(z => x * x * y * y * z * z)(3.0))(2.0))(1.0), 48);

    /// <summary>
    /// Along, back and along again: d/dx d/dy (d/dz z³·y at y). Griewank and Walther, Evaluating Derivatives, 2008, nest the modes so.
    /// </summary>
    [Fact]
    public void Along_within_back_within_along()
    {
        var (back, along) = (Ways[0].D, Ways[1].D);
        // d/dz z³·y at z = y is 3y³; its derivative 9y², and that one's 18y.
        Assert.Equal(36.0, along(x => back(y => along(z => z * z * z * y)(y))(x))(2.0).Scalar);
        Assert.Equal(36.0, back(x => along(y => back(z => z * z * z * y)(y))(x))(2.0).Scalar);
    }

    /// <summary>
    /// Steps of gradient descent, differentiated by the steepness a: x ← x − 0.25·d/dy (a·y²) makes x·(1 − a/2)ⁿ. Maclaurin, Duvenaud and Adams,
    /// "Gradient-based hyperparameter optimization through reversible learning", ICML 2015.
    /// </summary>
    [Fact]
    public void A_derivative_inside_of_a_loop_is_carried_along() => Nested((outer, inner) => outer(a =>
    {
        V x = 8.0;
        for (var step = 0; step < 3; step++)
            x -= 0.25 * inner(y => a * y * y)(x);
        return x;
    })(1.0), -3);                   // 8·3·(1/2)²·(−1/2)

    /// <summary>
    /// A step of Newton's method on (y − x²)² ends at x², whose derivative is 2x. Siskind and Pearlmutter, HOSC 21(4), 2008, have optimisations
    /// within a derivative.
    /// </summary>
    [Fact]
    public void An_optimum_inside_has_a_derivative() => Nested((outer, inner) => outer(x =>
    {
        Func<V, V> slope = inner(y => (y - x * x) * (y - x * x));
        V start = 1.0;
        return start - slope(start) / outer(slope)(start);
    })(3.0), 6);

    /// <summary>
    /// A constant that is the very tensor of the input is a constant still: d/dx c·x = c. It is not where gradients are kept by the identity of
    /// values.
    /// </summary>
    [Fact]
    public void A_constant_that_is_the_input_itself_is_constant() => Nested((_, inner) =>
    {
        V point = 3.0;
        return inner(x => x * point)(point) + Ways[0].D(x => point * point * x)(point);
    }, 12);

    /// <summary>What is stopped is a constant for all levels, and its other factor is not: d/dx (c·x)·(d/dy x·y) with c = x.</summary>
    [Fact]
    public void A_stopped_gradient_stops_one_factor_alone() => Nested((outer, inner) =>
        outer(x => x.StopGradient() * inner(y => x * y)(2.0))(3.0)                      // c·x: c
        + outer(x => inner(y => y.StopGradient() * y * x)(x))(3.0), 6);                 // c·x, too

    /// <summary>A stopped inner variable is a constant of the inner derivative; the outer variable that it was is one, too.</summary>
    [Fact]
    public void An_inner_stopped_gradient_stops_the_outer_variable_that_it_is_made_of() =>
        Nested((outer, inner) => outer(x => inner(y => y.StopGradient() * y)(x))(3.0), 0);

    /// <summary>
    /// Pullbacks outlive their trace, and are called twice and in another order than they were made. Pearlmutter and Siskind, TOPLAS 30(2), 2008.
    /// </summary>
    [Fact]
    public void Pullbacks_are_called_later_twice_and_in_any_order()
    {
        var cube = Differentiable.Trace(static (V x) => x * x * x);
        var (first, second) = (cube(2.0).Pullback, cube(3.0).Pullback);
        Assert.Equal(
            [27.0, 12.0, 24.0, 27.0, 12.0], [second(1.0).Scalar, first(1.0).Scalar, first(2.0).Scalar, second(1.0).Scalar, first(1.0).Scalar]);
    }

    /// <summary>A pullback that was made inside of a trace, and is called inside of another one that is begun after it.</summary>
    [Fact]
    public void A_pullback_from_an_outer_trace_is_called_in_an_inner_one() => Nested((outer, inner) => outer(x =>
    {
        var (_, back) = Differentiable.Trace((V y) => x * y * y)(x);        // ȳ ↦ 2x²·ȳ
        return inner(d => back(d * d))(x);                                  // 4x³
    })(2.0), 48);

    /// <summary>
    /// The same nested derivative on several threads at once: each has levels of its own. A counter of tags that threads share has been the
    /// mistake elsewhere.
    /// </summary>
    [Fact]
    public void Threads_do_not_share_levels()
    {
        foreach (var (_, outer) in Ways)
            foreach (var (_, inner) in Ways)
            {
                var function = outer(x => x * inner(y => x * y * y)(3.0));
                var results = new double[64];
                Parallel.For(0, results.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => results[i] = function((double)i).Scalar);
                Assert.Equal(Enumerable.Range(0, results.Length).Select(static i => 12.0 * i), results);
            }
    }

    /// <summary>What leaves a trace by another way than its result has no derivative any more: it is refused, and never taken for a number.</summary>
    [Fact]
    public void What_escapes_is_refused()
    {
        V? escaped = null;
        Func<V, V>? late = null;
        Differentiable.Trace((V x) =>
        {
            escaped = x * x;
            late = Differentiable.Trace((V y) => x * y)(x).Pullback;
            return x;
        })(2.0);
        Assert.Throws<TraceException>(() => escaped! * 2.0);
        Assert.Throws<TraceException>(() => late!(1.0));
        Assert.Throws<TraceException>(() => Differentiable.Trace((V x) => x * escaped!)(2.0));
        Assert.Throws<TraceException>(() => escaped!.Scalar);
    }

    /// <summary>A function with a pullback of its own keeps it at the first level, and its pullback's at the second.</summary>
    [Fact]
    public void A_pullback_of_ones_own_holds_on_every_level() => Nested((outer, inner) =>
    {
        // The way back is that of x³, whatever the function.
        var claimed = Differentiable.WithPullback((V x) => x, (x, _, dy) => 3.0 * x * x * dy);
        return outer(x => x * inner(y => claimed.Apply(x * y))(1.0))(2.0);      // x·3x³: 12x³
    }, 96);

    /// <summary>A nested derivative, with each way at each level.</summary>
    private static void Nested(Func<Func<Func<V, V>, Func<V, V>>, Func<Func<V, V>, Func<V, V>>, V> nested, double expected)
    {
        foreach (var (outerName, outer) in Ways)
            foreach (var (innerName, inner) in Ways)
                Assert.True(nested(outer, inner).Scalar == expected, $"{outerName} of {innerName}: {nested(outer, inner).Scalar} and not {expected}");
    }
}
