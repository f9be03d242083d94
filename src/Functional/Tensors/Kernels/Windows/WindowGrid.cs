namespace Functional.Kernels;

/// <summary>
/// Windows over images <c>[batch, depth, height, width, channels]</c>: of each image, windows of depth × height × width, and of each window all channels side
/// by side. An image of fewer axes has depth or height 1. A place of a window is numbered in row-major order.
/// </summary>
internal sealed class WindowGrid(int batch, WindowAxis depth, WindowAxis height, WindowAxis width, int channels)
{
    // Multiply-adds of a product that take the time of one place of a window.
    private const int WorkOfPlace = 8;

    public WindowAxis Depth => depth;

    public WindowAxis Height => height;

    public WindowAxis Width => width;

    public int Channels => channels;

    /// <summary>How many places a window has; the number of a place is below it.</summary>
    public int Places => depth.Places * height.Places * width.Places;

    /// <summary>How many rows of windows there are, and how many rows the input has, of all images.</summary>
    public (int Windows, int Input) Rows => (batch * depth.Count * height.Count, batch * depth.Size * height.Size);

    public int InputRow => width.Size * channels;

    public int WindowRow => width.Count * channels;

    /// <summary>How many multiply-adds of a product take the time of one row of windows, and of one row of the input.</summary>
    public (long Windows, long Input) Work => (
        (long)WindowRow * Places * WorkOfPlace,
        Rows.Input == 0 ? 0 : (long)WindowRow * Places * WorkOfPlace * Rows.Windows / Rows.Input + InputRow * WorkOfPlace);

    /// <summary>Whether a window holds nothing but padding.</summary>
    public bool HasEmpty => depth.Empty >= 0 || height.Empty >= 0 || width.Empty >= 0;

    /// <summary>Whether the windows are squares of 2 × 2 side by side, as those that halve an image.</summary>
    public bool IsHalving => depth is { Size: 1, Count: 1, Places: 1 } && Halves(height) && Halves(width);

    private static bool Halves(WindowAxis axis) => axis is { Places: 2, Step: 1 } && axis.Count == axis.Size / 2 && axis.Count > 0
        && axis.Start[0] == 0 && (axis.Count < 2 || axis.Start[1] == 2) && axis.Start[^1] == 2 * (axis.Count - 1) && axis.Lengths[^1] == 2;
}
