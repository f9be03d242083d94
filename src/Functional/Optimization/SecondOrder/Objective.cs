using System.Numerics;

namespace Functional;

/// <summary>The cost and its gradient at a point.</summary>
internal sealed record SearchPoint<T>(TensorTree<T> Parameters, double Cost, TensorTree<T> Gradient)
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>‖∂C/∂θ‖.</summary>
    public double GradientNorm { get; } = Math.Sqrt(Gradient.Dot(Gradient));

    public bool IsFinite => double.IsFinite(Cost) && double.IsFinite(GradientNorm);

    /// <summary>How long a first step down the gradient is, of which nobody knows how far it goes: no number moves by more than 1 in all.</summary>
    public double FirstStep => 1 / Math.Max(1, Gradient.Leaves.Sum(static leaf => double.CreateChecked(leaf.Value.Abs().Sum().Scalar)));
}

/// <summary>A cost, and how often it was asked.</summary>
internal sealed class Objective<T>(Differentiable<TensorTree<T>, Tensor<T>> cost)
    where T : struct, IFloatingPointIeee754<T>
{
    private readonly Func<TensorTree<T>, (Tensor<T> Value, TensorTree<T> Gradient)> valueAndGradient = cost.ValueAndGradient();

    public int Evaluations { get; private set; }

    public SearchPoint<T> At(TensorTree<T> parameters)
    {
        Evaluations++;
        var (value, gradient) = valueAndGradient(parameters);
        return new(parameters, double.CreateChecked(value.Scalar), gradient.ExpectLike(parameters));
    }

    /// <summary>v ↦ H·v at a point.</summary>
    public Func<TensorTree<T>, TensorTree<T>> HessianAt(TensorTree<T> parameters)
    {
        Evaluations++;
        var product = cost.HessianOperator()(parameters).Product;
        return v =>
        {
            Evaluations++;
            return product(v);
        };
    }
}
