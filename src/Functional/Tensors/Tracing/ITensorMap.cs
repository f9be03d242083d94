using System.Numerics;

namespace Functional;

/// <summary>A function of every tensor in a value, whatever their precision; asked in the order in which the value holds them.</summary>
internal interface ITensorMap
{
    Tensor<T> Map<T>(Tensor<T> tensor)
        where T : struct, IFloatingPointIeee754<T>;

    /// <summary>A part of the value that has no tangent: indices, or a mask.</summary>
    V Other<V>(V part) => part;
}
