using System.Collections.Immutable;
using System.Numerics;

namespace Functional;

/// <summary>What initialisation makes, and a plan of the network: names, shapes and parts.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="Name">The layer's name.</param>
/// <param name="Output">The shape of one sample of the output.</param>
/// <param name="Parameters">The parameters θ.</param>
/// <param name="State">The state before the first step.</param>
/// <param name="Parts">The layers inside, with their names in this one.</param>
public sealed record Initialization<T>(
    string Name, Shapes Output, TensorTree<T> Parameters, TensorTree<T> State, ImmutableArray<(string Label, Initialization<T> Part)> Parts)
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>What a layer without parts makes.</summary>
    /// <param name="output">The shape of one sample of the output.</param>
    /// <param name="parameters">The parameters; none for many layers.</param>
    /// <param name="state">The state; none for most layers.</param>
    public static Initialization<T> Of(Shapes output, TensorTree<T>? parameters = null, TensorTree<T>? state = null) =>
        new("", output, parameters ?? TensorTree<T>.Empty, state ?? TensorTree<T>.Empty, []);

    /// <summary>What a layer makes whose parameters and state are those of one that is in it.</summary>
    /// <param name="output">The shape of one sample of the outer layer's output.</param>
    public Initialization<T> Around(Shapes output) => this with { Output = output, Parts = Parts.IsEmpty ? [("body", this)] : Parts };

    /// <inheritdoc/>
    public bool Equals(Initialization<T>? other) => ReferenceEquals(this, other)
        || (other is not null && Name == other.Name && Output == other.Output && Parameters == other.Parameters && State == other.State
            && Parts.AsSpan().SequenceEqual(other.Parts.AsSpan()));

    /// <inheritdoc/>
    public override int GetHashCode() => Parts.Aggregate(HashCode.Combine(Name, Output, Parameters, State), HashCode.Combine);
}
