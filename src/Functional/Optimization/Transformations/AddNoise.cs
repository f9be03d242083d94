using System.Numerics;

namespace Functional;

public static partial class GradientTransformations<T>
{
    /// <summary>
    /// Normal noise added to u: the same key gives the same noise, whatever the names of other parameters are. Neelakantan et al., "Adding gradient noise improves learning for
    /// very deep networks", 2015, let its deviation fall as √(η / (1 + t)^0.55).
    /// </summary>
    /// <param name="deviation">The standard deviation, not negative at any step; a number or a <see cref="Schedule"/>.</param>
    /// <param name="key">The key of the noise.</param>
    /// <exception cref="ArgumentOutOfRangeException">The deviation is always negative.</exception>
    public static Optimizer<T> AddNoise(Schedule deviation, Key key)
    {
        ArgumentNullException.ThrowIfNull(deviation);
        if (deviation.Always is { } always)
            Setting.In<T>(always, nameof(deviation), "AddNoise: the deviation is not negative and finite", static x => x >= 0 && double.IsFinite(x));
        return new AddNoise<T>(deviation, key);
    }
}

internal sealed record AddNoise<T>(Schedule Deviation, Key Key) : GradientTransformation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "noise";

    public override string Code => $"AddNoise({Deviation}, {Key})";

    public override Transformed<T> Apply(TensorTree<T> updates, TensorTree<T> moments, TensorTree<T> parameters, UpdateStep at)
    {
        var deviation = Deviation.At(at.Index);
        if (deviation < 0)
            throw new InvalidOperationException(Invariant($"AddNoise: the deviation {Deviation} is {deviation} at step {at.Index}; it is not negative."));
        var key = Key.Split(Invariant($"step {at.Index}"));
        return new(updates.Map((path, leaf) => leaf + key.Split(path).Normal<T>(leaf.Shape) * T.CreateChecked(deviation)), moments);
    }
}
