using System.Numerics;

namespace Functional;

/// <summary>
/// What is done with the parameters after the step, when all updates are taken off: an average, a look back. Updates pass through it unchanged, so it does not
/// matter where in a chain it stands.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
public abstract record ParameterTransformation<T> : GradientTransformation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public sealed override Transformed<T> Apply(TensorTree<T> updates, TensorTree<T> moments, TensorTree<T> parameters, UpdateStep at) => new(updates, moments);

    /// <summary>The parameters to go on with, and the next moments.</summary>
    /// <param name="before">The parameters before the step.</param>
    /// <param name="after">The parameters after it.</param>
    /// <param name="moments">The moments after the step before.</param>
    /// <param name="at">Which step it is.</param>
    public abstract (TensorTree<T> Parameters, TensorTree<T> Moments) Finish(TensorTree<T> before, TensorTree<T> after, TensorTree<T> moments, UpdateStep at);

    internal override GradientTransformation<T> On(Paths paths) => new ChosenParameterTransformation<T>(this, paths);
}
