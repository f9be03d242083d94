namespace Functional;

/// <summary>
/// Two values as one: the product of two vector spaces, made from and taken apart into a tuple. A function of two inputs is a function of a
/// pair, one of three inputs a function of a pair with a pair in it. Samples may be pairs: then row by row.
/// </summary>
/// <typeparam name="A">The type of the first value.</typeparam>
/// <typeparam name="B">The type of the second value.</typeparam>
/// <param name="First">The first value.</param>
/// <param name="Second">The second value.</param>
/// <example><code>
/// Pair&lt;Tensor&lt;double&gt;, Tensor&lt;double&gt;&gt; p = (x, y);
/// var (first, second) = p;
/// </code></example>
public readonly partial record struct Pair<A, B>(A First, B Second) : IVectorSpace<Pair<A, B>>, IRows<Pair<A, B>>, IHoldsTensors, IShapedPair
    where A : IVectorSpace<A>
    where B : IVectorSpace<B>
{
    object? IShapedPair.First => First;

    object? IShapedPair.Second => Second;

    /// <summary>How many rows both have.</summary>
    /// <exception cref="ShapeException">The counts differ, or one has no rows.</exception>
    public int RowCount => SampleRows.Count(RowsOf(First), RowsOf(Second));

    /// <inheritdoc/>
    /// <exception cref="ShapeException">There is no such row, the counts differ, or one has no rows.</exception>
    public Pair<A, B> TakeRows(params ReadOnlySpan<int> rows)
    {
        _ = RowCount;
        return new((A)RowsOf(First).Take(rows), (B)RowsOf(Second).Take(rows));
    }

    private static IRows RowsOf<V>(V value) => value as IRows ?? throw new ShapeException($"Pair: a {typeof(V).Name.Split('`')[0]} has no rows.");

    /// <inheritdoc/>
    public Pair<A, B> Zero => new(First.Zero, Second.Zero);

    /// <summary>A pair from a tuple.</summary>
    /// <param name="values">The two values.</param>
    public static implicit operator Pair<A, B>((A First, B Second) values) => new(values.First, values.Second);

    /// <inheritdoc/>
    public Pair<A, B> Plus(Pair<A, B> other) => new(First.Plus(other.First), Second.Plus(other.Second));

    /// <inheritdoc/>
    public Pair<A, B> Scale(double factor) => new(First.Scale(factor), Second.Scale(factor));

    /// <inheritdoc/>
    public double Dot(Pair<A, B> other) => First.Dot(other.First) + Second.Dot(other.Second);

    /// <inheritdoc/>
    /// <exception cref="ShapeException">There are more than 2³¹ − 1.</exception>
    public int Dimension
    {
        get
        {
            var (first, second) = (First.Dimension, Second.Dimension);
            return second <= int.MaxValue - first
                ? first + second
                : throw new ShapeException(FormattableString.Invariant(
                    $"Pair: {first} and {second} coordinates are together more than the {int.MaxValue} that can be counted."));
        }
    }

    /// <inheritdoc/>
    public double Coordinate(int index) => index < First.Dimension ? First.Coordinate(index) : Second.Coordinate(index - First.Dimension);

    /// <inheritdoc/>
    public string CoordinateName(int index) => index < First.Dimension
        ? "first" + Joined(First.CoordinateName(index))
        : "second" + Joined(Second.CoordinateName(index - First.Dimension));

    /// <inheritdoc/>
    public Pair<A, B> WithCoordinates(Func<int, double> coordinate)
    {
        var first = First.Dimension;
        return new(First.WithCoordinates(coordinate), Second.WithCoordinates(i => coordinate(first + i)));
    }

    Pair<A, B> IVectorSpace<Pair<A, B>>.WithTensors(ITensorMap map) => new(First.WithTensors(map), Second.WithTensors(map));

    /// <inheritdoc/>
    public void Visit(Action<IHoldsTensors> visit)
    {
        if (First is IHoldsTensors first)
            visit(first);
        if (Second is IHoldsTensors second)
            visit(second);
    }

    private static string Joined(string name) => name.StartsWith('[') ? name : "." + name;

    /// <summary>The two values in parentheses. (The text that a record has of its own would print <see cref="Zero"/>, and its zero, without end.)</summary>
    public override string ToString() => Invariant($"({First}, {Second})");
}
