using System.Numerics;

namespace Functional;

/// <summary>What classes weigh, and how far their probabilities are smoothed.</summary>
internal static class ClassWeights
{
    /// <summary>Refuses settings that are none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Smoothing is no share below 1, or a weight is negative or not finite.</exception>
    /// <exception cref="ShapeException">Weights have more axes than one, or none.</exception>
    public static void Check<T>(string cost, double smoothing, Tensor<T>? weights)
        where T : struct, IFloatingPointIeee754<T>
    {
        Setting.In<T>(smoothing, nameof(smoothing), $"{cost}: smoothing is a share from 0 to below 1", static share => share is >= 0 and < 1);
        if (weights is { Rank: not 1 })
            throw new ShapeException($"{cost}: weights are one number for each class, of shape [classes], got shape {weights.Shape}.");
        if (weights?.FirstOutside(T.Zero, T.BitDecrement(T.PositiveInfinity)) is { } weight)
            throw new ArgumentOutOfRangeException(nameof(weights), Invariant($"{cost}: a weight is finite and at least 0, got {weight}."));
    }

    /// <summary>Refuses more or fewer weights than classes.</summary>
    public static void Expect<T>(string cost, Tensor<T>? weights, Shape scores)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (weights is not null && weights.Length != scores[^1])
            throw new ShapeException(Invariant($"{cost}: there are {weights.Length} weights, but scores of shape {scores} have {scores[^1]} classes."));
    }

    /// <summary>((1 − ε)·p + ε/classes), times what each class weighs.</summary>
    public static Tensor<T> Of<T>(Tensor<T> probabilities, double smoothing, Tensor<T>? weights)
        where T : struct, IFloatingPointIeee754<T>
    {
        var smoothed = smoothing == 0
            ? probabilities
            : probabilities * T.CreateChecked(1 - smoothing) + T.CreateChecked(smoothing / probabilities.Shape[^1]);
        return weights is null ? smoothed : smoothed * weights;
    }
}
