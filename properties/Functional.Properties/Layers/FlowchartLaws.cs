using System.Text.RegularExpressions;
using Functional.Laws;

namespace Functional.Properties.Layers;

/// <summary>A flowchart is what Mermaid reads, of random networks and of names with any characters.</summary>
public sealed partial class FlowchartLaws
{
    [Law(200, Arbitrary = [typeof(DescriptionLaws.Networks)])]
    public void Each_layer_is_a_node_or_a_subgraph_once(NetworkCase each) =>
        Check(each.Grammar.ToLayer(each.Network).Describe([each.Width], 2));

    [Law(200)]
    public void Names_of_any_characters_break_no_label(FsCheck.NonNull<string> first, FsCheck.NonNull<string> second)
    {
        var label = first.Get.Replace('.', ' ') + "\"]";
        Check(Layers<double>.Chain(
            Layers<double>.Named(label, Layers<double>.Tanh.Then(Layers<double>.Function(second.Get, static x => (x, static dy => dy)))),
            Layers<double>.Dense(2)).Describe([3]));
    }

    [Theory]
    [InlineData("a\"]", "a#34;]")]
    [InlineData("<b>&amp;</b>", "#60;b#62;#38;amp#59;#60;#47;b#62;")]
    [InlineData("1) list", "1#41; list")]
    [InlineData("`**bold**`", "#96;#42;#42;bold#42;#42;#96;")]
    [InlineData("#34;", "#35;34#59;")]
    [InlineData("end\nsubgraph", "end#92;u000asubgraph")]
    [InlineData("dense Schicht ä🙂", "dense Schicht ä#128578;")]
    public void What_means_something_in_a_label_is_written_by_its_number(string name, string expected)
    {
        var chart = Layers<double>.Named(name, Layers<double>.Tanh).Describe([3]).ToMermaid();

        Assert.Contains($"n0[\"{expected}: Tanh<br/>[3]\"]", chart, StringComparison.Ordinal);
    }

    /// <summary>Reads a flowchart line by line: each is one of six kinds, subgraphs are closed, and arrows join neighbours in one subgraph.</summary>
    private static void Check(NetworkDescription description)
    {
        var lines = description.ToMermaid().Split('\n');
        var around = new Stack<string>([""]);
        var layers = new Dictionary<string, string>();
        var subgraphs = 0;
        Assert.Equal("flowchart TD", lines[0]);
        Assert.Matches("^    input\\(\\[\"input [^\"]*\"\\]\\)$", lines[1]);
        layers.Add("input", "");
        foreach (var line in lines[2..])
        {
            Assert.Equal(4 * around.Count - (line.Trim() == "end" ? 4 : 0), line.Length - line.TrimStart().Length);
            if (Arrow().Match(line) is { Success: true } arrow)
                Assert.Equal((around.Peek(), around.Peek()), (layers[arrow.Groups[1].Value], layers[arrow.Groups[2].Value]));
            else if (Subgraph().Match(line) is { Success: true } subgraph)
            {
                layers.Add(subgraph.Groups[1].Value, around.Peek());
                around.Push(subgraph.Groups[1].Value);
                subgraphs++;
            }
            else if (line.Trim() == "end")
                Assert.NotEqual("", around.Pop());
            else if (Node().Match(line) is { Success: true } node)
                layers.Add(node.Groups[1].Value, around.Peek());
            else
                Assert.Matches("^ +direction (TB|LR)$", line);
        }
        Assert.Equal([""], around);
        Assert.Equal(description.All.Count() + 1, layers.Count);
        Assert.Equal(description.All.Count(static layer => !layer.Layers.IsEmpty), subgraphs);
    }

    /// <summary>A label has no quote, and no line break but its own; what begins with # is a character's number.</summary>
    private const string Label = "\"((?:[^\"<>#;`\\n]|<br/>|#[0-9]+;)+)\"";

    [GeneratedRegex("^ +(n[0-9]+|input) --> (n[0-9]+)$")]
    private static partial Regex Arrow();

    [GeneratedRegex("^ +subgraph (n[0-9]+)\\[" + Label + "\\]$")]
    private static partial Regex Subgraph();

    [GeneratedRegex("^ +(n[0-9]+)\\[" + Label + "\\]$")]
    private static partial Regex Node();
}
