using System.Numerics;

namespace Functional;

public static partial class GradientTransformations<T>
{
    /// <summary>
    /// An average of the parameters beside them, which does not change the steps: θ̄ ← decay·θ̄ + (1 − decay)·θ, from the first parameters on. It is at
    /// <see cref="Optimizer.AverageOf"/>. It does not matter where in a chain it stands.
    /// </summary>
    /// <param name="decay">How much of the average stays, in [0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">It is out of range, as given or in the element type.</exception>
    public static Optimizer<T> AverageParameters(double decay)
    {
        Setting.In<T>(decay, nameof(decay), "AverageParameters: the decay is at least 0 and below 1", static x => x is >= 0 and < 1);
        return new ExponentialAverage<T>(decay);
    }

    /// <summary>
    /// The mean of the parameters after each step from some step on, beside them: Polyak and Juditsky, 1992; Izmailov et al., "Averaging weights leads to wider optima",
    /// 2018. Before that it is the parameters themselves. It is at <see cref="Optimizer.AverageOf"/>.
    /// </summary>
    /// <param name="from">After how many steps the mean begins; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static Optimizer<T> MeanOfParameters(long from = 0) => from >= 0
        ? new MeanOfParameters<T>(from)
        : throw new ArgumentOutOfRangeException(nameof(from), Invariant($"MeanOfParameters: it begins after at least 0 steps, got {from}."));
}

/// <summary>θ̄ ← θ̄ + (1 − share)·(θ − θ̄).</summary>
internal abstract record AverageOfParameters<T> : ParameterTransformation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public const string Branch = "average";

    public sealed override string Name => Branch;

    internal sealed override bool Remembers => true;

    public sealed override TensorTree<T> Initialize(TensorTree<T> parameters) => TensorTree<T>.Of((Branch, parameters));

    public sealed override (TensorTree<T> Parameters, TensorTree<T> Moments) Finish(TensorTree<T> before, TensorTree<T> after, TensorTree<T> moments, UpdateStep at)
    {
        var share = T.CreateChecked(ShareAt(at.Index));
        return (after, TensorTree<T>.Of((Branch, moments.Child(Branch).Zip(after, (so, next) => share == T.One ? next : so + (next - so) * share))));
    }

    /// <summary>How much of the new parameters comes into the average.</summary>
    protected abstract double ShareAt(long step);
}

internal sealed record ExponentialAverage<T>(double Decay) : AverageOfParameters<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Code => Invariant($"AverageParameters({Decay})");

    protected override double ShareAt(long step) => 1 - Decay;
}

internal sealed record MeanOfParameters<T>(long From) : AverageOfParameters<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Code => Invariant($"MeanOfParameters({From})");

    protected override double ShareAt(long step) => step < From ? 1 : 1.0 / (step - From + 1);
}
