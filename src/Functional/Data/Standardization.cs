using System.Globalization;
using System.Numerics;

namespace Functional;

/// <summary>Features to mean 0 and standard deviation 1, as learnt from one set (the training part) and applied to any.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="Mean">The mean of each feature.</param>
/// <param name="Deviation">The standard deviation of each feature (over n); 1 for a feature that is constant, or varies by no more than rounding does.</param>
public sealed record Standardization<T>(Tensor<T> Mean, Tensor<T> Deviation)
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>The standardised features; what is NaN or infinite stays so.</summary>
    /// <param name="inputs">Features like those it was learnt from, <c>[samples, …]</c>.</param>
    /// <exception cref="ShapeException">The samples have another shape.</exception>
    public Tensor<T> Apply(Tensor<T> inputs) => inputs.Rank > 0 && inputs.Shape[1..] == Mean.Shape
        ? (inputs - Mean) / Deviation
        : throw new ShapeException(Invariant($"Standardization: learnt from samples of shape {Mean.Shape}, applied to inputs of shape {inputs.Shape}."));

    /// <summary>The samples with their features standardised.</summary>
    /// <typeparam name="L">The type of the targets.</typeparam>
    /// <param name="samples">Samples like those it was learnt from.</param>
    public Samples<Tensor<T>, L> Apply<L>(Samples<Tensor<T>, L> samples)
        where L : IRows<L> => new(Apply(samples.Inputs), samples.Targets);
}

/// <summary>Learns a standardisation.</summary>
public static class Standardization
{
    /// <summary>Learns mean and standard deviation of each feature.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="inputs">The training part's features, <c>[samples, …]</c>.</param>
    /// <exception cref="ArgumentException">
    /// There are no samples, a number is NaN or infinite, or a feature varies by more or by less than the element type holds; the message says which.
    /// </exception>
    public static Standardization<T> Fit<T>(Tensor<T> inputs)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (inputs.Length == 0 || inputs.Rank == 0)
            throw new ShapeException(Invariant($"Standardization: nothing to learn from in inputs of shape {inputs.Shape}."));
        var features = inputs.Length / inputs.Shape[0];
        for (var i = 0; i < inputs.Length; i++)
            if (!T.IsFinite(inputs.Span[i]))
                throw new ArgumentException(Invariant($"Standardization: feature {i % features} of sample {i / features} is {inputs.Span[i]}."), nameof(inputs));
        // Each feature is brought near 1 by a power of two, exactly: then its squares are not too large or too small.
        var scales = inputs.Reshape(-1, features).Abs().Max([0]).Select(static largest => largest == T.Zero ? 0 : T.ILogB(largest)).ToArray();
        var (mean, centred, variance) = Tensor.Generate(
            [inputs.Shape[0], features], i => T.ScaleB(inputs.Span[i], -scales[i % features])).CentreRows();
        for (var i = 0; i < centred.Length; i++)
            if (!T.IsFinite(T.ScaleB(centred.Span[i], scales[i % features])))
                throw new ArgumentException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Standardization: feature {i % features} of sample {i / features} is {inputs.Span[i]}, further from the mean "
                    + $"{T.ScaleB(mean.Span[i % features], scales[i % features])} than a {typeof(T).Name} can say."), nameof(inputs));
        return new(
            Tensor.Generate(inputs.Shape[1..], feature => T.ScaleB(mean.Span[feature], scales[feature])),
            Tensor.Generate(inputs.Shape[1..], feature => DeviationOf(feature, mean.Span[feature], T.Sqrt(variance.Span[feature]), scales[feature])));
    }

    /// <summary>The deviation at the feature's own scale; 1 where it is no more than the rounding of numbers of that size.</summary>
    private static T DeviationOf<T>(int feature, T mean, T deviation, int scale)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (deviation <= T.Abs(mean) * (T.BitIncrement(T.One) - T.One))
            return T.One;
        return T.ScaleB(deviation, scale) is var own && own > T.Zero ? own : throw new ArgumentException(Invariant(
            $"Standardization: feature {feature} has the deviation {deviation}·2^{scale}, which is 0 as a {typeof(T).Name}: scale it up."));
    }
}
