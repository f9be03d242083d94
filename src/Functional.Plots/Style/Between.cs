using ScottPlot;

namespace Functional.Plots;

/// <summary>From one colour over a second to a third.</summary>
internal sealed class Between(Color low, Color middle, Color high) : IColormap
{
    public string Name => "between";

    public Color GetColor(double position)
    {
        var place = Math.Clamp(position, 0, 1);
        return place < 0.5 ? low.MixedWith(middle, 2 * place) : middle.MixedWith(high, 2 * place - 1);
    }
}
