namespace Functional;

/// <summary>
/// A record of your own as the product of its parts: say what they are and how the record is made of them, and it is a vector space, has rows, holds
/// its tensors, and is checked where a pair of the parts would be. A record of three parts is one of a pair with a pair in it.
/// </summary>
/// <typeparam name="R">The record itself.</typeparam>
/// <typeparam name="P">The type of the parts together: a pair.</typeparam>
/// <example><code>
/// public sealed record Question(Tensor&lt;float&gt; Image, Indices Tokens) : IProduct&lt;Question, Pair&lt;Tensor&lt;float&gt;, Indices&gt;&gt;
/// {
///     public Pair&lt;Tensor&lt;float&gt;, Indices&gt; Parts =&gt; (Image, Tokens);
///
///     public static Question From(Pair&lt;Tensor&lt;float&gt;, Indices&gt; parts) =&gt; new(parts.First, parts.Second);
/// }
/// </code></example>
public interface IProduct<R, P> : IVectorSpace<R>, IRows<R>, IHoldsTensors
    where R : IProduct<R, P>
    where P : IVectorSpace<P>, IRows<P>, IHoldsTensors
{
    /// <summary>The parts together.</summary>
    P Parts { get; }

    /// <summary>The record of such parts: <c>From(x.Parts) == x</c>.</summary>
    /// <param name="parts">The parts together.</param>
    static abstract R From(P parts);

    R IVectorSpace<R>.Zero => R.From(Parts.Zero);

    R IVectorSpace<R>.Plus(R other) => R.From(Parts.Plus(other.Parts));

    R IVectorSpace<R>.Scale(double factor) => R.From(Parts.Scale(factor));

    double IVectorSpace<R>.Dot(R other) => Parts.Dot(other.Parts);

    int IVectorSpace<R>.Dimension => Parts.Dimension;

    double IVectorSpace<R>.Coordinate(int index) => Parts.Coordinate(index);

    string IVectorSpace<R>.CoordinateName(int index) => Parts.CoordinateName(index);

    R IVectorSpace<R>.WithCoordinates(Func<int, double> coordinate) => R.From(Parts.WithCoordinates(coordinate));

    R IVectorSpace<R>.WithTensors(ITensorMap map) => R.From(Parts.WithTensors(map));

    int IRows.RowCount => Parts.RowCount;

    R IRows<R>.TakeRows(params ReadOnlySpan<int> rows) => R.From(Parts.TakeRows(rows));

    object? IRows.AsParts => Parts;

    void IHoldsTensors.Visit(Action<IHoldsTensors> visit) => visit(Parts);
}
