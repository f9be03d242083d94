using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Functional;

/// <summary>
/// Whole numbers from 0 with any number of axes, <c>[batch, …]</c>: the words of a text, the rows of a table. Immutable, equal by value; those of one axis
/// are written <c>Indices tokens = [5, 0, 2];</c>
/// <para>
/// They have no tangent: as a vector space they are one of dimension 0, in which every element is its own zero. So a layer may take them, and what its
/// pullback returns for them is <see cref="Zero"/>.
/// </para>
/// </summary>
[CollectionBuilder(typeof(Indices), nameof(Create))]
public sealed class Indices : IVectorSpace<Indices>, IRows<Indices>, IShaped, IEnumerable<int>, IEquatable<Indices>
{
    private readonly ShapedArray<int> array;

    private Indices(ShapedArray<int> array) => this.array = array;

    /// <summary>The sizes of the axes.</summary>
    public Shape Shape => array.Shape;

    /// <summary>How many there are.</summary>
    public int Length => Shape.ElementCount;

    /// <summary>All of them in row-major order: the last axis runs fastest.</summary>
    public ReadOnlySpan<int> Span => array.Span;

    /// <summary>The largest and one: how many rows a table that they point into has at least; 0 where there are none.</summary>
    public int Limit => Length == 0 ? 0 : array.Elements.Max() + 1;

    /// <inheritdoc/>
    public int RowCount => array.RowCount;

    /// <summary>One of them.</summary>
    /// <param name="index">A place on each axis.</param>
    /// <exception cref="ShapeException">There is no such place.</exception>
    public int this[params ReadOnlySpan<Index> index] => array.At(index);

    /// <summary>Indices of one axis.</summary>
    /// <param name="values">The numbers, not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or 2³¹ − 1. What is not there is said by a <see cref="Mask"/>.</exception>
    public static Indices Create(params ReadOnlySpan<int> values) => Of([values.Length], values);

    /// <summary>Indices of any shape.</summary>
    /// <param name="shape">The sizes of the axes.</param>
    /// <param name="values">The numbers in row-major order, not negative.</param>
    /// <exception cref="ShapeException">There are more or fewer than the shape has.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or 2³¹ − 1. What is not there is said by a <see cref="Mask"/>.</exception>
    public static Indices Of(Shape shape, params ReadOnlySpan<int> values)
    {
        for (var i = 0; i < values.Length; i++)
            if (values[i] is < 0 or int.MaxValue)
                throw new ArgumentOutOfRangeException(nameof(values), Invariant(
                    $"Index {i} is {values[i]}: indices are numbered from 0 to {int.MaxValue - 1}. What is not there is said by a mask."));
        return new(ShapedArray<int>.Of("Indices", shape, values));
    }

    /// <summary>The classes of samples as indices.</summary>
    /// <param name="labels">The labels.</param>
    public static implicit operator Indices(Labels labels) => Create(labels.Span);

    /// <summary>Indices of one axis as the classes of samples.</summary>
    /// <param name="indices">The indices, of shape <c>[samples]</c>.</param>
    /// <exception cref="ShapeException">There are more axes than one, or none.</exception>
    public static explicit operator Labels(Indices indices) => indices.Shape.Rank == 1
        ? Labels.Create(indices.Span)
        : throw new ShapeException($"Labels have one axis, but these indices have shape {indices.Shape}.");

    /// <inheritdoc/>
    public Indices TakeRows(params ReadOnlySpan<int> rows) => new(array.TakeRows(rows));

    /// <summary>The same indices in another shape.</summary>
    /// <param name="shape">The new shape, of as many elements.</param>
    /// <exception cref="ShapeException">The number of elements differs.</exception>
    public Indices Reshape(Shape shape) => Of(shape, Span);

    Indices IVectorSpace<Indices>.WithTensors(ITensorMap map) => map.Other(this);

    /// <summary>The indices themselves: there is nothing else in the space of their tangents.</summary>
    public Indices Zero => this;

    /// <inheritdoc/>
    public int Dimension => 0;

    /// <inheritdoc/>
    public Indices Plus(Indices other)
    {
        array.Expect(other.array);
        return this;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not finite.</exception>
    public Indices Scale(double factor)
    {
        Setting.In<double>(factor, nameof(factor), "Scale: the factor is finite", double.IsFinite);
        return this;
    }

    /// <inheritdoc/>
    public double Dot(Indices other)
    {
        array.Expect(other.array);
        return 0;
    }

    /// <inheritdoc/>
    /// <exception cref="ShapeException">Always: there are no coordinates.</exception>
    public double Coordinate(int index) => throw new ShapeException(Invariant($"Indices have no coordinates, so none with number {index}."));

    /// <inheritdoc/>
    /// <exception cref="ShapeException">Always: there are no coordinates.</exception>
    public string CoordinateName(int index) => throw new ShapeException(Invariant($"Indices have no coordinates, so none with number {index}."));

    /// <inheritdoc/>
    public Indices WithCoordinates(Func<int, double> coordinate) => this;

    /// <inheritdoc/>
    public bool Equals(Indices? other) => other is not null && array.Equals(other.array);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Indices);

    /// <inheritdoc/>
    public override int GetHashCode() => array.GetHashCode();

    /// <summary>Whether shapes and all numbers are equal.</summary>
    /// <param name="left">Some indices.</param>
    /// <param name="right">Others.</param>
    public static bool operator ==(Indices? left, Indices? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether shapes or any numbers differ.</summary>
    /// <param name="left">Some indices.</param>
    /// <param name="right">Others.</param>
    public static bool operator !=(Indices? left, Indices? right) => !(left == right);

    /// <summary>All of them in row-major order.</summary>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)array.Elements).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The shape, then the numbers in aligned columns.</summary>
    public override string ToString() => ArrayText.Of("Indices", Shape, at => array.Elements[at].ToString(CultureInfo.InvariantCulture));
}
