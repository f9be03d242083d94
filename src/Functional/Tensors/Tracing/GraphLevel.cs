using System.Numerics;

namespace Functional;

/// <summary>Notes the operations of a function, and computes none of them: their shapes are enough.</summary>
internal sealed class GraphLevel : Level
{
    private readonly List<GraphNode> nodes = [];
    private readonly Dictionary<object, int> constants = new(ReferenceEqualityComparer.Instance);

    /// <summary>All nodes: inputs, constants and operations, each after those that it needs.</summary>
    public IReadOnlyList<GraphNode> Nodes => nodes;

    /// <summary>An input.</summary>
    public Tensor<T> Input<T>(Tensor<T> like)
        where T : struct, IFloatingPointIeee754<T> => Made<T>(new(nodes.Count, GraphNodeKind.Input, "Input", [], [], like.Shape, typeof(T), 0, null));

    /// <summary>The node of a tensor: where it comes from elsewhere, it is a constant.</summary>
    public int IndexOf<T>(Tensor<T> tensor)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (tensor.IsTraced && tensor.Place is GraphPlace<T> place && ReferenceEquals(place.Level, this))
            return place.Index;
        if (!constants.TryGetValue(tensor, out var index))
        {
            constants[tensor] = index = nodes.Count;
            nodes.Add(new(index, GraphNodeKind.Constant, "Constant", [], [], tensor.Shape, typeof(T), 0, tensor));
        }
        return index;
    }

    /// <inheritdoc/>
    public override Tensor<T> Run<T>(Operation<T> operation, ReadOnlySpan<Tensor<T>> operands)
    {
        ExpectCurrent();
        var (from, shapes) = (new int[operands.Length], new Shape[operands.Length]);
        for (var i = 0; i < from.Length; i++)
            (from[i], shapes[i]) = (IndexOf(operands[i]), operands[i].Shape);
        return Made<T>(new(
            nodes.Count, GraphNodeKind.Operation, operation.Name, [.. from], [.. operation.Attributes], operation.ShapeOf(shapes), typeof(T),
            operation.MultiplyAddsOf(shapes), null));
    }

    /// <inheritdoc/>
    public override Tensor<U> Cast<T, U>(Tensor<T> tensor)
    {
        ExpectCurrent();
        return Made<U>(new(
            nodes.Count, GraphNodeKind.Operation, "Cast", [IndexOf(tensor)], [("to", typeof(U).Name)], tensor.Shape, typeof(U), 0, null));
    }

    /// <inheritdoc/>
    public override Y Run<X, Y>(StepFunction<X, Y> function, X x)
    {
        ExpectCurrent();
        return function.Inside(x);
    }

    /// <inheritdoc/>
    public override TraceException Refusal(string tensor, string operation, string reader) => new(
        $"{reader}: this {tensor}, made by {operation}, is part of a graph, in which nothing is computed. Use operations on tensors, or let what depends on "
        + "numbers be given as a constant.");

    private Tensor<T> Made<T>(GraphNode node)
        where T : struct, IFloatingPointIeee754<T>
    {
        nodes.Add(node);
        return new(new GraphPlace<T>(this, node.Name, Symbol.Of<T>(node.Shape), node.Index));
    }

    private sealed class GraphPlace<T>(GraphLevel level, string operation, Tensor<T> below, int index) : Place<T>(level, operation, below.Shape)
        where T : struct, IFloatingPointIeee754<T>
    {
        public override Tensor<T> Below => below;

        public int Index => index;
    }
}
