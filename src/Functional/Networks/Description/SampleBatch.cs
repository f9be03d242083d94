using System.Numerics;

namespace Functional;

/// <summary>Inputs that are made from shapes alone.</summary>
internal static class SampleBatch
{
    /// <summary>A batch of ones: a tensor, or a pair of what can be made; null of any other type.</summary>
    public static object? Of<T>(Type type, Shapes sample, int batchSize)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (!sample.IsPair)
            return type == typeof(Tensor<T>) ? Tensor.Ones<T>([batchSize, .. sample.Shape]) : null;
        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(Pair<,>))
            return null;
        var (types, (first, second)) = (type.GetGenericArguments(), sample.Both);
        return Of<T>(types[0], first, batchSize) is { } one && Of<T>(types[1], second, batchSize) is { } other
            ? Activator.CreateInstance(type, one, other)
            : null;
    }

    /// <summary>A type as C# writes it.</summary>
    public static string NameOf(Type type) => type.IsGenericType
        ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>"
        : type.Name;
}
