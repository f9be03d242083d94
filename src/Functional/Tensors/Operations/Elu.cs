using System.Numerics;
using Functional.Kernels;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>ȳ·scale where y is above 0, and ȳ·rate·(y + depth) elsewhere, this being ȳ, of the shape of y.</summary>
    internal Tensor<T> EluBack(Tensor<T> y, EluBackOperation<T> rule) => ZipLane(this, y, rule, new EluBackLane<T>(rule.Scale, rule.Depth, rule.Rate));
}

/// <summary>
/// scale·x where x is above 0, and depth·(e^rate·x − 1) elsewhere: ELU, CELU and SELU. x̄ = ȳ·scale where y is above 0, and ȳ·rate·(y + depth) elsewhere. No
/// setting is negative.
/// </summary>
internal sealed record EluOperation<T>(T Scale, T Depth, T Rate) : Activation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override (string Name, object Value)[] Attributes => [("scale", Scale), ("depth", Depth), ("rate", Rate)];

    public override void Run(ReadOnlySpan<T> x, Span<T> y) => EluKernel.Run(x, y, Scale, Depth, Rate);

    public override Tensor<T> Back(Tensor<T> dy, Tensor<T> remembered) => dy.EluBack(remembered, new(Scale, Depth, Rate));
}

/// <summary>The way back of an ELU: to ȳ the same again, to y d̄·ȳ·rate where y is not above 0.</summary>
internal sealed record EluBackOperation<T>(T Scale, T Depth, T Rate) : ActivationBack<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override (string Name, object Value)[] Attributes => [("scale", Scale), ("depth", Depth), ("rate", Rate)];

    public override Tensor<T> Apply(Tensor<T> first, Tensor<T> second) => first.EluBack(second, this);

    public override Func<Tensor<T>, Tensor<T>> PullbackToSecond(Tensor<T> first, Tensor<T> second, Tensor<T> y) => ToOutput(first, second, Rate);

    private static Func<Tensor<T>, Tensor<T>> ToOutput(Tensor<T> dy, Tensor<T> output, T rate) =>
        d => Tensor.Where(output.Greater(T.Zero), T.Zero, d * dy * rate);
}

/// <summary>ȳ·scale where y is above 0, and ȳ·rate·(y + depth) elsewhere.</summary>
internal readonly struct EluBackLane<T>(T scale, T depth, T rate) : ILanePair<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public T Of(T x, T y) => x * (y > T.Zero ? scale : rate * (y + depth));

    public Vector<T> Of(Vector<T> x, Vector<T> y) => x * Vector.ConditionalSelect(
        Vector.GreaterThan(y, Vector<T>.Zero), new Vector<T>(scale), new Vector<T>(rate) * (y + new Vector<T>(depth)));
}
