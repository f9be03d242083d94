using System.Globalization;
using System.Runtime.CompilerServices;

namespace Functional.Outside;

/// <summary>v ← stays·v + g, and v goes on.</summary>
public sealed record OwnMomentum(float Stays) : ElementwiseTransformation<float, OwnVelocity>
{
    public override string Name => "own";

    public override string Code => string.Create(CultureInfo.InvariantCulture, $"OwnMomentum({Stays})");

    /// <summary>θ ← θ − rate·v.</summary>
    public static Optimizer<float> Of(float rate, float stays) => new Optimizer<float>(new OwnMomentum(stays)).Then(GradientTransformations<float>.ScaleBy(rate));

    protected override OwnVelocity RuleAt(long index) => new(Stays);
}

/// <summary>The rule alone; the library's loop runs it over donated memory, in one pass with the rate.</summary>
public readonly record struct OwnVelocity(Spread<float> Stays) : IUpdateRule<float>
{
    public static int Moments => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V, A>(V update, V parameter, ref V first, ref V second, ref V third)
        where A : IArithmetic<float, V> => first = A.MultiplyAdd(A.Number(Stays), first, update);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Stays}");
}
