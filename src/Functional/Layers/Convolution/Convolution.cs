namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// y = x ∗ w + b over 1, 2 or 3 axes of space, channels last: <c>[batch, space…, channels]</c> to <c>[batch, space…, filters]</c>. Each output is a weighted sum
    /// of the inputs under the kernel, which is not flipped. Parameters <c>weight</c> <c>[kernel…, channels/groups, filters]</c> and <c>bias</c> <c>[filters]</c>.
    /// LeCun et al., Neural Computation 1(4), 1989.
    /// </summary>
    /// <param name="filters">How many output channels there are; the input channels are counted at initialisation.</param>
    /// <param name="kernel">How many taps the kernel has along each axis of space: <c>[3]</c> for sequences, <c>[3, 3]</c> for images, <c>[3, 3, 3]</c> for volumes.</param>
    /// <param name="strides">How far the kernel moves along each axis; 1 when none are given. Places at the end that no step reaches are not read.</param>
    /// <param name="padding">Zeros around the input; <see cref="Padding.Valid"/>, none, when not given.</param>
    /// <param name="dilation">How far apart neighbouring taps are along each axis; 1 when none are given. k taps reach over (k − 1)·dilation + 1 places.</param>
    /// <param name="groups">Into how many groups input and output channels are divided: each group of outputs sees its own group of inputs.</param>
    /// <param name="bias">Whether there is a bias b; it begins at 0.</param>
    /// <param name="weights">Makes the first weights; <see cref="Initializers.GlorotUniform"/> when none is given. The fans are taps times channels/groups, and taps times filters/groups.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no filters or groups, or a size of the kernel, a stride or a dilation is less than 1.</exception>
    /// <exception cref="ArgumentException">The settings are for different numbers of axes, or the filters are not divisible by the groups.</exception>
    /// <example><code>
    /// var network = Chain(Convolution(32, [3, 3], padding: Padding.Same), Relu, Flatten, Dense(10));
    /// </code></example>
    public static Layer<T, Tensor<T>, Tensor<T>> Convolution(
        int filters, Shape kernel, Shape? strides = null, Padding? padding = null, Shape? dilation = null, int groups = 1, bool bias = true,
        WeightInitializer<T>? weights = null)
    {
        ExpectFilters("Convolution", filters, groups);
        return new(new ConvolutionLink<T>(filters, Window.Of("Convolution", kernel, strides, dilation, padding), groups, bias, weights));
    }

    /// <summary>There are filters and groups, and the ones are divisible by the others.</summary>
    private static void ExpectFilters(string layer, int filters, int groups)
    {
        if (filters < 1)
            throw new ArgumentOutOfRangeException(nameof(filters), Invariant($"{layer}: there is at least 1 filter, got {filters}."));
        if (groups < 1)
            throw new ArgumentOutOfRangeException(nameof(groups), Invariant($"{layer}: there is at least 1 group, got {groups}."));
        if (filters % groups != 0)
            throw new ArgumentOutOfRangeException(nameof(groups), Invariant($"{layer}: {filters} filters are not divisible by {groups} groups."));
    }
}
