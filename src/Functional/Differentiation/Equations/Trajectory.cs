using System.Collections;
using System.Collections.Immutable;

namespace Functional;

/// <summary>The states of a system at several times, in their order: a vector space, so that a trajectory has a cotangent.</summary>
/// <typeparam name="X">The type of a state.</typeparam>
/// <example><code>
/// var trajectory = new DormandPrince().Solve((t, y) => -y, Tensor.Ones&lt;double&gt;([2]), 0, 0.5, 1);
/// var last = trajectory[^1];
/// </code></example>
public sealed class Trajectory<X> : IVectorSpace<Trajectory<X>>, IReadOnlyList<X>, IEquatable<Trajectory<X>>, IHoldsTensors
    where X : IVectorSpace<X>
{
    private readonly ImmutableArray<X> states;

    /// <summary>A trajectory of given states.</summary>
    /// <param name="states">The states, which have the same shapes.</param>
    public Trajectory(params ReadOnlySpan<X> states) => this.states = [.. states];

    /// <summary>How many states there are.</summary>
    public int Count => states.Length;

    /// <summary>A state, from 0; <c>[^1]</c> is the last.</summary>
    /// <param name="index">Which.</param>
    public X this[int index] => states[index];

    /// <inheritdoc/>
    public Trajectory<X> Zero => new([.. states.Select(static state => state.Zero)]);

    /// <inheritdoc/>
    /// <exception cref="ShapeException">There are more dimensions than 2³¹ − 1.</exception>
    public int Dimension => states.Sum(static state => (long)state.Dimension) is <= int.MaxValue and var sum
        ? (int)sum
        : throw new ShapeException(Invariant($"Trajectory: the coordinates of {Count} states are more than the {int.MaxValue} that can be counted."));

    /// <inheritdoc/>
    public Trajectory<X> Plus(Trajectory<X> other) => new([.. states.Zip(Expect(other).states, static (x, y) => x.Plus(y))]);

    /// <inheritdoc/>
    public Trajectory<X> Scale(double factor) => new([.. states.Select(state => state.Scale(factor))]);

    /// <inheritdoc/>
    public double Dot(Trajectory<X> other) => states.Zip(Expect(other).states, static (x, y) => x.Dot(y)).Sum();

    /// <inheritdoc/>
    public double Coordinate(int index) => Find(index) is var (state, inside) ? states[state].Coordinate(inside) : default;

    /// <inheritdoc/>
    public string CoordinateName(int index) => Find(index) is var (state, inside)
        ? Invariant($"{state}: {states[state].CoordinateName(inside)}")
        : "";

    /// <inheritdoc/>
    public Trajectory<X> WithCoordinates(Func<int, double> coordinate)
    {
        var made = new X[Count];
        var before = 0;
        for (var i = 0; i < made.Length; i++)
        {
            var first = before;
            made[i] = states[i].WithCoordinates(inside => coordinate(first + inside));
            before += states[i].Dimension;
        }
        return new(made);
    }

    Trajectory<X> IVectorSpace<Trajectory<X>>.WithTensors(ITensorMap map)
    {
        var made = new X[Count];
        for (var i = 0; i < made.Length; i++)
            made[i] = states[i].WithTensors(map);
        return new(made);
    }

    /// <inheritdoc/>
    public void Visit(Action<IHoldsTensors> visit)
    {
        foreach (var state in states)
            if (state is IHoldsTensors holder)
                visit(holder);
    }

    /// <inheritdoc/>
    public IEnumerator<X> GetEnumerator() => states.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(Trajectory<X>? other) => other is not null && states.SequenceEqual(other.states);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Trajectory<X>);

    /// <inheritdoc/>
    public override int GetHashCode() => states.Aggregate(Count, HashCode.Combine);

    /// <summary>Whether two trajectories have the same states.</summary>
    /// <param name="left">One trajectory.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(Trajectory<X>? left, Trajectory<X>? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether two trajectories differ in a state.</summary>
    /// <param name="left">One trajectory.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(Trajectory<X>? left, Trajectory<X>? right) => !(left == right);

    /// <summary>A line for each state.</summary>
    public override string ToString() => string.Join('\n', states.Select(static state => Invariant($"{state}")));

    private Trajectory<X> Expect(Trajectory<X> other) => other.Count == Count
        ? other
        : throw new ShapeException(Invariant($"Trajectory: one has {Count} states, the other {other.Count}."));

    private (int State, int Inside) Find(int index)
    {
        var inside = index;
        for (var state = 0; state < Count; inside -= states[state++].Dimension)
            if (inside < states[state].Dimension)
                return (state, inside);
        throw new ArgumentOutOfRangeException(nameof(index), Invariant($"There are only {Dimension} coordinates, and {index} is none of them."));
    }
}
