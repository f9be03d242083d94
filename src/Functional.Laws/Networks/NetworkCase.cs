namespace Functional.Laws;

/// <summary>A random network, the width of its input, and the draw of its parameters and inputs: one case of the laws of networks.</summary>
/// <param name="Network">The network.</param>
/// <param name="Width">How wide its input is.</param>
/// <param name="Draw">Where parameters, inputs and mode come from.</param>
public sealed record NetworkCase(Network Network, int Width, Draw Draw)
{
    /// <summary>The network, its input and the draw.</summary>
    public override string ToString() => $"{Network} on [{Draw.Batch()}, {Width}], {Draw}";
}
