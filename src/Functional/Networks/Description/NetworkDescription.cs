using System.Collections.Immutable;

namespace Functional;

/// <summary>
/// What a network is for inputs of one shape, before any data flows: see
/// <see cref="NetworkDescriber.Describe{T, X, Y}(Layer{T, X, Y}, Shapes, int, Mode)"/>. Its text is a table of all layers; <see cref="ToMermaid"/>
/// is a flowchart.
/// </summary>
/// <param name="Input">The shape of one sample of the input.</param>
/// <param name="Output">The shape of one sample of the output.</param>
/// <param name="Layers">The layers, first to last, each with those inside it.</param>
/// <param name="Parameters">The paths and shapes of all parameters.</param>
/// <param name="MultiplyAdds">The multiply-adds of a forward pass for one sample.</param>
/// <param name="Mode">Whether the network that was measured learns or is used.</param>
/// <param name="BatchSize">How many samples there are in the batch that was measured.</param>
/// <param name="BytesKept">
/// The bytes that the pullback of a forward pass keeps alive for the whole batch; null where they are unknown. They are measured: the elements of
/// each tensor that can be reached from the pullback, and of each array of numbers, once for all who share it. Not counted is what lives anyway:
/// the parameters, the state before and after, the input of the network, and what the network itself holds; nor are closures and other objects
/// without arrays of numbers. Layers that share a tensor keep it once here, and what is computed as one step is measured as one: so it may be less
/// than the layers' own bytes add up to.
/// </param>
/// <param name="WhyBytesUnknown">Why the bytes are unknown; null where they are known.</param>
public sealed record NetworkDescription(
    Shapes Input,
    Shapes Output,
    ImmutableArray<LayerDescription> Layers,
    ImmutableArray<(string Path, Shape Shape)> Parameters,
    MultiplyAdds MultiplyAdds,
    Mode Mode,
    int BatchSize,
    long? BytesKept,
    string? WhyBytesUnknown)
{
    /// <summary>How many numbers there are in all parameters.</summary>
    public long ParameterCount => Parameters.Sum(static parameter => (long)parameter.Shape.ElementCount);

    /// <summary>All layers, also those inside others, outer ones first.</summary>
    public IEnumerable<LayerDescription> All => Layers.SelectMany(static layer => layer.All);

    /// <inheritdoc/>
    public bool Equals(NetworkDescription? other) => ReferenceEquals(this, other)
        || (other is not null && Input == other.Input && Output == other.Output && Layers.AsSpan().SequenceEqual(other.Layers.AsSpan())
            && Parameters.AsSpan().SequenceEqual(other.Parameters.AsSpan()) && MultiplyAdds == other.MultiplyAdds && Mode == other.Mode
            && BatchSize == other.BatchSize && BytesKept == other.BytesKept && WhyBytesUnknown == other.WhyBytesUnknown);

    /// <inheritdoc/>
    public override int GetHashCode() => Layers.Aggregate(
        Parameters.Aggregate(HashCode.Combine(Input, Output, MultiplyAdds, Mode, BatchSize, BytesKept, WhyBytesUnknown), HashCode.Combine),
        HashCode.Combine);

    /// <summary>A table of all layers for a terminal of 100 columns, and a last line of totals.</summary>
    public override string ToString() => DescriptionTable.Of(this);

    /// <summary>A Mermaid flowchart: layers are nodes, and layers with others inside are subgraphs.</summary>
    public string ToMermaid() => MermaidFlowchart.Of(this);
}
