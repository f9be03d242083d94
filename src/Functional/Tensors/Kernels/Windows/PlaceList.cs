namespace Functional.Kernels;

/// <summary>What belongs to one window, or to one place of the input, as a list: how far away each lies, and the number of the place.</summary>
/// <param name="most">The most that there may be.</param>
internal sealed class PlaceList(int most)
{
    public nint[] Offsets { get; } = new nint[most];

    public int[] Numbers { get; } = new int[most];

    public int Count { get; private set; }

    /// <summary>The places of a window that lie in the input, by their distance from its start.</summary>
    public void PlacesOf(WindowGrid grid, int d, int h, int w)
    {
        var (depth, height, width) = (grid.Depth, grid.Height, grid.Width);
        Count = 0;
        for (var i = depth.First[d]; i < depth.End[d]; i++)
            for (var j = height.First[h]; j < height.End[h]; j++)
                for (var k = width.First[w]; k < width.End[w]; k++)
                    Add((((nint)i * depth.Step * height.Size + j * height.Step) * width.Size + k * width.Step) * grid.Channels, (i * height.Places + j) * width.Places + k);
    }

    /// <summary>The windows that hold a place of the input, by their distance from the first one of the image.</summary>
    public void WindowsOf(WindowGrid grid, int d, int h, int w)
    {
        var (depth, height, width) = (grid.Depth, grid.Height, grid.Width);
        Count = 0;
        for (var i = depth.Begin[d]; i < depth.Begin[d + 1]; i++)
            for (var j = height.Begin[h]; j < height.Begin[h + 1]; j++)
                for (var k = width.Begin[w]; k < width.Begin[w + 1]; k++)
                    Add(
                        (((nint)depth.Window[i] * height.Count + height.Window[j]) * width.Count + width.Window[k]) * grid.Channels,
                        (depth.Place[i] * height.Places + height.Place[j]) * width.Places + width.Place[k]);
    }

    private void Add(nint offset, int number)
    {
        (Offsets[Count], Numbers[Count]) = (offset, number);
        Count++;
    }
}
