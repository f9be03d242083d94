using System.Collections.Immutable;
using SkiaSharp;

namespace Functional.Plots;

/// <summary>A box of a diagram with its size: lines of text, and below them other boxes, one below the other or side by side.</summary>
internal sealed class DiagramBox
{
    public const float FontSize = 13;
    public const float LineHeight = 18;
    private const float Padding = 12;
    private const float Gap = 20;
    private const float Wider = 1.08f;      // where the machine has another font, its letters may be wider

    private DiagramBox(ImmutableArray<string> lines, ImmutableArray<DiagramBox> parts, bool isParallel, bool isInput)
    {
        (Lines, Parts, IsParallel, IsInput) = (lines, parts, isParallel, isInput);
        var text = lines.Select(Measure).DefaultIfEmpty().Max();
        var (wide, high) = (parts.Select(static part => part.Width), parts.Select(static part => part.Height));
        var gaps = Gap * Math.Max(0, parts.Length - 1);
        var (width, height) = isParallel ? (wide.Sum() + gaps, high.DefaultIfEmpty().Max()) : (wide.DefaultIfEmpty().Max(), high.Sum() + gaps);
        var around = lines.IsEmpty ? 0 : Padding;
        Width = Math.Max(text, width) + 2 * around;
        Height = Header + height + (parts.IsEmpty ? 0 : around);
    }

    public ImmutableArray<string> Lines { get; }

    public ImmutableArray<DiagramBox> Parts { get; }

    public bool IsParallel { get; }

    public bool IsInput { get; }

    public float Width { get; }

    public float Height { get; }

    /// <summary>Where the boxes inside begin, from the upper left corner of this one.</summary>
    public IEnumerable<(float X, float Y)> Places
    {
        get
        {
            var (x, y) = ((Width - Parts.Select(static part => part.Width).Sum() - Gap * (Parts.Length - 1)) / 2, Header);
            foreach (var part in Parts)
            {
                yield return IsParallel ? (x, y) : ((Width - part.Width) / 2, y);
                (x, y) = IsParallel ? (x + part.Width + Gap, y) : (x, y + part.Height + Gap);
            }
        }
    }

    private float Header => Lines.IsEmpty ? 0 : Lines.Length * LineHeight + Padding / 2;

    public static DiagramBox Of(NetworkDescription network) => new(
        [], [new([$"input {network.Input}"], [], isParallel: false, isInput: true), .. network.Layers.Select(static layer => Of(layer, ""))], isParallel: false, isInput: false);

    private static DiagramBox Of(LayerDescription layer, string surroundings)
    {
        var label = layer.Path == surroundings ? "" : layer.Path[(surroundings.Length == 0 ? 0 : surroundings.Length + 1)..] + ": ";
        var name = layer.Layers.IsEmpty ? layer.Name : layer.Name.Split('(')[0];      // what is inside is drawn inside
        var times = layer.Steps is { } steps ? Invariant($", {steps:N0} times") : "";
        var count = layer.ParameterCount > 0 ? Invariant($", {layer.ParameterCount:N0} parameter{(layer.ParameterCount == 1 ? "" : "s")}") : "";
        return new([$"{label}{name}{times}", $"{layer.Output}{count}"], [.. layer.Layers.Select(part => Of(part, layer.Path))], layer.IsParallel, isInput: false);
    }

    private static float Measure(string text)
    {
        using var font = new SKFont(EmbeddedFont.Typeface, FontSize);
        return Wider * font.MeasureText(text);
    }
}
