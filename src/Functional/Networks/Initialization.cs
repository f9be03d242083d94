using System.Collections.Immutable;
using System.Numerics;

namespace Functional;

/// <summary>What initialisation makes, and a plan of the network: names, shapes and parts.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="Name">The layer's name.</param>
/// <param name="Output">The shape of one sample of the output.</param>
/// <param name="Parameters">The parameters θ.</param>
/// <param name="Statistics">The running statistics before the first step.</param>
/// <param name="Parts">The layers inside, with their names in this one.</param>
public sealed record Initialization<T>(
    string Name, Shapes Output, Parameters<T> Parameters, Parameters<T> Statistics, ImmutableArray<(string Label, Initialization<T> Part)> Parts)
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>What a layer without parts makes.</summary>
    /// <param name="output">The shape of one sample of the output.</param>
    /// <param name="parameters">The parameters; none for many layers.</param>
    /// <param name="statistics">The running statistics; none for most layers.</param>
    public static Initialization<T> Of(Shapes output, Parameters<T>? parameters = null, Parameters<T>? statistics = null) =>
        new("", output, parameters ?? Parameters<T>.Empty, statistics ?? Parameters<T>.Empty, []);

    /// <inheritdoc/>
    public bool Equals(Initialization<T>? other) => ReferenceEquals(this, other)
        || (other is not null && Name == other.Name && Output == other.Output && Parameters == other.Parameters && Statistics == other.Statistics
            && Parts.AsSpan().SequenceEqual(other.Parts.AsSpan()));

    /// <inheritdoc/>
    public override int GetHashCode() => Parts.Aggregate(HashCode.Combine(Name, Output, Parameters, Statistics), HashCode.Combine);
}
