using System.Numerics;

namespace Functional;

/// <summary>Makes the first weights of a layer.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="key">The random key.</param>
/// <param name="shape">The shape of the weights.</param>
/// <param name="fanIn">How many inputs each output has; at least 1.</param>
/// <param name="fanOut">How many outputs each input has; at least 1.</param>
public delegate Tensor<T> WeightInitializer<T>(Key key, Shape shape, int fanIn, int fanOut)
    where T : struct, IFloatingPointIeee754<T>;
