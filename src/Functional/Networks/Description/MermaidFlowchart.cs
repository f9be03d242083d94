using System.Text;

namespace Functional;

/// <summary>
/// A description as a Mermaid flowchart. An arrow leads from each layer to the next one beside it, never into or out of a subgraph, so that a
/// subgraph keeps its direction.
/// </summary>
internal static class MermaidFlowchart
{
    public static string Of(NetworkDescription network)
    {
        var text = new StringBuilder("flowchart TD\n");
        Line(text, 1, $"input([\"input {Escaped($"{network.Input}")}\"])");
        var count = 0;
        var previous = "input";
        var arrows = new List<string>();
        foreach (var layer in network.Layers)
        {
            var id = Add(text, layer, "", 1, ref count);
            arrows.Add($"{previous} --> {id}");
            previous = id;
        }
        arrows.ForEach(arrow => Line(text, 1, arrow));
        return text.ToString(0, text.Length - 1);
    }

    /// <summary>Writes a layer and those inside, and returns its id.</summary>
    private static string Add(StringBuilder text, LayerDescription layer, string surroundings, int depth, ref int count)
    {
        var id = Invariant($"n{count++}");
        var title = Escaped(Lines.Printable(layer.LabelledTitle(surroundings)));
        var parameters = layer.ParameterCount == 0 ? "" : "<br/>" + Quantity.Of(layer.ParameterCount, "parameter");
        if (layer.Layers.IsEmpty)
        {
            Line(text, depth, $"{id}[\"{title}<br/>{Escaped($"{layer.Output}")}{parameters}\"]");
            return id;
        }
        Line(text, depth, $"subgraph {id}[\"{title}<br/>{Escaped($"{layer.Output}")}{parameters}\"]");
        Line(text, depth + 1, $"direction {(layer.IsParallel ? "LR" : "TB")}");
        var parts = new string[layer.Layers.Length];
        for (var i = 0; i < parts.Length; i++)
            parts[i] = Add(text, layer.Layers[i], layer.Path, depth + 1, ref count);
        for (var i = 1; i < parts.Length && !layer.IsParallel; i++)
            Line(text, depth + 1, $"{parts[i - 1]} --> {parts[i]}");
        Line(text, depth, "end");
        return id;
    }

    private static void Line(StringBuilder text, int depth, string line) => text.Append(new string(' ', 4 * depth)).Append(line).Append('\n');

    /// <summary>
    /// Letters, digits and what means nothing between quotes stay; all else is written by its number, and so is what could begin a list.
    /// </summary>
    private static string Escaped(string label)
    {
        var text = new StringBuilder();
        foreach (var rune in label.EnumerateRunes())
            if (System.Text.Rune.IsLetterOrDigit(rune) || " ()[],:.=".Contains(rune.ToString(), StringComparison.Ordinal))
                text.Append(rune.ToString());
            else
                text.Append(Invariant($"#{rune.Value};"));
        return text.Replace(". ", "#46; ").Replace(") ", "#41; ").ToString();
    }
}
