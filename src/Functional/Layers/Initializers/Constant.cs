using System.Numerics;

namespace Functional;

public static partial class Initializers
{
    /// <summary>All weights the same number.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="value">The number.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not finite, as given or in the element type.</exception>
    public static WeightInitializer<T> Constant<T>(double value)
        where T : struct, IFloatingPointIeee754<T>
    {
        var each = Setting.In<T>(value, nameof(value), "Constant: the number is finite", double.IsFinite);
        return (_, shape, _, _) => Tensor.Full(shape, each);
    }
}
