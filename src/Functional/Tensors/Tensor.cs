using System.Collections;
using System.Numerics;
using System.Runtime.CompilerServices;
using Functional.Kernels;
using Functional.Storage;

namespace Functional;

/// <summary>
/// An immutable array of numbers with any number of axes, contiguous in memory, row-major. Two tensors are equal when their shapes and
/// all their elements are (NaN equals NaN, 0 equals −0). Safe to share between threads.
/// </summary>
/// <typeparam name="T">The element type: <c>float</c> to train, <c>double</c> to verify. Any other is refused with a <see cref="NotSupportedException"/>.</typeparam>
/// <example><code>
/// Tensor&lt;float&gt; v = [1, 2, 3];
/// var m = Tensor.Matrix&lt;float&gt;([[1, 2, 3], [4, 5, 6]]);
/// var sum = (m * v).Sum([1]);          // [14, 32]
/// </code></example>
[CollectionBuilder(typeof(Tensor), nameof(Tensor.Vector))]
public sealed partial class Tensor<T> : IEquatable<Tensor<T>>, IEnumerable<T>, IVectorSpace<Tensor<T>>, IRows<Tensor<T>>, IHoldsTensors, ILeased, IShaped
    where T : struct, IFloatingPointIeee754<T>
{
    private readonly T[] memory;
    private Hold? hold;                     // set once more at most, where it is nobody's: see PackedForm
    private readonly bool isTraced;         // then what holds it is a place
    private Finiteness finiteness;          // threads that find out at once find the same

    /// <summary>Takes the array as its own: the caller must not touch it again.</summary>
    internal Tensor(T[] memory, Shape shape)
    {
        ElementType.Expect<T>();
        (this.memory, Shape) = (memory, shape);
    }

    /// <summary>Takes the buffer as its own: the caller must not touch it again.</summary>
    internal Tensor(Buffer<T> buffer, Shape shape)
    {
        ElementType.Expect<T>();
        (memory, hold, Shape) = (buffer.Memory, buffer.Lease, shape);
    }

    /// <summary>A tensor that is being traced, at its place.</summary>
    internal Tensor(Place<T> place) => (memory, hold, isTraced, Shape) = ([], place, true, place.Shape);

    /// <summary>A tensor of which the shape alone is known.</summary>
    internal Tensor(Symbol symbol, Shape shape) => (memory, hold, Shape) = ([], symbol, shape);

    /// <summary>The same of a loop that looks at each number as it makes it, and so may know that all are finite.</summary>
    internal Tensor(Buffer<T> buffer, Shape shape, bool isKnownFinite) : this(buffer, shape) =>
        finiteness = isKnownFinite ? Finiteness.Finite : Finiteness.Unknown;

    /// <summary>The same memory in another shape.</summary>
    private Tensor(Tensor<T> other, Shape shape) => (memory, hold, Shape, finiteness) = (other.Data, other.hold, shape, other.finiteness);

    private enum Finiteness : byte
    {
        Unknown,
        Finite,
        NotFinite,
    }

    /// <summary>The sizes of the axes.</summary>
    public Shape Shape { get; }

    /// <summary>How many axes there are.</summary>
    public int Rank => Shape.Rank;

    /// <summary>How many elements there are.</summary>
    public int Length => Shape.ElementCount;

    /// <summary>All elements in row-major order: the last axis runs fastest.</summary>
    public ReadOnlySpan<T> Span => (hold is null || !hold.IsOver ? memory : throw Unreadable(nameof(Span))).AsSpan(0, Length);

    int IRows.RowCount => Rank > 0 ? Shape[0] : throw new ShapeException("A tensor without axes has no rows.");

    Lease? ILeased.Lease => isTraced ? ((ILeased)Place.Below).Lease : hold as Lease;

    internal T[] Data => hold is null || !hold.IsOver ? memory : throw Unreadable();

    /// <summary>Whether operations on the tensor are traced: its numbers cannot be read then.</summary>
    internal bool IsTraced => isTraced;

    /// <summary>Whether the tensor stands for numbers that are not there.</summary>
    internal bool IsSymbol => hold is Symbol;

    /// <summary>Where a traced tensor was made.</summary>
    internal Place<T> Place => Unsafe.As<Place<T>>(hold!);

    /// <summary>Refuses an operation that reads numbers where they cannot be read.</summary>
    /// <param name="reader">The operation.</param>
    internal void ExpectReadable(string reader)
    {
        if (hold is { IsOver: true })
            throw Unreadable(reader);
    }

    /// <summary>The tensor itself, after a check that its numbers can be read.</summary>
    /// <param name="reader">The operation that reads them.</param>
    internal Tensor<T> Readable(string reader)
    {
        ExpectReadable(reader);
        return this;
    }

    private InvalidOperationException Unreadable(string? reader = null) => hold!.Refusal($"tensor of shape {Shape}", reader);

    /// <inheritdoc/>
    public void Visit(Action<IHoldsTensors> visit)
    {
    }

    /// <summary>The one element of a tensor that has one, whatever its rank.</summary>
    /// <exception cref="ShapeException">There are more elements, or none.</exception>
    public T Scalar
    {
        get
        {
            ExpectReadable(nameof(Scalar));
            return Length == 1 ? Data[0] : throw new ShapeException(Invariant($"A tensor of shape {Shape} is not one number: it has {Length} elements."));
        }
    }

    /// <summary>Whether no element is NaN or infinite. The elements are read at most once for it.</summary>
    public bool IsFinite
    {
        get
        {
            if (finiteness == Finiteness.Unknown)
                finiteness = FiniteLoop.Run(Data, Length) ? Finiteness.Finite : Finiteness.NotFinite;
            return finiteness == Finiteness.Finite;
        }
    }

    /// <summary>Whether all elements are known to be finite, without a look at them.</summary>
    internal bool IsKnownFinite => finiteness == Finiteness.Finite;

    /// <summary>A number as a tensor without axes.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Tensor<T>(T value) => new((T[])[value], Shape.Scalar);

    /// <inheritdoc/>
    public bool Equals(Tensor<T>? other) =>
        ReferenceEquals(this, other) || (other is not null && Shape.Equals(other.Shape) && Span.SequenceEqual(other.Span));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Tensor<T>);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Shape);
        foreach (var value in Span[..Math.Min(Length, 16)])     // a prefix is enough to tell most tensors apart
            hash.Add(value);
        return hash.ToHashCode();
    }

    /// <summary>Whether shapes and all elements are equal.</summary>
    /// <param name="left">One tensor.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(Tensor<T>? left, Tensor<T>? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether shapes or any elements differ.</summary>
    /// <param name="left">One tensor.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(Tensor<T>? left, Tensor<T>? right) => !(left == right);

    /// <summary>The elements in row-major order.</summary>
    public IEnumerator<T> GetEnumerator()
    {
        for (var i = 0; i < Length; i++)
            yield return Data[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public Tensor<T> Zero => Tensor.Zeros<T>(Shape);

    /// <inheritdoc/>
    public Tensor<T> Plus(Tensor<T> other) => this + other.Expect(Shape, "sum of cotangents");

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not finite, as given or in the element type.</exception>
    public Tensor<T> Scale(double factor) => this * Setting.In<T>(factor, nameof(factor), "Scale: the factor is finite", double.IsFinite);

    /// <inheritdoc/>
    public double Dot(Tensor<T> other)
    {
        ExpectReadable(nameof(Dot));
        other.Expect(Shape, "inner product").ExpectReadable(nameof(Dot));
        return InnerProduct.InDouble(Span, other.Span);
    }

    Tensor<T> IVectorSpace<Tensor<T>>.WithTensors(ITensorMap map) => map.Map(this);

    /// <inheritdoc/>
    public int Dimension => Length;

    /// <inheritdoc/>
    public double Coordinate(int index) => double.CreateChecked(Span[index]);

    /// <inheritdoc/>
    public string CoordinateName(int index)
    {
        var places = new int[Rank];
        for (var axis = Rank - 1; axis >= 0; index /= Shape[axis--])
            places[axis] = index % Shape[axis];
        return new ReadOnlySpan<int>(places).InBrackets();
    }

    /// <inheritdoc/>
    public Tensor<T> WithCoordinates(Func<int, double> coordinate) => Tensor.Generate(Shape, i => T.CreateChecked(coordinate(i)));

    /// <summary>The tensor itself, after a check of its shape.</summary>
    /// <param name="shape">The shape that it must have.</param>
    /// <param name="operation">What is being done, for the message.</param>
    /// <exception cref="ShapeException">The shape is another.</exception>
    public Tensor<T> Expect(Shape shape, string operation) =>
        Shape.Equals(shape) ? this : throw new ShapeException($"{operation}: expected a tensor of shape {shape}, got {Shape}.");
}
