namespace Functional.IO;

/// <summary>
/// A type of numbers that the format knows, by the name that files write. Which there are:
/// <see href="https://github.com/huggingface/safetensors">the format's specification</see>.
/// </summary>
internal sealed record NumberType(string Name, int Bits)
{
    public static NumberType Single { get; } = new("F32", 32);

    public static NumberType Double { get; } = new("F64", 64);

    public static NumberType Half { get; } = new("F16", 16);

    /// <summary>The upper half of a <c>float</c>.</summary>
    public static NumberType Brain { get; } = new("BF16", 16);

    private static readonly NumberType[] Known =
    [
        Single, Double, Half, Brain,
        new("BOOL", 8), new("U8", 8), new("I8", 8), new("U16", 16), new("I16", 16), new("U32", 32), new("I32", 32), new("U64", 64), new("I64", 64),
        new("F8_E5M2", 8), new("F8_E4M3", 8), new("F8_E8M0", 8), new("F6_E2M3", 6), new("F6_E3M2", 6), new("F4", 4), new("C64", 64),
    ];

    /// <summary>The type of a name, or null where there is none.</summary>
    public static NumberType? Find(string name) => Known.FirstOrDefault(type => type.Name == name);

    /// <summary>The type that trees of <typeparamref name="T"/> are written in.</summary>
    public static NumberType Of<T>() => typeof(T) == typeof(float) ? Single
        : typeof(T) == typeof(double) ? Double
        : throw new NotSupportedException($"Safetensors: trees of float and double are kept, not of {typeof(T).Name}.");

    /// <summary>Whether each number of this type is one of <typeparamref name="T"/>, and is read as such.</summary>
    public bool IsReadAs<T>() => this == Of<T>() || (typeof(T) == typeof(float) && (this == Half || this == Brain));

    /// <summary>The types that are read as <typeparamref name="T"/>, for messages.</summary>
    public static string ReadAs<T>() => string.Join(", ", Known.Where(static type => type.IsReadAs<T>()).Select(static type => type.Name));

    public override string ToString() => Name;
}
