using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional;

public static partial class GradientTransformations<T>
{
    /// <summary>
    /// v ← decay·v + (1 − decay)·u², u ← u / (√v + ε); centred, with v − m² for the mean square, of the mean m ← decay·m + (1 − decay)·u. Tieleman and Hinton, 2012; Graves,
    /// 2013; in the form of PyTorch.
    /// </summary>
    /// <param name="decay">How much of the averages stays, in [0, 1).</param>
    /// <param name="epsilon">ε, what is added to the root; positive in the element type, too.</param>
    /// <param name="centered">Whether the variance takes the place of the mean square.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range, as given or in the element type.</exception>
    public static Optimizer<T> ScaleByRmsProp(double decay = 0.99, double epsilon = 1e-8, bool centered = false)
    {
        Setting.In<T>(decay, nameof(decay), "RmsProp: the decay is at least 0 and below 1", static x => x is >= 0 and < 1);
        Setting.In<T>(epsilon, nameof(epsilon), "RmsProp: ε is positive and finite", static x => x > 0 && double.IsFinite(x));
        return centered ? new ScaleByCenteredRmsProp<T>(decay, epsilon) : new ScaleByRmsProp<T>(decay, epsilon);
    }
}

internal sealed record ScaleByRmsProp<T>(double Decay, double Epsilon) : ElementwiseTransformation<T, RmsPropRule<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "rmsprop";

    public override string Code => Invariant($"ScaleByRmsProp({Decay}, {Epsilon})");

    protected override RmsPropRule<T> RuleAt(long index) => new(T.CreateChecked(Decay), T.CreateChecked(1 - Decay), T.CreateChecked(Epsilon));
}

internal sealed record ScaleByCenteredRmsProp<T>(double Decay, double Epsilon) : ElementwiseTransformation<T, CenteredRmsPropRule<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "rmsprop";

    public override string Code => Invariant($"ScaleByRmsProp({Decay}, {Epsilon}, centered: true)");

    protected override CenteredRmsPropRule<T> RuleAt(long index) => new(T.CreateChecked(Decay), T.CreateChecked(1 - Decay), T.CreateChecked(Epsilon));
}

internal readonly record struct RmsPropRule<T>(Spread<T> Stays, Spread<T> Comes, Spread<T> Epsilon) : IUpdateRule<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static int Moments => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V, A>(V update, V parameter, ref V first, ref V second, ref V third)
        where A : IArithmetic<T, V>
    {
        first = A.MultiplyAdd(A.Number(Stays), first, A.Multiply(A.Multiply(A.Number(Comes), update), update));
        return A.Divide(update, A.Add(A.SquareRoot(first), A.Number(Epsilon)));
    }
}

internal readonly record struct CenteredRmsPropRule<T>(Spread<T> Stays, Spread<T> Comes, Spread<T> Epsilon) : IUpdateRule<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static int Moments => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V, A>(V update, V parameter, ref V first, ref V second, ref V third)
        where A : IArithmetic<T, V>
    {
        first = A.MultiplyAdd(A.Number(Stays), first, A.Multiply(A.Multiply(A.Number(Comes), update), update));
        second = A.MultiplyAdd(A.Number(Stays), second, A.Multiply(A.Number(Comes), update));
        // Rounding may make a variance of nothing negative.
        var variance = A.Maximum(A.Subtract(first, A.Multiply(second, second)), A.Number(T.Zero));
        return A.Divide(update, A.Add(A.SquareRoot(variance), A.Number(Epsilon)));
    }
}
