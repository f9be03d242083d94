using System.Numerics;

namespace Functional;

public static partial class Layers<T>
{
    /// <summary>x ↦ x·min(max(x + 3, 0), 6)/6, any shape. At ±3 the derivative is that of the side of infinity. Howard et al., ICCV 2019.</summary>
    public static Layer<T, Tensor<T>, Tensor<T>> HardSwish { get; } = new(new HardSwishLink<T>());
}

/// <summary>x ↦ x·min(max(x + 3, 0), 6)/6.</summary>
internal sealed record HardSwishLink<T> : TracedActivationLink<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "HardSwish";

    protected override Tensor<T> Of(Tensor<T> x) => x * (x + T.CreateChecked(3)).Clamp(T.Zero, T.CreateChecked(6)) * (T.One / T.CreateChecked(6));
}
