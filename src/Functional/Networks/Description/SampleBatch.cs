using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Functional;

/// <summary>Inputs that are made from shapes alone.</summary>
[RequiresUnreferencedCode("Pairs are made by their types.")]
internal static class SampleBatch
{
    /// <summary>A batch of ones, of zeros where it is indices, and whole where it is a mask: a tensor, or a pair of what can be made; null of any other type.</summary>
    public static object? Of<T>(Type type, Shapes sample, int batchSize)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (!sample.IsPair)
            return type == typeof(Tensor<T>) ? Tensor.Ones<T>([batchSize, .. sample.Shape])
                : type == typeof(Indices) ? Of(batchSize, sample, 0, Indices.Of)
                : type == typeof(Mask) ? Of(batchSize, sample, true, Mask.Of) : null;
        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(Pair<,>))
            return null;
        var (types, (first, second)) = (type.GetGenericArguments(), sample.Both);
        return Of<T>(types[0], first, batchSize) is { } one && Of<T>(types[1], second, batchSize) is { } other
            ? Activator.CreateInstance(type, one, other)
            : null;
    }

    private delegate R Maker<E, R>(Shape shape, params ReadOnlySpan<E> values);

    private static R Of<E, R>(int batchSize, Shapes sample, E value, Maker<E, R> make)
    {
        Shape shape = [batchSize, .. sample.Shape];
        return make(shape, [.. Enumerable.Repeat(value, shape.ElementCount)]);
    }
}
