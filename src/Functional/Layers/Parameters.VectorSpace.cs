using System.Numerics;

namespace Functional;

// Parameter trees with the same names and shapes are a vector space: all that an optimiser or a law asks of them.
public sealed partial class Parameters<T> : IVectorSpace<Parameters<T>>,
    IAdditionOperators<Parameters<T>, Parameters<T>, Parameters<T>>,
    ISubtractionOperators<Parameters<T>, Parameters<T>, Parameters<T>>
{
    /// <inheritdoc/>
    public Parameters<T> Zero => Map(static leaf => leaf.Zero);

    /// <inheritdoc/>
    public Parameters<T> Plus(Parameters<T> other) => IsEmpty && other.IsEmpty ? this : Zip(other, static (x, y) => x + y);

    /// <inheritdoc/>
    public Parameters<T> Scale(double factor) => Map(leaf => leaf.Scale(factor));

    /// <inheritdoc/>
    public double Dot(Parameters<T> other)
    {
        var sum = 0.0;
        Zip(other, (x, y) =>
        {
            sum += x.Dot(y);
            return x;
        });
        return sum;
    }

    /// <inheritdoc/>
    public int Dimension => checked((int)Count);

    /// <inheritdoc/>
    public double Coordinate(int index)
    {
        var (_, leaf, place) = Locate(index);
        return leaf.Coordinate(place);
    }

    /// <inheritdoc/>
    public string CoordinateName(int index)
    {
        var (path, leaf, place) = Locate(index);
        return path + leaf.CoordinateName(place);
    }

    /// <inheritdoc/>
    public Parameters<T> WithCoordinates(Func<int, double> coordinate)
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
    public static Parameters<T> operator +(Parameters<T> left, Parameters<T> right) => left.Plus(right);

    /// <summary>The difference of two trees with the same names and shapes.</summary>
    /// <param name="left">The first.</param>
    /// <param name="right">The one that is subtracted.</param>
    /// <exception cref="ParameterException">Names or shapes differ.</exception>
    public static Parameters<T> operator -(Parameters<T> left, Parameters<T> right) => left.Zip(right, static (x, y) => x - y);

    /// <summary>A number times a tree.</summary>
    /// <param name="factor">The number.</param>
    /// <param name="parameters">The tree.</param>
    public static Parameters<T> operator *(T factor, Parameters<T> parameters) => parameters.Map(leaf => factor * leaf);

    private (string Path, Tensor<T> Leaf, int Place) Locate(int index)
    {
        foreach (var (path, leaf) in Leaves)
        {
            if (index < leaf.Length)
                return (path, leaf, index);
            index -= leaf.Length;
        }
        throw new ArgumentOutOfRangeException(nameof(index), $"There are only {Count} coordinates.");
    }
}
