using Spectre.Console;

namespace Functional.Examples;

/// <summary>The layers of a network as a tree: names, shapes on the way, numbers of parameters.</summary>
internal static class NetworkDiagram
{
    public static void Draw(Screen screen, Initialization<float> network, Shape input)
    {
        var tree = new Tree($"input {input}".EscapeMarkup());
        Add(tree, network.Parts);
        screen.Console.Write(tree);
        screen.Line(Invariant($"{network.Parameters.Count} parameters"));
    }

    private static void Add(IHasTreeNodes above, IEnumerable<(string Label, Initialization<float> Part)> parts)
    {
        foreach (var (label, part) in parts)
        {
            var parameters = part.Parameters.IsEmpty || !part.Parts.IsEmpty
                ? ""
                : "  " + string.Join("  ", part.Parameters.Leaves.Select(static leaf => $"{leaf.Path} {leaf.Value.Shape}"));
            Add(above.AddNode($"{label}: {part.Name} → {part.Output}{parameters}".EscapeMarkup()), part.Parts);
        }
    }
}
