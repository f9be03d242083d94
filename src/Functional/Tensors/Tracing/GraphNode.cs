using System.Collections.Immutable;

namespace Functional;

/// <summary>What a node of a graph is.</summary>
public enum GraphNodeKind
{
    /// <summary>A tensor of the function's input.</summary>
    Input,

    /// <summary>A tensor that the function closes over.</summary>
    Constant,

    /// <summary>An operation.</summary>
    Operation,
}

/// <summary>A tensor in a graph, and the operation that makes it.</summary>
/// <param name="Index">Its place in the graph.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">The operation: <c>MatMul</c>.</param>
/// <param name="Operands">The nodes of the operands, in order.</param>
/// <param name="Attributes">What the operation is told beside its operands: axes, shapes, labels.</param>
/// <param name="Shape">The shape of the tensor.</param>
/// <param name="ElementType">The type of its elements: <c>float</c> or <c>double</c>.</param>
/// <param name="MultiplyAdds">The multiply-adds of the operation: those of matrix products.</param>
/// <param name="Value">The tensor itself, of a constant; null of any other.</param>
public sealed record GraphNode(
    int Index,
    GraphNodeKind Kind,
    string Name,
    ImmutableArray<int> Operands,
    ImmutableArray<(string Name, object Value)> Attributes,
    Shape Shape,
    Type ElementType,
    long MultiplyAdds,
    object? Value)
{
    /// <summary>The bytes of the tensor.</summary>
    public long Bytes => (long)Shape.ElementCount * (ElementType == typeof(double) ? sizeof(double) : sizeof(float));

    /// <inheritdoc/>
    public bool Equals(GraphNode? other) => ReferenceEquals(this, other)
        || (other is not null && Index == other.Index && Kind == other.Kind && Name == other.Name && Shape == other.Shape && ElementType == other.ElementType
            && MultiplyAdds == other.MultiplyAdds && Equals(Value, other.Value) && Operands.AsSpan().SequenceEqual(other.Operands.AsSpan())
            && AttributeText == other.AttributeText);

    /// <inheritdoc/>
    public override int GetHashCode() => Operands.Aggregate(HashCode.Combine(Index, Kind, Name, Shape, ElementType), HashCode.Combine);

    /// <summary>The node as a line: <c>%3 = MatMul(%0, %1) transposed: Left → float [2, 3]</c>.</summary>
    public override string ToString()
    {
        var operands = Kind == GraphNodeKind.Operation ? $"({string.Join(", ", Operands.Select(static operand => Invariant($"%{operand}")))})" : "";
        var type = ElementType == typeof(double) ? "double" : "float";
        return Invariant($"%{Index} = {Name}{operands}{(Attributes.IsEmpty ? "" : " " + AttributeText)} → {type} {Shape}");
    }

    /// <summary>The attributes as text: <c>axis: 0, start: 1</c>.</summary>
    internal string AttributeText => Functional.AttributeText.Of(Attributes.AsSpan());
}
