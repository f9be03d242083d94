using System.Numerics;
using Functional.Kernels;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>ȳ where y is above 0, and ȳ·slope elsewhere, this being ȳ, of the shape of y.</summary>
    internal Tensor<T> LeakyReluBack(Tensor<T> y, T slope) => ZipLane(this, y, new LeakyReluBackOperation<T>(slope), new LeakyReluBackLane<T>(slope));
}

/// <summary>x where it is above 0, and slope·x elsewhere, with a slope that is not negative; x̄ = ȳ where y is above 0, and ȳ·slope elsewhere.</summary>
internal sealed record LeakyReluOperation<T>(T Slope) : Activation<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override (string Name, object Value)[] Attributes => [("slope", Slope)];

    public override void Run(ReadOnlySpan<T> x, Span<T> y) => Lanes.Run(x, y, new LeakyReluLane<T>(Slope));

    public override Tensor<T> Back(Tensor<T> dy, Tensor<T> remembered) => dy.LeakyReluBack(remembered, Slope);
}

/// <summary>The way back of a leaky ReLU: to ȳ the same again, to y nothing.</summary>
internal sealed record LeakyReluBackOperation<T>(T Slope) : ActivationBack<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override (string Name, object Value)[] Attributes => [("slope", Slope)];

    public override Tensor<T> Apply(Tensor<T> first, Tensor<T> second) => first.LeakyReluBack(second, Slope);

    public override Func<Tensor<T>, Tensor<T>>? PullbackToSecond(Tensor<T> first, Tensor<T> second, Tensor<T> y) => null;
}

/// <summary>x where it is above 0, and slope·x elsewhere.</summary>
internal readonly struct LeakyReluLane<T>(T slope) : ILane<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public T Of(T x) => x > T.Zero ? x : x * slope;

    public Vector<T> Of(Vector<T> x) => Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<T>.Zero), x, x * new Vector<T>(slope));
}

/// <summary>ȳ where y is above 0, NaN where it is NaN, and ȳ·slope elsewhere.</summary>
internal readonly struct LeakyReluBackLane<T>(T slope) : ILanePair<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public T Of(T x, T y) => y > T.Zero ? x : T.IsNaN(y) ? y : x * slope;

    public Vector<T> Of(Vector<T> x, Vector<T> y) => Vector.ConditionalSelect(
        Vector.GreaterThan(y, Vector<T>.Zero), x, Vector.ConditionalSelect(Vector.Equals(y, y), x * new Vector<T>(slope), y));
}
