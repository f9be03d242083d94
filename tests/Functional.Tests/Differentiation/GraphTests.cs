using static Functional.Layers<float>;

namespace Functional.Tests.Differentiation;

/// <summary>The operations of a function as a value.</summary>
public sealed class GraphTests
{
    private static readonly Tensor<float> Weight = Tensor.Ones<float>([3, 2]);

    private static Graph Small => Graph.Of((Tensor<float> x) => x.MatMul(Weight).Tanh().Sum([-1]), Tensor.Zeros<float>([4, 3]));

    [Fact]
    public void A_graph_prints_a_line_an_operation() => Assert.Equal(
        """
        %0 = Input → float [4, 3]
        %1 = Constant → float [3, 2]
        %2 = MatMul(%0, %1) transposed: None → float [4, 2]
        %3 = Tanh(%2) → float [4, 2]
        %4 = Sum(%3) axes: [-1], keepAxes: false → float [4]
        return %4
        """.ReplaceLineEndings("\n"), Small.ToString());

    [Fact]
    public void A_graph_is_drawn() => Assert.Equal(
        """
        flowchart TD
            n0(["Input<br/>[4, 3]"])
            n1[/"Constant<br/>[3, 2]"/]
            n2["MatMul<br/>transposed: None<br/>[4, 2]"]
            n0 --> n2
            n1 --> n2
            n3["Tanh<br/>[4, 2]"]
            n2 --> n3
            n4["Sum<br/>axes: [-1], keepAxes: false<br/>[4]"]
            n3 --> n4
            out0(["Output"])
            n4 --> out0
        """.ReplaceLineEndings("\n"), Small.ToMermaid());

    [Fact]
    public void A_graph_counts_multiply_adds_and_bytes()
    {
        Assert.Equal(4 * 3 * 2, Small.MultiplyAdds);
        Assert.Equal(sizeof(float) * (8 + 8 + 4), Small.Bytes);
        Assert.Equal(3, Small.Fold(0, static (count, node) => count + (node.Kind == GraphNodeKind.Operation ? 1 : 0)));
    }

    [Fact]
    public void A_constant_keeps_its_numbers_for_those_who_write_it_down() => Assert.Same(Weight, Small.Nodes[1].Value);

    [Fact]
    public void A_backward_pass_is_a_graph_too()
    {
        var network = Chain(Dense(5), Tanh, Dense(2));
        var theta = network.Start(Key.FromSeed(1), [3]).Parameters;
        var cost = network.On(Tensor.Ones<float>([4, 3])).Then(CrossEntropy([0, 1, 1, 0]).At(TensorTree<float>.Empty));

        var forward = Graph.Of((TensorTree<float> t) => cost(t).Output, theta);
        var backward = Graph.Of(cost.Gradient(), theta).Needed();

        Assert.Equal(4 * (3 * 5 + 5 * 2), forward.MultiplyAdds);
        // Each weight once more, and the cotangent between the two layers.
        Assert.Equal(4 * (2 * 3 * 5 + 3 * 5 * 2), backward.MultiplyAdds);
        Assert.Equal(theta.Leaves.Select(static leaf => leaf.Value.Shape), backward.Outputs.Select(output => backward.Nodes[output].Shape));
        Assert.Equal(Graph.Of(cost.Gradient(), theta).Needed().ToString(), backward.ToString());
    }

    [Fact]
    public void What_no_output_needs_is_left_out()
    {
        var graph = Graph.Of((Tensor<float> x) => x.Exp() is var unused && unused.Length > 0 ? x.Tanh() : x, Tensor.Zeros<float>([2]));

        Assert.Equal(["Input", "Exp", "Tanh"], graph.Nodes.Select(static node => node.Name));
        Assert.Equal("%0 = Input → float [2]\n%1 = Tanh(%0) → float [2]\nreturn %1", graph.Needed().ToString());
    }

    [Fact]
    public void A_function_that_reads_numbers_has_no_graph() => Assert.Contains("part of a graph", Assert.Throws<TraceException>(() =>
        Graph.Of((Tensor<float> x) => x * x.Sum().Scalar, Tensor.Zeros<float>([2]))).Message, StringComparison.Ordinal);

    [Fact]
    public void Nothing_is_computed_for_a_graph() =>
        Assert.Equal([50_000, 40_000], Graph.Of((Tensor<float> x) => x.BroadcastTo([50_000, 40_000]).Exp(), Tensor.Zeros<float>([])).Nodes[^1].Shape);
}
