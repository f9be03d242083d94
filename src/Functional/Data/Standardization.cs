using System.Numerics;

namespace Functional;

/// <summary>Features to mean 0 and standard deviation 1, as learnt from one set (the training part) and applied to any.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="Mean">The mean of each feature.</param>
/// <param name="Deviation">The standard deviation of each feature (over n); 1 for a feature that is constant.</param>
public sealed record Standardization<T>(Tensor<T> Mean, Tensor<T> Deviation)
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>The standardised features.</summary>
    /// <param name="inputs">Features like those it was learnt from, <c>[samples, …]</c>.</param>
    /// <exception cref="ShapeException">The samples have another shape.</exception>
    public Tensor<T> Apply(Tensor<T> inputs) => inputs.Rank > 0 && inputs.Shape[1..] == Mean.Shape
        ? (inputs - Mean) / Deviation
        : throw new ShapeException($"Standardization: learnt from samples of shape {Mean.Shape}, applied to inputs of shape {inputs.Shape}.");

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
    /// <exception cref="ArgumentException">There are no samples, or a number is NaN or infinite; the message says which.</exception>
    public static Standardization<T> Fit<T>(Tensor<T> inputs)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (inputs.Length == 0 || inputs.Rank == 0)
            throw new ShapeException($"Standardization: nothing to learn from in inputs of shape {inputs.Shape}.");
        var features = inputs.Length / inputs.Shape[0];
        for (var i = 0; i < inputs.Length; i++)
            if (!T.IsFinite(inputs.Span[i]))
                throw new ArgumentException(
                    Invariant($"Standardization: feature {i % features} of sample {i / features} is {inputs.Span[i]}."), nameof(inputs));
        var mean = inputs.Mean([0]);
        var centred = inputs - mean;
        var deviation = (centred * centred).Mean([0]).Sqrt();
        return new(mean, deviation.Zip(mean, static (d, m) => d > T.Abs(m) * T.Epsilon && d > T.Zero ? d : T.One));
    }
}
