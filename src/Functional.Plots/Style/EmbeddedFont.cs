using ScottPlot;
using SkiaSharp;

namespace Functional.Plots;

/// <summary>DejaVu Sans, which comes with the package, so that labels are there on a machine without fonts, and look the same on every other.</summary>
internal static class EmbeddedFont
{
    public const string Name = "DejaVu Sans";

    /// <summary>The font; whoever asks for it first makes it known to ScottPlot, before the fonts of the machine.</summary>
    public static SKTypeface Typeface => Registered.Value;

    private static readonly Lazy<SKTypeface> Registered = new(static () =>
    {
        using var font = typeof(EmbeddedFont).Assembly.GetManifestResourceStream("DejaVuSans.ttf")!;
        var typeface = SKTypeface.FromStream(font);
        Fonts.FontResolvers.Insert(0, new Resolver(typeface));
        return typeface;
    });

    private sealed class Resolver(SKTypeface typeface) : IFontResolver
    {
        public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) => fontName == Name ? typeface : null;

        public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => fontName == Name ? typeface : null;
    }
}
