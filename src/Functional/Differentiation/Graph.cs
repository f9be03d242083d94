using System.Collections.Immutable;

namespace Functional;

/// <summary>
/// The operations of a function as a value: what it would do to an input of given shapes. It can be printed, drawn, counted and written down in another
/// format. Nothing is computed for it. A function that takes a gradient inside shows its backward pass, too.
/// </summary>
/// <param name="Nodes">All nodes: inputs, constants and operations, each after those that it needs.</param>
/// <param name="Inputs">The nodes of the input's tensors, in their order.</param>
/// <param name="Outputs">The nodes of the output's tensors, in their order.</param>
public sealed record Graph(ImmutableArray<GraphNode> Nodes, ImmutableArray<int> Inputs, ImmutableArray<int> Outputs)
{
    /// <summary>The operations alone, in an order in which they can be done.</summary>
    public IEnumerable<GraphNode> Operations => Nodes.Where(static node => node.Kind == GraphNodeKind.Operation);

    /// <summary>The multiply-adds of all operations: those of matrix products.</summary>
    public long MultiplyAdds => Nodes.Sum(static node => node.MultiplyAdds);

    /// <summary>The bytes of all tensors that operations make, were none let go.</summary>
    public long Bytes => Operations.Sum(static node => node.Bytes);

    /// <summary>The graph of a function.</summary>
    /// <typeparam name="X">A tensor, a tree, a pair of such, or an <see cref="IProduct{R, P}"/>.</typeparam>
    /// <typeparam name="Y">A tensor, a tree, a pair of such, or an <see cref="IProduct{R, P}"/>.</typeparam>
    /// <param name="function">The function, made of operations on tensors.</param>
    /// <param name="like">An input of the shapes that the graph is for; its numbers do not matter.</param>
    /// <exception cref="TraceException">The function reads numbers of its input.</exception>
    /// <example><code>
    /// var forward = Graph.Of((Tensor&lt;float&gt; x) => network.At(theta)(x).Output, x);
    /// var backward = Graph.Of(network.On(x).Then(CrossEntropy(labels)).Gradient(), theta);
    /// Console.WriteLine(backward.ToMermaid());
    /// </code></example>
    public static Graph Of<X, Y>(Func<X, Y> function, X like)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y>
    {
        Depth.Ensure();
        var level = new GraphLevel();
        try
        {
            var input = like.WithTensors(new GraphInputs(level));
            var count = level.Nodes.Count;
            var outputs = new GraphOutputs(level);
            _ = (function(input) ?? throw new TraceException("A function has returned null.")).WithTensors(outputs);
            return new([.. level.Nodes], [.. Enumerable.Range(0, count)], [.. outputs.Found]);
        }
        finally
        {
            level.End();
        }
    }

    /// <summary>The graph without what no output needs; inputs stay. The nodes are numbered anew.</summary>
    public Graph Needed()
    {
        var needed = new bool[Nodes.Length];
        foreach (var output in Outputs)
            needed[output] = true;
        for (var i = Nodes.Length - 1; i >= 0; i--)
            foreach (var operand in needed[i] ? Nodes[i].Operands : [])
                needed[operand] = true;
        foreach (var input in Inputs)
            needed[input] = true;
        var (numbers, kept) = (new int[Nodes.Length], ImmutableArray.CreateBuilder<GraphNode>());
        foreach (var node in Nodes)
            if (needed[node.Index])
            {
                numbers[node.Index] = kept.Count;
                kept.Add(node with { Index = kept.Count, Operands = [.. node.Operands.Select(operand => numbers[operand])] });
            }
        return new(kept.ToImmutable(), [.. Inputs.Select(input => numbers[input])], [.. Outputs.Select(output => numbers[output])]);
    }

    /// <summary>Takes all nodes into one value, in an order in which each comes after those that it needs.</summary>
    /// <typeparam name="A">The type of the value.</typeparam>
    /// <param name="start">The value before the first.</param>
    /// <param name="step">From the value so far and a node to the next value.</param>
    public A Fold<A>(A start, Func<A, GraphNode, A> step) => Nodes.Aggregate(start, step);

    /// <summary>The graph as a Mermaid flowchart.</summary>
    public string ToMermaid() => GraphFlowchart.Of(this);

    /// <inheritdoc/>
    public bool Equals(Graph? other) => ReferenceEquals(this, other)
        || (other is not null && Nodes.AsSpan().SequenceEqual(other.Nodes.AsSpan()) && Inputs.AsSpan().SequenceEqual(other.Inputs.AsSpan())
            && Outputs.AsSpan().SequenceEqual(other.Outputs.AsSpan()));

    /// <inheritdoc/>
    public override int GetHashCode() => Nodes.Aggregate(Nodes.Length, HashCode.Combine);

    /// <summary>A line for each node, and one for the outputs.</summary>
    public override string ToString() =>
        string.Join('\n', Nodes.Select(static node => node.ToString()).Append($"return {string.Join(", ", Outputs.Select(static output => Invariant($"%{output}")))}"));

    private sealed class GraphInputs(GraphLevel level) : ITensorMap
    {
        public Tensor<T> Map<T>(Tensor<T> tensor)
            where T : struct, System.Numerics.IFloatingPointIeee754<T> => level.Input(tensor);
    }

    private sealed class GraphOutputs(GraphLevel level) : ITensorMap
    {
        public List<int> Found { get; } = [];

        public Tensor<T> Map<T>(Tensor<T> tensor)
            where T : struct, System.Numerics.IFloatingPointIeee754<T>
        {
            Found.Add(level.IndexOf(tensor));
            return tensor;
        }
    }
}
