using System.Numerics;

namespace Functional;

// Parameter trees with the same names and shapes are a vector space: all that an optimiser or a law asks of them.
public sealed partial class TensorTree<T> : IVectorSpace<TensorTree<T>>,
    IAdditionOperators<TensorTree<T>, TensorTree<T>, TensorTree<T>>,
    ISubtractionOperators<TensorTree<T>, TensorTree<T>, TensorTree<T>>
{
    /// <inheritdoc/>
    public TensorTree<T> Zero => Map(static leaf => leaf.Zero);

    /// <inheritdoc/>
    public TensorTree<T> Plus(TensorTree<T> other) => IsEmpty && other.IsEmpty ? this : Zip(other, static (x, y) => x + y);

    TensorTree<T> IVectorSpace<TensorTree<T>>.WithTensors(ITensorMap map) => Map(map.Map);

    /// <inheritdoc/>
    public TensorTree<T> Scale(double factor) => Map(leaf => leaf.Scale(factor));

    /// <inheritdoc/>
    public double Dot(TensorTree<T> other)
    {
        if (value is not null && other.value is not null && value.Shape.Equals(other.value.Shape))
            return value.Dot(other.value);
        if (value is not null || other.value is not null || children.Length != other.children.Length)
            throw Differ("", this, other);
        var each = new double[children.Length];
        for (var i = 0; i < each.Length; i++)
            each[i] = children[i].Name == other.children[i].Name ? children[i].Child.Dot(other.children[i].Child) : throw Differ("", this, other);
        return Tensor.Vector<double>(each).Sum().Scalar;
    }

    /// <inheritdoc/>
    /// <exception cref="ShapeException">There are more than 2³¹ − 1; <see cref="Count"/> says how many.</exception>
    public int Dimension => Count <= int.MaxValue
        ? (int)Count
        : throw new ShapeException(FormattableString.Invariant(
            $"Parameters: {Count} coordinates in {Leaves.Count()} tensors are more than the {int.MaxValue} that can be counted."));

    /// <inheritdoc/>
    public double Coordinate(int index)
    {
        var at = this;
        while (at.value is null)
            at = at.ChildWith(ref index);
        return at.value.Coordinate(index);
    }

    /// <inheritdoc/>
    public string CoordinateName(int index)
    {
        foreach (var (path, leaf) in Leaves)
        {
            if (index < leaf.Length)
                return path + leaf.CoordinateName(index);
            index -= leaf.Length;
        }
        throw new ArgumentOutOfRangeException(nameof(index), Invariant($"There are only {Count} coordinates."));
    }

    /// <inheritdoc/>
    public TensorTree<T> WithCoordinates(Func<int, double> coordinate)
    {
        var before = 0;
        return Map(leaf =>
        {
            var first = before;
            before += leaf.Length;
            return leaf.WithCoordinates(i => coordinate(first + i));
        });
    }

    /// <summary>The sum of two trees with the same names and shapes.</summary>
    /// <param name="left">The first.</param>
    /// <param name="right">The second.</param>
    /// <exception cref="ParameterException">Names or shapes differ.</exception>
    public static TensorTree<T> operator +(TensorTree<T> left, TensorTree<T> right) => left.Plus(right);

    /// <summary>The difference of two trees with the same names and shapes.</summary>
    /// <param name="left">The first.</param>
    /// <param name="right">The one that is subtracted.</param>
    /// <exception cref="ParameterException">Names or shapes differ.</exception>
    public static TensorTree<T> operator -(TensorTree<T> left, TensorTree<T> right) => left.Zip(right, static (x, y) => x - y);

    /// <summary>A number times a tree.</summary>
    /// <param name="factor">The number.</param>
    /// <param name="parameters">The tree.</param>
    public static TensorTree<T> operator *(T factor, TensorTree<T> parameters) => parameters.Map(leaf => factor * leaf);

    /// <summary>The branch that a coordinate is in, and its place there.</summary>
    private TensorTree<T> ChildWith(ref int index)
    {
        foreach (var (_, child) in children)
        {
            if (index < child.Count)
                return child;
            index -= (int)child.Count;
        }
        throw new ArgumentOutOfRangeException(nameof(index), "There are not as many coordinates.");
    }
}
