namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// A convolution in which each channel has kernels of its own and sees no other: <c>[batch, space…, channels]</c> to <c>[batch, space…, channels·multiplier]</c>, the outputs of
    /// one channel beside each other. Parameters <c>weight</c> <c>[kernel…, 1, channels·multiplier]</c> and <c>bias</c> <c>[channels·multiplier]</c>. Sifre, thesis,
    /// École Polytechnique 2014; Howard et al., arXiv 1704.04861.
    /// </summary>
    /// <param name="kernel">How many taps the kernel has along each axis of space.</param>
    /// <param name="multiplier">How many outputs each channel has.</param>
    /// <param name="strides">How far the kernel moves along each axis; 1 when none are given.</param>
    /// <param name="padding">Zeros around the input; none when not given.</param>
    /// <param name="dilation">How far apart neighbouring taps are along each axis; 1 when none are given.</param>
    /// <param name="bias">Whether there is a bias; it begins at 0.</param>
    /// <param name="weights">Makes the first weights; <see cref="Initializers.GlorotUniform"/> when none is given.</param>
    /// <exception cref="ArgumentOutOfRangeException">The multiplier, a size of the kernel, a stride or a dilation is less than 1.</exception>
    /// <exception cref="ArgumentException">The settings are for different numbers of axes.</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> DepthwiseConvolution(
        Shape kernel, int multiplier = 1, Shape? strides = null, Padding? padding = null, Shape? dilation = null, bool bias = true,
        WeightInitializer<T>? weights = null)
    {
        if (multiplier < 1)
            throw new ArgumentOutOfRangeException(nameof(multiplier), Invariant($"DepthwiseConvolution: each channel has at least 1 output, got {multiplier}."));
        return new(new DepthwiseConvolutionLink<T>(Window.Of("DepthwiseConvolution", kernel, strides, dilation, padding), multiplier, bias, weights));
    }

    /// <summary>
    /// A depthwise convolution without bias, and then a convolution over the channels of each place: <c>[batch, space…, channels]</c> to <c>[batch, space…, filters]</c>, with far fewer
    /// multiply-adds than a convolution. Chollet, CVPR 2017.
    /// </summary>
    /// <param name="filters">How many output channels there are.</param>
    /// <param name="kernel">How many taps the kernel has along each axis of space.</param>
    /// <param name="multiplier">How many channels there are between for each input channel.</param>
    /// <param name="strides">How far the kernel moves along each axis; 1 when none are given.</param>
    /// <param name="padding">Zeros around the input; none when not given.</param>
    /// <param name="dilation">How far apart neighbouring taps are along each axis; 1 when none are given.</param>
    /// <param name="bias">Whether the second one has a bias; it begins at 0.</param>
    /// <param name="weights">Makes the first weights of both; <see cref="Initializers.GlorotUniform"/> when none is given.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no filters, or the multiplier, a size of the kernel, a stride or a dilation is less than 1.</exception>
    /// <exception cref="ArgumentException">The settings are for different numbers of axes.</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> SeparableConvolution(
        int filters, Shape kernel, int multiplier = 1, Shape? strides = null, Padding? padding = null, Shape? dilation = null, bool bias = true,
        WeightInitializer<T>? weights = null) => DepthwiseConvolution(kernel, multiplier, strides, padding, dilation, bias: false, weights)
        .Then(Convolution(filters, Shape.Create([.. kernel.Select(static _ => 1)]), bias: bias, weights: weights));
}
