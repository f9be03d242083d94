using System.Numerics;

namespace Functional;

/// <summary>A value whose tensors are shapes alone: it keeps no numbers.</summary>
internal sealed class Skeleton : ITensorMap
{
    public static readonly Skeleton Of = new();

    public Tensor<T> Map<T>(Tensor<T> tensor)
        where T : struct, IFloatingPointIeee754<T> => Symbol.Of<T>(tensor.Shape);
}
