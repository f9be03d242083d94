using System.Numerics;

namespace Functional;

public static partial class GradientTransformations<T>
{
    /// <summary>
    /// u ← u + decay·θ. After a transformation like <see cref="ScaleByAdam"/> the decay is decoupled from the gradient (Loshchilov and Hutter, ICLR 2019); before it,
    /// it is the gradient of decay/2·‖θ‖².
    /// </summary>
    /// <param name="decay">The decay, not negative at any step; a number or a <see cref="Schedule"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is always negative.</exception>
    /// <example><code>
    /// var adamW = ScaleByAdam().Then(AddDecayedWeights(1e-2).Where(Paths.EndsWith("weight"))).Then(ScaleBy(1e-3));
    /// </code></example>
    public static Optimizer<T> AddDecayedWeights(Schedule decay)
    {
        ArgumentNullException.ThrowIfNull(decay);
        if (decay.Always is { } always)
            Setting.In<T>(always, nameof(decay), "AddDecayedWeights: the decay is not negative and finite", static x => x >= 0 && double.IsFinite(x));
        return new AddDecayedWeights<T>(decay);
    }
}

internal sealed record AddDecayedWeights<T>(Schedule Decay) : AffineTransformation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "decay";

    public override string Code => Written($"AddDecayedWeights({Decay})");

    protected override AffineStep<T> StepAt(long index) => Decay.At(index) is >= 0 and var decay
        ? new(1, decay)
        : throw new InvalidOperationException(Invariant($"AddDecayedWeights: the decay {Decay} is {Decay.At(index)} at step {index}; it is not negative."));
}
