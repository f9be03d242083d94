using System.Numerics;

namespace Functional;

/// <summary>A search for a minimum after some iterations.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="Parameters">The parameters θ.</param>
/// <param name="Cost">The cost there.</param>
/// <param name="Gradient">∂C/∂θ there.</param>
/// <param name="Iteration">How many steps there were.</param>
/// <param name="Evaluations">How often the cost was computed with its gradient, and the Hessian multiplied with a direction.</param>
/// <param name="Status">Whether the search goes on, or how it has ended.</param>
public sealed record MinimizationState<T>(
    TensorTree<T> Parameters, double Cost, TensorTree<T> Gradient, int Iteration, int Evaluations, MinimizationStatus Status) : IHoldsTensors
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>‖∂C/∂θ‖.</summary>
    public double GradientNorm => Math.Sqrt(Gradient.Dot(Gradient));

    /// <summary>Whether the gradient is as small as was asked.</summary>
    public bool HasConverged => Status == MinimizationStatus.Converged;

    /// <inheritdoc/>
    public void Visit(Action<IHoldsTensors> visit)
    {
        visit(Parameters);
        visit(Gradient);
    }

    /// <summary>Where the search stands.</summary>
    public override string ToString() => Invariant($"{Status} after {Iteration} iterations and {Evaluations} evaluations: cost {Cost:G6}, gradient {GradientNorm:G3}");
}
