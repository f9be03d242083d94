using System.Runtime.InteropServices;

namespace Functional.IO;

/// <summary>A type of the numbers of an array in a file, as NumPy writes it: <c>f4</c> is a float of 4 bytes, <c>u1</c> a byte, <c>b1</c> true or false.</summary>
internal sealed record ArrayType(char Kind, int Bytes)
{
    public const char Float = 'f', Signed = 'i', Unsigned = 'u', Boolean = 'b';

    /// <summary>All that are read.</summary>
    public static IReadOnlyList<ArrayType> Known { get; } =
    [
        new(Boolean, 1), new(Unsigned, 1), new(Signed, 1), new(Unsigned, 2), new(Signed, 2), new(Unsigned, 4), new(Signed, 4), new(Unsigned, 8), new(Signed, 8),
        new(Float, 2), new(Float, 4), new(Float, 8),
    ];

    /// <summary>The type that tensors of <typeparamref name="T"/> are written in.</summary>
    public static ArrayType Of<T>()
        where T : struct => typeof(T) == typeof(float) || typeof(T) == typeof(double)
        ? new(Float, Marshal.SizeOf<T>())
        : throw new NotSupportedException($"Arrays of float and double are written, not of {typeof(T).Name}.");

    /// <summary>The type of a name without its byte order, or null where there is none.</summary>
    public static ArrayType? Find(string name) => Known.FirstOrDefault(type => type.ToString() == name);

    public override string ToString() => Invariant($"{Kind}{Bytes}");
}
