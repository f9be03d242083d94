using Functional.Laws;

namespace Functional.Properties.Optimization;

/// <summary>The optimisers beside their formulas.</summary>
public sealed class OptimizerFormulaLaws
{
    /// <summary>θ after n steps is θ − rate·Σ g. The numbers are short enough for both ways to be exact.</summary>
    [Law]
    public void Gradient_descent_subtracts_the_rate_times_the_sum_of_the_gradients(Draw draw)
    {
        var (start, gradients) = (Steps.Parameters(draw), Steps.Gradients(draw));
        Assert.Equal(start - 0.25 * (gradients[0] + gradients[1] + gradients[2]), Steps.After(Optimizer.Sgd(0.25), start, gradients));
    }

    /// <summary>vₙ = Σ momentumⁿ⁻ⁱ·gᵢ, θ = θ₀ − rate·Σ v: with momentum 1/2 the numbers are exact.</summary>
    [Law]
    public void Momentum_subtracts_what_is_left_of_every_gradient(Draw draw)
    {
        var (start, g) = (Steps.Parameters(draw), Steps.Gradients(draw));
        Assert.Equal(start - 0.25 * (1.75 * g[0] + 1.5 * g[1] + g[2]), Steps.After(Optimizer.Sgd(0.25, momentum: 0.5), start, g));
    }

    [Law]
    public void Momentum_0_is_gradient_descent(Draw draw)
    {
        var (start, gradients, rate) = (Steps.Parameters(draw), Steps.Gradients(draw), draw.Number("rate", 0.01, 1));
        Assert.Equal(Steps.After(Optimizer.Sgd(rate), start, gradients), Steps.After(Optimizer.Sgd(rate, momentum: 0.0), start, gradients));
    }

    /// <summary>After the corrections of bias the first step is rate·g / (|g| + ε), whatever β₁ and β₂.</summary>
    [Law]
    public void The_first_step_of_adam_has_the_size_of_the_rate(Draw draw)
    {
        var (start, gradients) = (Steps.Parameters(draw), Steps.Gradients(draw, 1));
        var (rate, epsilon) = (draw.Number("rate", 0.01, 1), draw.Number("epsilon", 1e-6, 0.1));
        var adam = Optimizer.Adam(rate, draw.Number("beta1", 0, 0.99), draw.Number("beta2", 0, 0.999), epsilon);
        Near(start - gradients[0].Map(leaf => leaf.Map(g => rate * g / (double.Abs(g) + epsilon))), Steps.After(adam, start, gradients));
    }

    /// <summary>
    /// From the definition: m̂ₜ = Σ β₁ᵗ⁻ⁱ·(1 − β₁)·gᵢ / (1 − β₁ᵗ) and the same with β₂ and squares, which is a weighted mean; each step is
    /// rate·m̂ / (√v̂ + ε).
    /// </summary>
    [Law]
    public void Every_step_of_adam_is_one_of_weighted_means(Draw draw)
    {
        var (start, g) = (Steps.Parameters(draw), Steps.Gradients(draw, 4));
        var (rate, epsilon) = (draw.Number("rate", 0.01, 1), draw.Number("epsilon", 1e-3, 0.1));
        var (beta1, beta2) = (draw.Number("beta1", 0.1, 0.9), draw.Number("beta2", 0.1, 0.99));
        var expected = start;
        for (var t = 1; t <= g.Length; t++)
        {
            var (mean, square) = (Mean(beta1, t, static x => x), Mean(beta2, t, static x => x * x));
            expected -= mean.Zip(square, (m, v) => rate * m / (v.Sqrt() + epsilon));
        }
        Near(expected, Steps.After(Optimizer.Adam(rate, beta1, beta2, epsilon), start, g));

        TensorTree<double> Mean(double beta, int steps, Func<Tensor<double>, Tensor<double>> of)
        {
            var weights = Enumerable.Range(0, steps).Select(i => double.Pow(beta, steps - 1 - i)).ToArray();
            return Enumerable.Range(0, steps).Select(i => weights[i] / weights.Sum() * g[i].Map(of)).Aggregate(static (sum, next) => sum + next);
        }
    }

    private static void Near(TensorTree<double> expected, TensorTree<double> actual) =>
        Assert.All((expected - actual).Leaves.SelectMany(static leaf => leaf.Value), static each => Assert.InRange(each, -1e-8, 1e-8));
}
