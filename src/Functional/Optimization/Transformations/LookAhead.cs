using System.Numerics;

namespace Functional;

public static partial class GradientTransformations<T>
{
    /// <summary>
    /// Every so many steps φ ← φ + share·(θ − φ), and θ goes on from φ: parameters that go ahead, and slow ones that follow. Zhang, Lucas, Hinton and Ba, NeurIPS 2019. It does
    /// not matter where in a chain it stands.
    /// </summary>
    /// <param name="steps">How many steps the parameters go ahead; at least 1.</param>
    /// <param name="share">How far the slow ones follow; in (0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Optimizer<T> LookAhead(int steps = 6, double share = 0.5)
    {
        if (steps < 1)
            throw new ArgumentOutOfRangeException(nameof(steps), Invariant($"LookAhead: the parameters go ahead at least 1 step, got {steps}."));
        Setting.In<T>(share, nameof(share), "LookAhead: the share is above 0 and at most 1", static x => x is > 0 and <= 1);
        return new LookAhead<T>(steps, share);
    }
}

internal sealed record LookAhead<T>(int Steps, double Share) : ParameterTransformation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "lookahead";

    public override string Code => Invariant($"LookAhead({Steps}, {Share})");

    internal override bool Remembers => true;

    public override TensorTree<T> Initialize(TensorTree<T> parameters) => TensorTree<T>.Of(("slow", parameters));

    public override (TensorTree<T> Parameters, TensorTree<T> Moments) Finish(TensorTree<T> before, TensorTree<T> after, TensorTree<T> moments, UpdateStep at)
    {
        if ((at.Index + 1) % Steps != 0)
            return (after, moments);
        var share = T.CreateChecked(Share);
        var slow = moments.Child("slow").Zip(after, (so, next) => so + (next - so) * share);
        return (slow, TensorTree<T>.Of(("slow", slow)));
    }
}
