using System.Collections;
using System.Runtime.CompilerServices;

namespace Functional;

/// <summary>
/// The sizes of a tensor's axes, outermost first: <c>[2, 3]</c> is a matrix of two rows and three columns, <c>[]</c> a number.
/// Immutable; two shapes with the same sizes are equal. Written as a collection expression: <c>Shape s = [2, 3];</c>
/// </summary>
[CollectionBuilder(typeof(Shape), nameof(Create))]
public sealed class Shape : IEquatable<Shape>, IReadOnlyList<int>
{
    private readonly int[] sizes;

    private Shape(int[] sizes, int length) => (this.sizes, ElementCount) = (sizes, length);

    /// <summary>The shape of a number: no axes, one element.</summary>
    public static Shape Scalar { get; } = new([], 1);

    /// <summary>How many axes there are.</summary>
    public int Rank => sizes.Length;

    /// <summary>How many elements a tensor of this shape has: the product of the sizes, 1 for a number.</summary>
    public int ElementCount { get; }

    /// <summary>How many sizes there are: the same as <see cref="Rank"/>. Patterns and spreads ask for it: <c>shape is [var rows, _]</c>.</summary>
    public int Count => sizes.Length;

    /// <summary>The sizes as a span, outermost first.</summary>
    public ReadOnlySpan<int> Sizes => sizes;

    /// <summary>The size of one axis.</summary>
    /// <param name="axis">The axis from 0, outermost first.</param>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    public int this[int axis] => (uint)axis < (uint)sizes.Length
        ? sizes[axis]
        : throw new ShapeException(Invariant($"Shape {this} has no axis {axis}: its rank is {Rank}."));

    /// <summary>The size of one axis; <c>^1</c> is the last.</summary>
    /// <param name="axis">The axis, from either end.</param>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    public int this[Index axis] => this[axis.GetOffset(Rank)];

    /// <summary>The shape of some neighbouring axes: <c>shape[..^1]</c> is all but the last.</summary>
    /// <param name="axes">Which axes.</param>
    /// <exception cref="ShapeException">There are no such axes.</exception>
    public Shape this[Range axes]
    {
        get
        {
            var (start, end) = (axes.Start.GetOffset(Rank), axes.End.GetOffset(Rank));
            return 0 <= start && start <= end && end <= Rank
                ? Create(sizes.AsSpan(start..end))
                : throw new ShapeException(Invariant($"Shape {this} has no axes {axes}: its rank is {Rank}."));
        }
    }

    /// <summary>Makes a shape of the given sizes.</summary>
    /// <param name="sizes">The sizes, outermost first; zero is allowed, a negative size is not.</param>
    /// <exception cref="ShapeException">A size is negative, or the sizes other than zero have a product of more than 2³¹ − 1.</exception>
    public static Shape Create(params ReadOnlySpan<int> sizes)
    {
        if (sizes.IsEmpty)
            return Scalar;
        var (length, empty) = (1L, false);
        foreach (var size in sizes)
        {
            if (size < 0)
                throw new ShapeException(Invariant($"Shape {sizes.InBrackets()} has an axis of negative size {size}."));
            empty |= size == 0;
            length *= Math.Max(size, 1);        // so that any part of a valid shape is valid, whatever the order
            if (length > int.MaxValue)
                throw new ShapeException(Invariant($"Shape {sizes.InBrackets()} has more than {int.MaxValue} elements."));
        }
        return new(sizes.ToArray(), empty ? 0 : (int)length);
    }

    /// <summary>The axis that a number means, where −1 is the last.</summary>
    /// <param name="axis">From −rank to rank − 1.</param>
    /// <returns>The axis counted from 0.</returns>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    public int Axis(int axis) => axis >= -Rank && axis < Rank
        ? axis < 0 ? axis + Rank : axis
        : throw new ShapeException(Invariant($"Shape {this} has no axis {axis}: its rank is {Rank}."));

    /// <summary>The same shape with one axis of another size.</summary>
    /// <param name="axis">The axis; −1 is the last.</param>
    /// <param name="size">Its new size.</param>
    public Shape With(int axis, int size)
    {
        var changed = sizes.ToArray();
        changed[Axis(axis)] = size;
        return Create(changed);
    }

    /// <summary>The same shape with a last axis that is the sum of several.</summary>
    /// <exception cref="ShapeException">The sum is more than an axis can have.</exception>
    internal Shape WithLast(long size, string operation) => size <= int.MaxValue
        ? With(-1, (int)size)
        : throw new ShapeException(FormattableString.Invariant(
            $"{operation}: the last axes add up to {size}, more than {int.MaxValue}; the first shape is {this}."));

    /// <summary>These axes, then those of another shape: <c>[2].Then([3, 4])</c> is <c>[2, 3, 4]</c>.</summary>
    /// <param name="inner">The axes to append.</param>
    public Shape Then(Shape inner) => [.. sizes, .. inner.sizes];

    /// <summary>
    /// The shape that two operands take together by NumPy's rule: aligned at the last axis, sizes agree or one of them is 1.
    /// </summary>
    /// <param name="left">The left operand's shape.</param>
    /// <param name="right">The right operand's shape.</param>
    /// <returns>The common shape, or null where there is none.</returns>
    public static Shape? Broadcast(Shape left, Shape right)
    {
        var rank = Math.Max(left.Rank, right.Rank);
        Span<int> common = stackalloc int[rank];
        for (var fromEnd = 1; fromEnd <= rank; fromEnd++)
        {
            var l = fromEnd <= left.Rank ? left[^fromEnd] : 1;
            var r = fromEnd <= right.Rank ? right[^fromEnd] : 1;
            if (l != r && l != 1 && r != 1)
                return null;
            common[^fromEnd] = l == 1 ? r : l;
        }
        return Create(common);
    }

    /// <summary>For each axis, how far apart its neighbours lie in row-major memory.</summary>
    internal int[] Strides()
    {
        var strides = new int[Rank];
        for (int axis = Rank - 1, step = 1; axis >= 0; step *= sizes[axis--])
            strides[axis] = step;
        return strides;
    }

    /// <inheritdoc/>
    public bool Equals(Shape? other) => ReferenceEquals(this, other) || (other is not null && sizes.AsSpan().SequenceEqual(other.sizes));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Shape);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var size in sizes)
            hash.Add(size);
        return hash.ToHashCode();
    }

    /// <summary>Whether two shapes have the same sizes.</summary>
    /// <param name="left">One shape.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(Shape? left, Shape? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether two shapes differ.</summary>
    /// <param name="left">One shape.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(Shape? left, Shape? right) => !(left == right);

    /// <summary>The sizes in brackets: <c>[2, 3]</c>.</summary>
    public override string ToString() => Sizes.InBrackets();

    /// <summary>The sizes, outermost first.</summary>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)sizes).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => sizes.GetEnumerator();
}
