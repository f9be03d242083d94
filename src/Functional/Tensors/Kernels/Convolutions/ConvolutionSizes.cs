namespace Functional.Kernels;

/// <summary>Sizes, or steps, along the three axes of space; where there are fewer axes the first ones are of size 1.</summary>
internal readonly record struct Space(int Depth, int Height, int Width)
{
    public int Count => Depth * Height * Width;

    public int this[int axis] => axis == 0 ? Depth : axis == 1 ? Height : Width;
}

/// <summary>
/// The sizes of one convolution, of images <c>[batch, depth, height, width, channels]</c>: output o along an axis sees input
/// <c>o·stride + r·dilation − before</c> with tap r of the kernel, and zero where there is none.
/// </summary>
internal sealed record ConvolutionSizes(
    int Batch, Space Input, Space Kernel, Space Output, Space Stride, Space Dilation, Space Before, int Channels, int Filters, int Groups)
{
    /// <summary>How many input channels a group has.</summary>
    public int GroupChannels => Channels / Groups;

    /// <summary>How many output channels a group has.</summary>
    public int GroupFilters => Filters / Groups;

    /// <summary>How many terms each output has.</summary>
    public int Terms => Kernel.Count * GroupChannels;

    /// <summary>How many weights there are.</summary>
    public int WeightCount => Terms * Filters;

    /// <summary>How many numbers one image of the input has.</summary>
    public int InputCount => Input.Count * Channels;

    /// <summary>How many numbers one image of the output has.</summary>
    public int OutputCount => Output.Count * Filters;

    /// <summary>The multiply-adds of one pass over the whole batch.</summary>
    public long Work => (long)Batch * Output.Count * Filters * Terms;

    /// <summary>Whether each channel has one kernel of its own.</summary>
    public bool IsDepthwise => Groups == Channels && Channels == Filters && Channels > 1;

    /// <summary>Whether each output sees one pixel, and each pixel is seen by one: then the convolution is a product of matrices.</summary>
    public bool IsProduct => Groups == 1 && Kernel.Count == 1 && Stride == new Space(1, 1, 1) && Before == default && Input == Output;
}
