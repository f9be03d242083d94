using System.Collections.Immutable;

namespace Functional.IO;

/// <summary>What a header says of one tensor: its type, its axes, and which bytes after the header are its numbers.</summary>
internal sealed record Entry(string Name, NumberType Type, ImmutableArray<ulong> Axes, ulong Begin, ulong End)
{
    /// <summary>How many bytes tensors of a type and shape take.</summary>
    /// <exception cref="InvalidDataException">The sizes overflow, or the last byte is not filled.</exception>
    public static ulong BytesOf(string name, NumberType type, ImmutableArray<ulong> axes)
    {
        try
        {
            var bits = checked(axes.Aggregate(1UL, static (product, axis) => checked(product * axis)) * (ulong)type.Bits);
            return bits % 8 == 0 ? bits / 8
                : throw new InvalidDataException(Invariant($"the tensor '{name}' of type {type} and shape {Written(axes)} ends within a byte"));
        }
        catch (OverflowException)
        {
            throw new InvalidDataException($"the tensor '{name}' of type {type} and shape {Written(axes)} has more bytes than 64 bits can count");
        }
    }

    /// <summary>The shape as the library's.</summary>
    /// <exception cref="InvalidDataException">It has more elements than a tensor can have.</exception>
    public Shape Shape
    {
        get
        {
            try
            {
                return Shape.Create([.. Axes.Select(static axis => checked((int)axis))]);
            }
            catch (Exception problem) when (problem is OverflowException or ShapeException)
            {
                throw new InvalidDataException(Invariant($"the tensor '{Name}' of shape {Written(Axes)} is larger than a tensor can be: {int.MaxValue} elements"));
            }
        }
    }

    public bool Equals(Entry? other) => other is not null && Name == other.Name && Type == other.Type && Begin == other.Begin && End == other.End
        && Axes.AsSpan().SequenceEqual(other.Axes.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Name, Type, Begin, End);

    public override string ToString() => Invariant($"{Name}: {Type} {Written(Axes)}, bytes {Begin} to {End}");

    internal static string Written(ImmutableArray<ulong> axes) => $"[{string.Join(", ", axes.Select(static axis => Invariant($"{axis}")))}]";
}
