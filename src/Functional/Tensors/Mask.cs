using System.Collections;
using System.Runtime.CompilerServices;

namespace Functional;

/// <summary>
/// Which elements are there, with any number of axes, <c>[batch, …]</c>: the words of texts of different lengths, what may be attended to. True is there.
/// Immutable, equal by value; one of one axis is written <c>Mask mask = [true, true, false];</c>
/// <para>
/// It has no tangent: as a vector space it is one of dimension 0, in which every element is its own zero. So a layer may take it, and what its pullback
/// returns for it is <see cref="Zero"/>.
/// </para>
/// </summary>
[CollectionBuilder(typeof(Mask), nameof(Create))]
public sealed class Mask : IVectorSpace<Mask>, IRows<Mask>, IShaped, IEnumerable<bool>, IEquatable<Mask>
{
    private readonly ShapedArray<bool> array;

    private Mask(ShapedArray<bool> array) => this.array = array;

    /// <summary>The sizes of the axes.</summary>
    public Shape Shape => array.Shape;

    /// <summary>How many elements there are, whether true or false.</summary>
    public int Length => Shape.ElementCount;

    /// <summary>How many elements are true.</summary>
    public int CountTrue => Span.Count(true);

    /// <summary>All elements in row-major order: the last axis runs fastest.</summary>
    public ReadOnlySpan<bool> Span => array.Span;

    /// <inheritdoc/>
    public int RowCount => array.RowCount;

    /// <summary>One element.</summary>
    /// <param name="index">A place on each axis.</param>
    /// <exception cref="ShapeException">There is no such place.</exception>
    public bool this[params ReadOnlySpan<Index> index] => array.At(index);

    /// <summary>A mask of one axis.</summary>
    /// <param name="values">Whether each element is there.</param>
    public static Mask Create(params ReadOnlySpan<bool> values) => Of([values.Length], values);

    /// <summary>A mask of any shape.</summary>
    /// <param name="shape">The sizes of the axes.</param>
    /// <param name="values">Whether each element is there, in row-major order.</param>
    /// <exception cref="ShapeException">There are more or fewer than the shape has.</exception>
    public static Mask Of(Shape shape, params ReadOnlySpan<bool> values) => new(ShapedArray<bool>.Of("Masks", shape, values));

    /// <summary>The mask of sequences of different lengths, <c>[batch, size]</c>: the first so many elements of each row are there.</summary>
    /// <param name="lengths">The length of each sequence, from 0 to the size.</param>
    /// <param name="size">The size of the axis of time.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length is negative or larger than the size.</exception>
    /// <example><code>
    /// var mask = Mask.OfLengths([3, 1], 4);        // [[true, true, true, false], [true, false, false, false]]
    /// </code></example>
    public static Mask OfLengths(ReadOnlySpan<int> lengths, int size)
    {
        Shape shape = [lengths.Length, size];
        var values = new bool[shape.ElementCount];
        for (var row = 0; row < lengths.Length; row++)
        {
            if (lengths[row] < 0 || lengths[row] > size)
                throw new ArgumentOutOfRangeException(
                    nameof(lengths), Invariant($"Mask: the length of sequence {row} is {lengths[row]}, which is not from 0 to the size {size}."));
            values.AsSpan(row * size, lengths[row]).Fill(true);
        }
        return Of(shape, values);
    }

    /// <summary>What is in both.</summary>
    /// <param name="left">One mask.</param>
    /// <param name="right">Another of the same shape.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Mask operator &(Mask left, Mask right) => new(left.array.Zip(right.array, static (x, y) => x && y));

    /// <summary>What is in either.</summary>
    /// <param name="left">One mask.</param>
    /// <param name="right">Another of the same shape.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Mask operator |(Mask left, Mask right) => new(left.array.Zip(right.array, static (x, y) => x || y));

    /// <summary>What is not in a mask.</summary>
    /// <param name="mask">The mask.</param>
    public static Mask operator !(Mask mask) => new(mask.array.Map(static x => !x));

    /// <inheritdoc/>
    public Mask TakeRows(params ReadOnlySpan<int> rows) => new(array.TakeRows(rows));

    /// <summary>The same mask in another shape.</summary>
    /// <param name="shape">The new shape, of as many elements.</param>
    /// <exception cref="ShapeException">The number of elements differs.</exception>
    public Mask Reshape(Shape shape) => Of(shape, Span);

    Mask IVectorSpace<Mask>.WithTensors(ITensorMap map) => map.Other(this);

    /// <summary>The mask itself: there is nothing else in the space of its tangents.</summary>
    public Mask Zero => this;

    /// <inheritdoc/>
    public int Dimension => 0;

    /// <inheritdoc/>
    public Mask Plus(Mask other)
    {
        array.Expect(other.array);
        return this;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not finite.</exception>
    public Mask Scale(double factor)
    {
        Setting.In<double>(factor, nameof(factor), "Scale: the factor is finite", double.IsFinite);
        return this;
    }

    /// <inheritdoc/>
    public double Dot(Mask other)
    {
        array.Expect(other.array);
        return 0;
    }

    /// <inheritdoc/>
    /// <exception cref="ShapeException">Always: there are no coordinates.</exception>
    public double Coordinate(int index) => throw new ShapeException(Invariant($"A mask has no coordinates, so none with number {index}."));

    /// <inheritdoc/>
    /// <exception cref="ShapeException">Always: there are no coordinates.</exception>
    public string CoordinateName(int index) => throw new ShapeException(Invariant($"A mask has no coordinates, so none with number {index}."));

    /// <inheritdoc/>
    public Mask WithCoordinates(Func<int, double> coordinate) => this;

    /// <inheritdoc/>
    public bool Equals(Mask? other) => other is not null && array.Equals(other.array);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Mask);

    /// <inheritdoc/>
    public override int GetHashCode() => array.GetHashCode();

    /// <summary>Whether shapes and all elements are equal.</summary>
    /// <param name="left">One mask.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(Mask? left, Mask? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether shapes or any elements differ.</summary>
    /// <param name="left">One mask.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(Mask? left, Mask? right) => !(left == right);

    /// <summary>All elements in row-major order.</summary>
    public IEnumerator<bool> GetEnumerator() => ((IEnumerable<bool>)array.Elements).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The shape, then the elements in aligned columns.</summary>
    public override string ToString() => ArrayText.Of("Mask", Shape, at => array.Elements[at] ? "true" : "false");
}
