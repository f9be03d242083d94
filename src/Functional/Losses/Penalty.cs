using System.Numerics;

namespace Functional;

/// <summary>
/// Penalties on parameters, as functions of the whole tree: they are added to a cost of the network's output, and the sum is what is minimised. Which
/// parameters they are of is said by path, such as <c>encoder.0.weight</c>.
/// </summary>
/// <example><code>
/// var objective = network.On(x).Then(CrossEntropy(labels)).Plus(
///     Penalty.L2&lt;float&gt;(1e-4, path => path.EndsWith("weight", StringComparison.Ordinal)));
/// var (value, gradient) = objective.ValueAndGradient()(theta);
/// </code></example>
public static class Penalty
{
    /// <summary>θ ↦ λ·Σ θ² over the chosen parameters: ridge regression, Tikhonov's regularisation. Its gradient is 2·λ·θ there, and 0 elsewhere.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="strength">λ, at least 0.</param>
    /// <param name="of">Whether the parameters at a path are chosen; all are when none is given.</param>
    /// <returns>The function. It throws a <see cref="ParameterException"/> where no parameter is chosen of some.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The strength is negative or not finite.</exception>
    public static Differentiable<TensorTree<T>, Tensor<T>> L2<T>(double strength, Func<string, bool>? of = null)
        where T : struct, IFloatingPointIeee754<T> => Of<T>(
        "L2", strength, of, static leaf => (leaf * leaf).Sum(), static leaf => leaf * T.CreateChecked(2));

    /// <summary>
    /// θ ↦ λ·Σ |θ| over the chosen parameters, which makes many of them 0: the lasso. Tibshirani, Journal of the Royal Statistical Society B 58, 1996. Its
    /// gradient is λ times the sign of θ there, 0 where θ is, and 0 elsewhere.
    /// </summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="strength">λ, at least 0.</param>
    /// <param name="of">Whether the parameters at a path are chosen; all are when none is given.</param>
    /// <returns>The function. It throws a <see cref="ParameterException"/> where no parameter is chosen of some.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The strength is negative or not finite.</exception>
    public static Differentiable<TensorTree<T>, Tensor<T>> L1<T>(double strength, Func<string, bool>? of = null)
        where T : struct, IFloatingPointIeee754<T> => Of<T>("L1", strength, of, static leaf => leaf.Abs().Sum(), static leaf => leaf.Sign());

    private static Differentiable<TensorTree<T>, Tensor<T>> Of<T>(
        string name, double strength, Func<string, bool>? of, Func<Tensor<T>, Tensor<T>> sum, Func<Tensor<T>, Tensor<T>> slope)
        where T : struct, IFloatingPointIeee754<T>
    {
        var lambda = Setting.In<T>(
            strength, nameof(strength), $"Penalty.{name}: the strength is at least 0 and finite", static strength => strength >= 0 && double.IsFinite(strength));
        return parameters =>
        {
            var chosen = parameters.Leaves.Where(leaf => of?.Invoke(leaf.Path) ?? true).ToArray();
            if (chosen.Length == 0)
                return parameters.IsEmpty ? (T.Zero, _ => parameters) : throw new ParameterException(
                    $"Penalty.{name}: no parameter is chosen of {string.Join(", ", parameters.Leaves.Select(static leaf => leaf.Path))}.");
            var value = PairwiseSum.Of(chosen.Length, i => sum(chosen[i].Value)) * lambda;
            return (value, d => parameters.Map((path, leaf) => of?.Invoke(path) ?? true ? slope(leaf) * (d * lambda) : leaf.Zero));
        };
    }
}
