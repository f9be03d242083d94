using System.Collections.Immutable;

namespace Functional;

/// <summary>Elements of any type with axes: what indices and masks are made of. Immutable, equal by value.</summary>
/// <param name="name">What it is, for messages.</param>
/// <param name="elements">All elements in row-major order.</param>
/// <param name="shape">The sizes of the axes.</param>
internal sealed class ShapedArray<E>(string name, ImmutableArray<E> elements, Shape shape) : IEquatable<ShapedArray<E>>
    where E : struct, IEquatable<E>
{
    public Shape Shape => shape;

    public ReadOnlySpan<E> Span => elements.AsSpan();

    public ImmutableArray<E> Elements => elements;

    public int RowCount => shape.Rank > 0 ? shape[0] : throw new ShapeException($"{name} without axes have no rows.");

    /// <summary>Elements of a shape.</summary>
    /// <exception cref="ShapeException">There are more or fewer than the shape has.</exception>
    public static ShapedArray<E> Of(string name, Shape shape, ReadOnlySpan<E> elements) => elements.Length == shape.ElementCount
        ? new(name, [.. elements], shape)
        : throw new ShapeException(Invariant($"{name}: shape {shape} has {shape.ElementCount} elements, got {elements.Length}."));

    /// <summary>One element.</summary>
    /// <exception cref="ShapeException">There is no such place.</exception>
    public E At(ReadOnlySpan<Index> index)
    {
        if (index.Length != shape.Rank)
            throw new ShapeException(Invariant($"{name} of shape {shape} have {shape.Rank} axes, but {index.Length} places were given."));
        var at = 0;
        for (var axis = 0; axis < index.Length; axis++)
        {
            var place = index[axis].GetOffset(shape[axis]);
            at = (uint)place < (uint)shape[axis]
                ? at * shape[axis] + place
                : throw new ShapeException(Invariant($"{name} of shape {shape} have no place {place} on axis {axis}."));
        }
        return elements[at];
    }

    /// <summary>Chosen rows in the given order.</summary>
    /// <exception cref="ShapeException">There is no such row.</exception>
    public ShapedArray<E> TakeRows(ReadOnlySpan<int> rows)
    {
        var count = RowCount;
        var length = shape[1..].ElementCount;
        var taken = ImmutableArray.CreateBuilder<E>(rows.Length * length);
        foreach (var row in rows)
            taken.AddRange((uint)row < (uint)count
                ? Span.Slice(row * length, length)
                : throw new ShapeException(Invariant($"TakeRows: there is no row {row} in {name} of shape {shape}.")));
        return new(name, taken.MoveToImmutable(), shape.With(0, rows.Length));
    }

    public ShapedArray<E> Map(Func<E, E> function) => new(name, [.. elements.Select(function)], shape);

    /// <summary>A function of each two elements in one place.</summary>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public ShapedArray<E> Zip(ShapedArray<E> other, Func<E, E, E> function)
    {
        Expect(other);
        return new(name, [.. elements.Zip(other.Elements, function)], shape);
    }

    /// <summary>Refuses another shape.</summary>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public void Expect(ShapedArray<E> other)
    {
        if (!shape.Equals(other.Shape))
            throw new ShapeException($"{name} of shape {shape} and of shape {other.Shape} do not go together.");
    }

    public bool Equals(ShapedArray<E>? other) => other is not null && shape.Equals(other.Shape) && Span.SequenceEqual(other.Span);

    public override bool Equals(object? obj) => Equals(obj as ShapedArray<E>);

    public override int GetHashCode() => elements.Aggregate(shape.GetHashCode(), HashCode.Combine);
}
