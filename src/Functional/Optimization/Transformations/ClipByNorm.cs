using System.Numerics;

namespace Functional;

public static partial class GradientTransformations<T>
{
    /// <summary>Each tensor of u made shorter, where its norm is larger than a limit, to that norm.</summary>
    /// <param name="limit">The largest Euclidean norm of a tensor; positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not positive, as given or in the element type.</exception>
    public static Optimizer<T> ClipByNorm(double limit)
    {
        Setting.In<T>(limit, nameof(limit), "ClipByNorm: the limit is positive and finite", static x => x > 0 && double.IsFinite(x));
        return new ClipByNorm<T>(limit);
    }

    /// <summary>All of u made shorter, where the norm of all tensors together is larger than a limit, to that norm. Pascanu, Mikolov and Bengio, ICML 2013.</summary>
    /// <param name="limit">The largest Euclidean norm; positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not positive, as given or in the element type.</exception>
    public static Optimizer<T> ClipByGlobalNorm(double limit)
    {
        Setting.In<T>(limit, nameof(limit), "ClipByGlobalNorm: the limit is positive and finite", static x => x > 0 && double.IsFinite(x));
        return new ClipByGlobalNorm<T>(limit);
    }
}

internal sealed record ClipByNorm<T>(double Limit) : GradientTransformation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "clip";

    public override string Code => Invariant($"ClipByNorm({Limit})");

    public override Transformed<T> Apply(TensorTree<T> updates, TensorTree<T> moments, TensorTree<T> parameters, UpdateStep at) =>
        new(updates.Map(leaf => leaf * Shorter(leaf, static leaf => leaf.Norm(), T.CreateChecked(Limit))), moments);

    /// <summary>limit/norm, at most 1: one number.</summary>
    internal static Tensor<T> Shorter(Tensor<T> norm, T limit) => limit / norm.Maximum(limit);

    /// <summary>The same of what has a norm. One that is more than the element type holds is taken of smaller numbers, for over it the factor would be 0.</summary>
    internal static Tensor<T> Shorter<X>(X update, Func<X, Tensor<T>> normOf, T limit)
        where X : IVectorSpace<X>
    {
        const double Smaller = 1.0 / (1L << 40);
        var norm = normOf(update);
        return norm.IsTraced || !T.IsPositiveInfinity(norm.Scalar) ? Shorter(norm, limit) : limit / normOf(update.Scale(Smaller)) * T.CreateChecked(Smaller);
    }
}

internal sealed record ClipByGlobalNorm<T>(double Limit) : GradientTransformation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "clip";

    public override string Code => Invariant($"ClipByGlobalNorm({Limit})");

    public override Transformed<T> Apply(TensorTree<T> updates, TensorTree<T> moments, TensorTree<T> parameters, UpdateStep at)
    {
        var factor = ClipByNorm<T>.Shorter(updates, static updates => Norms.Of(updates).Global, T.CreateChecked(Limit));
        return factor.IsTraced
            ? new(updates.Map(leaf => leaf * factor), moments)
            : new(updates, moments) { Scale = double.CreateChecked(factor.Scalar) };
    }
}
