using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional;

public static partial class GradientTransformations<T>
{
    /// <summary>v ← v + u², u ← u / (√v + ε). Duchi, Hazan and Singer, JMLR 12, 2011.</summary>
    /// <param name="initial">v before the first step; not negative.</param>
    /// <param name="epsilon">ε, what is added to the root; positive in the element type, too.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range, as given or in the element type.</exception>
    public static Optimizer<T> ScaleByAdagrad(double initial = 0, double epsilon = 1e-10)
    {
        Setting.In<T>(initial, nameof(initial), "Adagrad: the initial value is not negative and finite", static x => x >= 0 && double.IsFinite(x));
        Setting.In<T>(epsilon, nameof(epsilon), "Adagrad: ε is positive and finite", static x => x > 0 && double.IsFinite(x));
        return new ScaleByAdagrad<T>(initial, epsilon);
    }
}

internal sealed record ScaleByAdagrad<T>(double First, double Epsilon) : ElementwiseTransformation<T, AdagradRule<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "adagrad";

    public override string Code => Invariant($"ScaleByAdagrad({First}, {Epsilon})");

    protected override T Start => T.CreateChecked(First);

    protected override AdagradRule<T> RuleAt(long index) => new(T.CreateChecked(Epsilon));
}

internal readonly record struct AdagradRule<T>(Spread<T> Epsilon) : IUpdateRule<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static int Moments => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V, A>(V update, V parameter, ref V first, ref V second, ref V third)
        where A : IArithmetic<T, V>
    {
        first = A.MultiplyAdd(update, update, first);
        return A.Divide(update, A.Add(A.SquareRoot(first), A.Number(Epsilon)));
    }
}
