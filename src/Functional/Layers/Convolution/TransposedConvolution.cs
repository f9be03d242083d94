namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// The transposed convolution: what goes back through <see cref="Convolution"/>, as a layer of its own. <c>[batch, space…, channels]</c> to <c>[batch, space…, filters]</c>; with a stride s it
    /// makes images s times as large. Parameters <c>weight</c> <c>[kernel…, filters/groups, channels]</c> and <c>bias</c> <c>[filters]</c>. Zeiler, Krishnan, Taylor, Fergus, CVPR 2010.
    /// </summary>
    /// <param name="filters">How many output channels there are.</param>
    /// <param name="kernel">How many taps the kernel has along each axis of space.</param>
    /// <param name="strides">How far apart the outputs of neighbouring inputs are along each axis; 1 when none are given.</param>
    /// <param name="padding">How many places are cut off around the output; none when not given. With <see cref="Padding.Same"/> the output has size·stride places.</param>
    /// <param name="outputPadding">
    /// How many places the output has more at the end of each axis, for several sizes have a convolution of the same size: from 0 to the stride − 1; 0 when none are given. Not with <see cref="Padding.Same"/>.
    /// </param>
    /// <param name="dilation">How far apart neighbouring taps are along each axis; 1 when none are given.</param>
    /// <param name="groups">Into how many groups input and output channels are divided.</param>
    /// <param name="bias">Whether there is a bias; it begins at 0.</param>
    /// <param name="weights">Makes the first weights; <see cref="Initializers.GlorotUniform"/> when none is given.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There are no filters or groups, or a size of the kernel, a stride or a dilation is less than 1, or the output padding is not less than the stride.
    /// </exception>
    /// <exception cref="ArgumentException">The settings are for different numbers of axes, or exclude each other.</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> TransposedConvolution(
        int filters, Shape kernel, Shape? strides = null, Padding? padding = null, Shape? outputPadding = null, Shape? dilation = null, int groups = 1,
        bool bias = true, WeightInitializer<T>? weights = null)
    {
        ExpectFilters("TransposedConvolution", filters, groups);
        var window = Window.Of("TransposedConvolution", kernel, strides, dilation, padding);
        outputPadding ??= Shape.Create(new int[kernel.Rank]);
        if (outputPadding.Rank != kernel.Rank)
            throw new ArgumentException(
                $"TransposedConvolution: the output padding {outputPadding} and the kernel {kernel} are for different numbers of axes.", nameof(outputPadding));
        if (window.Padding == Padding.Same && outputPadding.Any(static more => more > 0))
            throw new ArgumentException($"TransposedConvolution: with Padding.Same the size of the output is known, so there is no output padding {outputPadding}.", nameof(outputPadding));
        for (var axis = 0; axis < kernel.Rank; axis++)
            if (outputPadding[axis] >= window.Strides[axis])
                throw new ArgumentOutOfRangeException(
                    nameof(outputPadding), $"TransposedConvolution: the output padding {outputPadding} is less than the strides {window.Strides} along each axis.");
        return new(new TransposedConvolutionLink<T>(filters, window, outputPadding, groups, bias, weights));
    }
}
