namespace Functional;

/// <summary>Types as C# writes them.</summary>
internal static class CSharpName
{
    /// <summary>The name of a type: <c>Pair&lt;Tensor&lt;float&gt;, Indices&gt;</c>.</summary>
    public static string Of<V>() => Of(typeof(V));

    /// <summary>The name of a type.</summary>
    public static string Of(Type type) => type == typeof(float) ? "float"
        : type == typeof(double) ? "double"
        : type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>"
        : type.Name;
}
