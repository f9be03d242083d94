using System.Collections.Immutable;
using ScottPlot;

namespace Functional.Plots;

/// <summary>
/// The colours of Masataka Okabe and Kei Ito, which people who do not see all colours can tell apart: "Color Universal Design", 2002,
/// <see href="https://jfly.uni-koeln.de/color/"/>.
/// </summary>
public static class OkabeIto
{
    /// <summary>Eight colours, those first that stand out best from white: blue, vermilion, bluish green, orange, sky blue, reddish purple, black, yellow.</summary>
    public static ImmutableArray<Color> Colours { get; } =
        [.. ((string[])["#0072B2", "#D55E00", "#009E73", "#E69F00", "#56B4E9", "#CC79A7", "#000000", "#F0E442"]).Select(Color.FromHex)];

    /// <summary>From vermilion over white to blue: for numbers of which 0 is the middle.</summary>
    public static IColormap Diverging { get; } = new Between(Colours[1], Colors.White, Colours[0]);

    /// <summary>From white to blue: for numbers of which 0 is the least.</summary>
    public static IColormap Sequential { get; } = new Between(Colors.White, Color.FromHex("#66A9D1"), Color.FromHex("#003A5C"));

    /// <summary>One colour for each class.</summary>
    internal static IColormap Classes(int count) => new Steps(count);

    private sealed class Steps(int count) : IColormap
    {
        public string Name => "classes";

        public Color GetColor(double position) => Colours[(int)double.Round(Math.Clamp(position, 0, 1) * (count - 1))];
    }
}
