using System.Numerics;

namespace Functional;

/// <summary>What dropout multiplies by.</summary>
internal static class DropoutMask
{
    /// <summary>0 with the given probability, and elsewhere what keeps the mean.</summary>
    public static Tensor<T> Of<T>(Key key, Shape shape, double rate)
        where T : struct, IFloatingPointIeee754<T>
    {
        var kept = T.CreateChecked(1 / (1 - rate));
        return Tensor.Generate(shape, i => key.Uniform(i) < rate ? T.Zero : kept);
    }
}
