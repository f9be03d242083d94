using System.Numerics;

namespace Functional;

public static partial class GradientTransformations<T>
{
    /// <summary>
    /// Steps whose gradient has a number that is NaN or infinite are left out: nothing moves in them, and what comes after this has no part in them. Without it a run stops
    /// there, and says where the number arose. It belongs before all others.
    /// </summary>
    public static Optimizer<T> SkipNonFinite { get; } = new SkipNonFinite<T>();
}

internal sealed record SkipNonFinite<T> : GradientTransformation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "skip";

    public override string Code => "SkipNonFinite";

    public override bool AcceptsNonFinite => true;

    public override Transformed<T> Apply(TensorTree<T> updates, TensorTree<T> moments, TensorTree<T> parameters, UpdateStep at) => new(updates.IsFinite ? updates : null, moments);
}
