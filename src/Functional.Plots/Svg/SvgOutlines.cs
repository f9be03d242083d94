using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SkiaSharp;

namespace Functional.Plots;

/// <summary>
/// Turns the text of an SVG that Skia has written into outlines of its letters, which stand where they were measured whatever fonts a machine has; what they say is
/// kept as a label for those who listen. Images keep their pixels when they are enlarged.
/// </summary>
internal static partial class SvgOutlines
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static readonly XNamespace Link = "http://www.w3.org/1999/xlink";

    public static string Of(string svg)
    {
        var root = XElement.Parse(svg);
        var letters = new Dictionary<(string Letter, float Size), XElement>();
        foreach (var text in root.Descendants(Svg + "text").ToArray())
            text.ReplaceWith(Outline(text, letters));
        // ScottPlot clears the canvas for each plot, and Skia writes that as a black rectangle of the whole size, behind the white one of the plot.
        root.Descendants(Svg + "rect").Where(static rect => rect.Attribute("fill") is null && rect.Parent!.Name != Svg + "clipPath").Remove();
        foreach (var image in root.Descendants(Svg + "image"))
            image.SetAttributeValue("style", "image-rendering:pixelated");
        Renumber(root);
        root.AddFirst(new XElement(Svg + "defs", letters.Values));
        root.SetAttributeValue("viewBox", $"0 0 {(string?)root.Attribute("width")} {(string?)root.Attribute("height")}");
        return root.ToString(SaveOptions.DisableFormatting);
    }

    private static XElement Outline(XElement text, Dictionary<(string, float), XElement> letters)
    {
        var words = text.Value.Trim('\n', '\t');
        var (size, x, y) = (Numbers(text, "font-size")[0], Numbers(text, "x"), Numbers(text, "y"));
        var drawn = new XElement(Svg + "g", new XAttribute("role", "img"), new XAttribute("aria-label", words));
        foreach (var kept in (string[])["transform", "fill", "fill-opacity", "clip-path"])
            if (text.Attribute(kept) is { } attribute)
                drawn.SetAttributeValue(kept, attribute.Value);
        var at = 0;
        foreach (var rune in words.EnumerateRunes())
        {
            if (!letters.TryGetValue((rune.ToString(), size), out var letter))
                letters.Add((rune.ToString(), size), letter = Letter(rune.ToString(), size, letters.Count));
            drawn.Add(new XElement(
                Svg + "use", new XAttribute(Link + "href", $"#{(string?)letter.Attribute("id")}"),
                new XAttribute("x", x[Math.Min(at, x.Length - 1)]), new XAttribute("y", y[Math.Min(at, y.Length - 1)])));
            at++;
        }
        return drawn;
    }

    /// <summary>Skia counts its names on from one SVG to the next: they are numbered anew, so that the same picture has the same bytes.</summary>
    private static void Renumber(XElement root)
    {
        var names = root.Descendants().Attributes("id").Select(static id => id.Value).Select(static (old, number) => (old, number))
            .ToDictionary(static each => each.old, static each => Invariant($"part-{each.number}"), StringComparer.Ordinal);
        foreach (var attribute in root.Descendants().Attributes())
            if (attribute.Name == "id")
                attribute.Value = names[attribute.Value];
            else if (attribute.Value.StartsWith('#') && names.TryGetValue(attribute.Value[1..], out var linked))
                attribute.Value = "#" + linked;
            else if (Reference().Match(attribute.Value) is { Success: true } found && names.TryGetValue(found.Groups[1].Value, out var used))
                attribute.Value = $"url(#{used})";
    }

    /// <summary>A letter, which is drawn once and used wherever it stands.</summary>
    private static XElement Letter(string letter, float size, int number)
    {
        using var font = new SKFont(EmbeddedFont.Typeface, size);
        using var outline = font.GetTextPath(letter);
        return new(Svg + "path", new XAttribute("id", Invariant($"letter-{number}")), new XAttribute("d", outline?.ToSvgPathData() ?? ""));
    }

    private static float[] Numbers(XElement element, string name) =>
        [.. Number().Matches((string?)element.Attribute(name) ?? "0").Select(static match => float.Parse(match.Value, CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"^url\(#([^)]+)\)$")]
    private static partial Regex Reference();

    [GeneratedRegex(@"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")]
    private static partial Regex Number();
}
