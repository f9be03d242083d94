using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional;

public static partial class GradientTransformations<T>
{
    /// <summary>v ← decay·v + (1 − decay)·u², u ← u·√(Δ + ε) / √(v + ε), Δ ← decay·Δ + (1 − decay)·u² of the new u. Zeiler, 2012.</summary>
    /// <param name="decay">How much of the averages stays, in [0, 1).</param>
    /// <param name="epsilon">ε, what is added below both roots; positive in the element type, too.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range, as given or in the element type.</exception>
    public static Optimizer<T> ScaleByAdadelta(double decay = 0.9, double epsilon = 1e-6)
    {
        Setting.In<T>(decay, nameof(decay), "Adadelta: the decay is at least 0 and below 1", static x => x is >= 0 and < 1);
        Setting.In<T>(epsilon, nameof(epsilon), "Adadelta: ε is positive and finite", static x => x > 0 && double.IsFinite(x));
        return new ScaleByAdadelta<T>(decay, epsilon);
    }
}

internal sealed record ScaleByAdadelta<T>(double Decay, double Epsilon) : ElementwiseTransformation<T, AdadeltaRule<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "adadelta";

    public override string Code => Invariant($"ScaleByAdadelta({Decay}, {Epsilon})");

    protected override AdadeltaRule<T> RuleAt(long index) => new(T.CreateChecked(Decay), T.CreateChecked(1 - Decay), T.CreateChecked(Epsilon));
}

internal readonly record struct AdadeltaRule<T>(Spread<T> Stays, Spread<T> Comes, Spread<T> Epsilon) : IUpdateRule<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static int Moments => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V, A>(V update, V parameter, ref V first, ref V second, ref V third)
        where A : IArithmetic<T, V>
    {
        first = A.MultiplyAdd(A.Number(Stays), first, A.Multiply(A.Multiply(A.Number(Comes), update), update));
        var ratio = A.Divide(A.SquareRoot(A.Add(second, A.Number(Epsilon))), A.SquareRoot(A.Add(first, A.Number(Epsilon))));
        update = A.Multiply(update, ratio);
        second = A.MultiplyAdd(A.Number(Stays), second, A.Multiply(A.Multiply(A.Number(Comes), update), update));
        return update;
    }
}
