using System.Numerics;

namespace Functional;

/// <summary>What an optimiser remembers between steps: how many there were, and for each of its transformations its moments.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="Step">How many updates there were.</param>
/// <param name="Moments">
/// One branch for each transformation that remembers something, with its name; in it one branch for each moment: <c>adam.first.encoder.weight</c>.
/// </param>
public sealed record OptimizerState<T>(long Step, TensorTree<T> Moments) : IHoldsTensors
    where T : struct, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public void Visit(Action<IHoldsTensors> visit) => visit(Moments);

    /// <summary>How many updates there were, and the moments.</summary>
    public override string ToString() => Invariant($"after {Step} updates, moments:\n{Moments}");
}
