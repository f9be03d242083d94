using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional;

public static partial class GradientTransformations<T>
{
    /// <summary>Each number of u brought into [−limit, limit].</summary>
    /// <param name="limit">The limit; positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not positive, as given or in the element type.</exception>
    public static Optimizer<T> ClipByValue(double limit)
    {
        Setting.In<T>(limit, nameof(limit), "ClipByValue: the limit is positive and finite", static x => x > 0 && double.IsFinite(x));
        return new ClipByValue<T>(limit);
    }
}

internal sealed record ClipByValue<T>(double Limit) : ElementwiseTransformation<T, ClipRule<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "clip";

    public override string Code => Invariant($"ClipByValue({Limit})");

    protected override ClipRule<T> RuleAt(long index) => new(T.CreateChecked(Limit));
}

internal readonly record struct ClipRule<T>(Spread<T> Limit) : IUpdateRule<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static int Moments => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V, A>(V update, V parameter, ref V first, ref V second, ref V third)
        where A : IArithmetic<T, V> => A.Maximum(A.Minimum(update, A.Number(Limit)), A.Number(-Limit.Value));
}
