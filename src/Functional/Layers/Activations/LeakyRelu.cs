using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>x ↦ x where it is above 0, and slope·x elsewhere, any shape. At 0 the derivative is taken to be the slope. Maas, Hannun and Ng, 2013.</summary>
    /// <param name="slope">The slope below 0; at least 0 and finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The slope is negative or not finite, as given or in the element type.</exception>
    public static Layer<T, Tensor<T>, Tensor<T>> LeakyRelu(double slope = 0.01) =>
        new(new LeakyReluLink<T>(slope, Setting.In<T>(slope, nameof(slope), "LeakyRelu: the slope is at least 0 and finite", static x => x >= 0 && double.IsFinite(x))));
}

/// <summary>x ↦ x where it is above 0, and slope·x elsewhere.</summary>
internal sealed record LeakyReluLink<T>(double Slope, T Rounded) : ActivationLink<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => Invariant($"LeakyRelu({Slope})");

    public override Activation<T> Function { get; } = new LeakyReluOperation<T>(Rounded);
}
