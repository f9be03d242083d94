namespace Functional;

/// <summary>
/// An element of a vector space whose type nobody need say. A function that calls itself on pairs of its own type would have a type argument that grows with
/// each call, which no compiler can make ahead of time: with this in place of the pair there is one type for all of them.
/// </summary>
internal abstract class AnyVector : IVectorSpace<AnyVector>, IHoldsTensors
{
    public abstract AnyVector Zero { get; }

    public abstract int Dimension { get; }

    /// <summary>An element of a space as one of any.</summary>
    public static AnyVector Of<V>(V value)
        where V : IVectorSpace<V> => new Element<V>(value);

    /// <summary>The element as what it was made of.</summary>
    public V As<V>()
        where V : IVectorSpace<V> => ((Element<V>)this).Value;

    public abstract AnyVector Plus(AnyVector other);

    public abstract AnyVector Scale(double factor);

    public abstract double Dot(AnyVector other);

    public abstract double Coordinate(int index);

    public abstract string CoordinateName(int index);

    public abstract AnyVector WithCoordinates(Func<int, double> coordinate);

    public abstract void Visit(Action<IHoldsTensors> visit);

    AnyVector IVectorSpace<AnyVector>.WithTensors(ITensorMap map) => Mapped(map);

    protected abstract AnyVector Mapped(ITensorMap map);

    private sealed class Element<V>(V value) : AnyVector
        where V : IVectorSpace<V>
    {
        public V Value => value;

        public override AnyVector Zero => Of(value.Zero);

        public override int Dimension => value.Dimension;

        public override AnyVector Plus(AnyVector other) => Of(value.Plus(other.As<V>()));

        public override AnyVector Scale(double factor) => Of(value.Scale(factor));

        public override double Dot(AnyVector other) => value.Dot(other.As<V>());

        public override double Coordinate(int index) => value.Coordinate(index);

        public override string CoordinateName(int index) => value.CoordinateName(index);

        public override AnyVector WithCoordinates(Func<int, double> coordinate) => Of(value.WithCoordinates(coordinate));

        public override void Visit(Action<IHoldsTensors> visit)
        {
            if (value is IHoldsTensors holder)
                visit(holder);
        }

        public override string ToString() => Invariant($"{value}");

        protected override AnyVector Mapped(ITensorMap map) => Of(value.WithTensors(map));
    }
}
