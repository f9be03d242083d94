using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional;

public static partial class GradientTransformations<T>
{
    /// <summary>
    /// v ← momentum·v + u, and v goes on (Polyak, 1964, in the form of PyTorch), or u + momentum·v (Nesterov, 1983, in the form of Sutskever et al., ICML 2013).
    /// </summary>
    /// <param name="momentum">How much of the velocity stays, in [0, 1) at each step; a number or a <see cref="Schedule"/>.</param>
    /// <param name="nesterov">Whether the next velocity is looked at.</param>
    /// <exception cref="ArgumentOutOfRangeException">The momentum is out of range.</exception>
    public static Optimizer<T> Momentum(Schedule momentum, bool nesterov = false)
    {
        ArgumentNullException.ThrowIfNull(momentum);
        if (momentum.Always is { } always)
            Setting.In<T>(always, nameof(momentum), "Momentum: the momentum is at least 0 and below 1", static x => x is >= 0 and < 1);
        return nesterov ? new NesterovMomentum<T>(momentum) : new PolyakMomentum<T>(momentum);
    }
}

internal sealed record PolyakMomentum<T>(Schedule Momentum) : ElementwiseTransformation<T, MomentumRule<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "momentum";

    public override string Code => $"Momentum({Momentum})";

    protected override MomentumRule<T> RuleAt(long index) => new(MomentumAt(Momentum, index));

    internal static T MomentumAt(Schedule momentum, long step)
    {
        var value = momentum.At(step);
        return value >= 0 && T.CreateChecked(value) < T.One
            ? T.CreateChecked(value)
            : throw new InvalidOperationException(Invariant($"Momentum: the momentum {momentum} is {value} at step {step}; it is at least 0 and below 1."));
    }
}

internal sealed record NesterovMomentum<T>(Schedule Momentum) : ElementwiseTransformation<T, NesterovRule<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "momentum";

    public override string Code => $"Momentum({Momentum}, nesterov: true)";

    protected override NesterovRule<T> RuleAt(long index) => new(PolyakMomentum<T>.MomentumAt(Momentum, index));
}

internal readonly record struct MomentumRule<T>(Spread<T> Stays) : IUpdateRule<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static int Moments => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V, A>(V update, V parameter, ref V first, ref V second, ref V third)
        where A : IArithmetic<T, V> => first = A.MultiplyAdd(A.Number(Stays), first, update);
}

internal readonly record struct NesterovRule<T>(Spread<T> Stays) : IUpdateRule<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static int Moments => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V, A>(V update, V parameter, ref V first, ref V second, ref V third)
        where A : IArithmetic<T, V>
    {
        first = A.MultiplyAdd(A.Number(Stays), first, update);
        return A.MultiplyAdd(A.Number(Stays), first, update);
    }
}
