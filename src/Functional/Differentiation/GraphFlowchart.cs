using System.Text;

namespace Functional;

/// <summary>A graph as a Mermaid flowchart: an arrow leads from each tensor to the operations that use it.</summary>
internal static class GraphFlowchart
{
    public static string Of(Graph graph)
    {
        var text = new StringBuilder("flowchart TD");
        foreach (var node in graph.Nodes)
        {
            Line(text, node.Kind switch
            {
                GraphNodeKind.Input => Invariant($"n{node.Index}([\"{Label(node)}\"])"),
                GraphNodeKind.Constant => Invariant($"n{node.Index}[/\"{Label(node)}\"/]"),
                _ => Invariant($"n{node.Index}[\"{Label(node)}\"]"),
            });
            foreach (var operand in node.Operands)
                Line(text, Invariant($"n{operand} --> n{node.Index}"));
        }
        for (var i = 0; i < graph.Outputs.Length; i++)
        {
            Line(text, Invariant($"out{i}([\"Output\"])"));
            Line(text, Invariant($"n{graph.Outputs[i]} --> out{i}"));
        }
        return text.ToString();
    }

    private static void Line(StringBuilder text, string line) => text.Append("\n    ").Append(line);

    private static string Label(GraphNode node)
    {
        var attributes = node.AttributeText is { Length: > 0 and <= 60 } few ? "<br/>" + few.Replace("\"", "#34;", StringComparison.Ordinal) : "";
        return $"{node.Name}{attributes}<br/>{node.Shape}";
    }
}
