using System.Numerics;

namespace Functional;

/// <summary>Takes the cotangents of tensors that follow each other on a tape; zeros where nothing came.</summary>
/// <param name="cotangents">The cotangents.</param>
/// <param name="first">Where the first one lies.</param>
internal sealed class CotangentsOut(TapeCotangents cotangents, int first) : ITensorMap
{
    private int at = first;

    public Tensor<T> Map<T>(Tensor<T> tensor)
        where T : struct, IFloatingPointIeee754<T> => cotangents.Of<T>(at++) ?? Tensor.Zeros<T>(tensor.Shape);
}
