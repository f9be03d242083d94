using System.Numerics;

namespace Functional;

public static partial class Optimizer
{
    /// <summary>
    /// Matrices move by their momentum, orthogonalised, so that all directions count alike, and all else by another optimiser. Jordan et al., "Muon: an optimizer for hidden layers
    /// in neural networks", 2024: it is for hidden layers; they leave embeddings and the last layer to the other one.
    /// </summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="rate">The learning rate of the matrices; positive, theirs is 0.02.</param>
    /// <param name="others">The optimiser of what is no matrix, or not chosen.</param>
    /// <param name="chosen">The parameters of which matrices are orthogonalised; all when none are given: <c>!Paths.Through("embedding")</c>.</param>
    /// <param name="momentum">How much of the velocity stays, in [0, 1); 0.95 when none is given. The next velocity is looked at, as Nesterov does.</param>
    /// <param name="steps">How many Newton–Schulz steps; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range, as given or in the element type.</exception>
    /// <example><code>
    /// var optimizer = Optimizer.Muon(0.02f, others: Optimizer.AdamW(3e-4f));
    /// </code></example>
    public static Optimizer<T> Muon<T>(T rate, Optimizer<T> others, Paths? chosen = null, Schedule? momentum = null, int steps = 5)
        where T : struct, IFloatingPointIeee754<T> => Muon((Rate<T>)Setting.Shortest(rate), others, chosen, momentum, steps);

    /// <inheritdoc cref="Muon{T}(T, Optimizer{T}, Paths, Schedule, int)"/>
    public static Optimizer<T> Muon<T>(Rate<T> rate, Optimizer<T> others, Paths? chosen = null, Schedule? momentum = null, int steps = 5)
        where T : struct, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(others);
        var matrices = chosen is null ? Paths.Matrices : chosen & Paths.Matrices;
        var orthogonal = GradientTransformations<T>.Momentum(momentum ?? 0.95, nesterov: true).Then(GradientTransformations<T>.Orthogonalize(steps)).Then(GradientTransformations<T>.ScaleBy(rate));
        return Called(
            orthogonal.Where(matrices).Then(others.Where(!matrices)),
            Written("Muon", [rate, others, chosen], ("momentum", momentum, null), ("steps", steps, 5)));
    }
}
