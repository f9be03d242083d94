using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// Each sample, and each place on the axes before the last ones, to mean 0 and (biased) variance 1 over the last axes, then scaled and shifted:
    /// <c>[batch, …, features]</c>. The same in training and at inference. Parameters <c>scale</c> and <c>shift</c>, of the shape of the last axes.
    /// Ba, Kiros and Hinton, 2016.
    /// </summary>
    /// <param name="axes">How many last axes mean and variance are taken over; at least 1.</param>
    /// <param name="epsilon">What is added to the variance, under the root; positive in the element type, too.</param>
    /// <param name="affine">Whether there are scales and shifts.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no axes, or epsilon is out of range, as given or in the element type.</exception>
    /// <example><code>
    /// var block = Chain(LayerNorm(), Dense(256), Relu, Dense(64));
    /// </code></example>
    public static Layer<T, Tensor<T>, Tensor<T>> LayerNorm(int axes = 1, double epsilon = 1e-5, bool affine = true) =>
        new(new LayerNormLink<T>(LastAxes(axes, "LayerNorm"), epsilon, affine, Epsilon(epsilon, "LayerNorm")));

    /// <summary>
    /// Each sample, and each place on the axes before the last ones, over the root of the mean of its squares over the last axes, then scaled:
    /// <c>[batch, …, features]</c>. The same in training and at inference. Parameter <c>scale</c>, of the shape of the last axes. Zhang and Sennrich, NeurIPS 2019.
    /// </summary>
    /// <param name="axes">How many last axes the mean is taken over; at least 1.</param>
    /// <param name="epsilon">What is added to the mean, under the root; positive in the element type, too.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no axes, or epsilon is out of range, as given or in the element type.</exception>
    /// <example><code>
    /// var block = Chain(RmsNorm(), Dense(256), Relu, Dense(64));
    /// </code></example>
    public static Layer<T, Tensor<T>, Tensor<T>> RmsNorm(int axes = 1, double epsilon = 1e-5) =>
        new(new RmsNormLink<T>(LastAxes(axes, "RmsNorm"), epsilon, Epsilon(epsilon, "RmsNorm")));

    private static int LastAxes(int axes, string layer) => axes >= 1
        ? axes
        : throw new ArgumentOutOfRangeException(nameof(axes), Invariant($"{layer}: at least 1 axis is normalised, got {axes}."));

    private static T Epsilon(double epsilon, string layer) =>
        Setting.In<T>(epsilon, nameof(epsilon), $"{layer}: epsilon is positive and finite", static x => x > 0 && double.IsFinite(x));
}

/// <summary>Normalisation over the last axes.</summary>
internal abstract record LastAxesNormLink<T>(int Axes, T Small) : NormalizationLink<T>(Small)
    where T : struct, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    protected sealed override Shape ScaleOf(Shape shape)
    {
        if (shape.Rank < Axes)
            throw new ShapeException(Invariant($"{Name}: the last {Axes} axes are normalised, but shape {shape} has {shape.Rank}."));
        var last = shape[(shape.Rank - Axes)..];
        return last.ElementCount > 0 ? last : throw new ShapeException($"{Name}: there is nothing to normalise over in the last axes of shape {shape}.");
    }

    /// <inheritdoc/>
    protected sealed override Shape Seen(Shape batch) => [batch[..(batch.Rank - Axes)].ElementCount, 1, 1, batch[(batch.Rank - Axes)..].ElementCount];
}

/// <summary>Layer normalisation.</summary>
internal sealed record LayerNormLink<T>(int Axes, double Epsilon, bool Affine, T Small) : LastAxesNormLink<T>(Axes, Small)
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "LayerNorm";

    public override string Code => Invariant($"LayerNorm({Axes}, {Epsilon}{(Affine ? "" : ", affine: false")})");

    protected override bool Scales => Affine;
}

/// <summary>Normalisation by the root of the mean square.</summary>
internal sealed record RmsNormLink<T>(int Axes, double Epsilon, T Small) : LastAxesNormLink<T>(Axes, Small)
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "RmsNorm";

    public override string Code => Invariant($"RmsNorm({Axes}, {Epsilon})");

    protected override bool Centred => false;

    protected override bool Scales => true;

    protected override bool Shifts => false;
}
