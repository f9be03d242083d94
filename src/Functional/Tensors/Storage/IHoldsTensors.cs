namespace Functional;

/// <summary>
/// A value with tensors in it: tensors, parameters, pairs, states of a run. A <see cref="Workspace"/> asks a result for its tensors, to leave them
/// their memory.
/// </summary>
/// <example><code>
/// public sealed record Moments(TensorTree&lt;float&gt; Mean, Tensor&lt;float&gt; Cost) : IHoldsTensors
/// {
///     public void Visit(Action&lt;IHoldsTensors&gt; visit)
///     {
///         visit(Mean);
///         visit(Cost);
///     }
/// }
/// </code></example>
public interface IHoldsTensors
{
    /// <summary>Shows every value inside that holds tensors.</summary>
    /// <param name="visit">What they are shown to.</param>
    void Visit(Action<IHoldsTensors> visit);
}
