using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// Each sample and each group of channels (last axis), to mean 0 and (biased) variance 1 over all places and the channels of the group, then scaled and
    /// shifted: <c>[batch, …, channels]</c>. The first channels are the first group. The same in training and at inference. Parameters <c>scale</c> and
    /// <c>shift</c>, <c>[channels]</c>. Wu and He, ECCV 2018.
    /// </summary>
    /// <param name="groups">How many groups there are; they divide the channels.</param>
    /// <param name="epsilon">What is added to the variance, under the root; positive in the element type, too.</param>
    /// <param name="affine">Whether there are scales and shifts.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no groups, or epsilon is out of range, as given or in the element type.</exception>
    /// <example><code>
    /// var block = Chain(Dense(64), GroupNorm(8), Relu);
    /// </code></example>
    public static Layer<T, Tensor<T>, Tensor<T>> GroupNorm(int groups, double epsilon = 1e-5, bool affine = true) => new(new GroupNormLink<T>(
        groups >= 1 ? groups : throw new ArgumentOutOfRangeException(nameof(groups), Invariant($"GroupNorm: there is at least 1 group, got {groups}.")),
        epsilon, affine, Epsilon(epsilon, "GroupNorm")));

    /// <summary>
    /// Each sample and each channel (last axis), to mean 0 and (biased) variance 1 over all places, then scaled and shifted: <c>[batch, …, channels]</c> with at
    /// least one axis of places. The same in training and at inference. Parameters <c>scale</c> and <c>shift</c>, <c>[channels]</c>.
    /// Ulyanov, Vedaldi and Lempitsky, 2016.
    /// </summary>
    /// <param name="epsilon">What is added to the variance, under the root; positive in the element type, too.</param>
    /// <param name="affine">Whether there are scales and shifts.</param>
    /// <exception cref="ArgumentOutOfRangeException">Epsilon is out of range, as given or in the element type.</exception>
    /// <example><code>
    /// var style = Chain(Dense(64), InstanceNorm(affine: false), Relu);
    /// </code></example>
    public static Layer<T, Tensor<T>, Tensor<T>> InstanceNorm(double epsilon = 1e-5, bool affine = true) =>
        new(new InstanceNormLink<T>(epsilon, affine, Epsilon(epsilon, "InstanceNorm")));
}

/// <summary>Normalisation of channels over all places of a sample.</summary>
internal abstract record ChannelNormLink<T>(bool Affine, T Small) : NormalizationLink<T>(Small)
    where T : struct, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    protected sealed override bool Scales => Affine;

    /// <summary>How many groups so many channels make.</summary>
    protected abstract int GroupsOf(int channels);

    /// <inheritdoc/>
    protected sealed override Shape ScaleOf(Shape shape)
    {
        var channels = Layers<T>.Features(shape, Name);
        var groups = GroupsOf(channels);
        if (channels % groups != 0)
            throw new ShapeException(Invariant($"{Name}: {groups} groups do not divide the {channels} channels of shape {shape}."));
        return shape.ElementCount / groups >= 2
            ? [channels]
            : throw new ShapeException(Invariant($"{Name}: a variance is of 2 numbers or more, but with shape {shape} a group has {shape.ElementCount / groups}."));
    }

    /// <inheritdoc/>
    protected sealed override Shape Seen(Shape batch)
    {
        var groups = GroupsOf(batch[^1]);
        return [batch[0], batch[1..^1].ElementCount, groups, batch[^1] / groups];
    }
}

/// <summary>Normalisation by groups of channels.</summary>
internal sealed record GroupNormLink<T>(int Groups, double Epsilon, bool Affine, T Small) : ChannelNormLink<T>(Affine, Small)
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => Invariant($"GroupNorm({Groups})");

    public override string Code => Invariant($"GroupNorm({Groups}, {Epsilon}{(Affine ? "" : ", affine: false")})");

    protected override int GroupsOf(int channels) => Groups;
}

/// <summary>Normalisation by channel.</summary>
internal sealed record InstanceNormLink<T>(double Epsilon, bool Affine, T Small) : ChannelNormLink<T>(Affine, Small)
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "InstanceNorm";

    public override string Code => Invariant($"InstanceNorm({Epsilon}{(Affine ? "" : ", affine: false")})");

    protected override int GroupsOf(int channels) => channels;
}
