using System.Xml.Linq;

namespace Functional.Plots;

/// <summary>A network as an SVG of boxes: an arrow leads from each layer to the next, and a layer with others inside is a box around them.</summary>
internal static class NetworkDiagram
{
    private const float Edge = 1;
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static XElement Of(NetworkDescription network)
    {
        var whole = DiagramBox.Of(network);
        var drawing = new XElement(
            Svg + "svg",
            new XAttribute("role", "img"), new XAttribute("aria-label", "diagram of the network"),
            new XAttribute("width", Number(whole.Width + 2 * Edge)), new XAttribute("height", Number(whole.Height + 2 * Edge)),
            new XAttribute("font-family", "'DejaVu Sans',Verdana,sans-serif"), new XAttribute("font-size", Number(DiagramBox.FontSize)));
        Draw(drawing, whole, Edge, Edge, depth: 0);
        return drawing;
    }

    private static void Draw(XElement drawing, DiagramBox box, float x, float y, int depth)
    {
        if (box.Lines.Length > 0)
            drawing.Add(new XElement(
                Svg + "rect",
                new XAttribute("x", Number(x)), new XAttribute("y", Number(y)), new XAttribute("width", Number(box.Width)), new XAttribute("height", Number(box.Height)),
                new XAttribute("rx", box.IsInput ? 14 : 4), new XAttribute("stroke", "#0072B2"), new XAttribute("fill", box.Parts.IsEmpty ? "#FFFFFF" : depth % 2 == 1 ? "#EAF3F9" : "#DCEBF5")));
        for (var i = 0; i < box.Lines.Length; i++)
            drawing.Add(new XElement(
                Svg + "text",
                new XAttribute("x", Number(x + box.Width / 2)), new XAttribute("y", Number(y + DiagramBox.LineHeight * (i + 1))), new XAttribute("text-anchor", "middle"),
                new XAttribute("fill", i == 0 ? "#000000" : "#555555"), Html.Text(box.Lines[i])));
        var places = box.Places.ToArray();
        for (var i = 0; i < places.Length; i++)
        {
            Draw(drawing, box.Parts[i], x + places[i].X, y + places[i].Y, depth + 1);
            if (i > 0 && !box.IsParallel)
                Arrow(drawing, x + box.Width / 2, y + places[i - 1].Y + box.Parts[i - 1].Height, y + places[i].Y);
        }
    }

    private static void Arrow(XElement drawing, float x, float from, float to) => drawing.Add(new XElement(
        Svg + "path",
        new XAttribute("fill", "none"), new XAttribute("stroke", "#555555"), new XAttribute("stroke-width", "1.5"),
        new XAttribute("d", Invariant($"M{x:0.#} {from:0.#}V{to - 1:0.#}M{x - 4:0.#} {to - 6:0.#}L{x:0.#} {to - 1:0.#}L{x + 4:0.#} {to - 6:0.#}"))));

    private static string Number(float value) => Invariant($"{value:0.#}");
}
