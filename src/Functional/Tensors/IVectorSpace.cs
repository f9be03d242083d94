namespace Functional;

/// <summary>
/// An element of a real vector space with an inner product: what tensors, parameters and pairs of them have in common, and all that
/// the chain rule, the sum rule and the laws of pullbacks ask of a value.
/// </summary>
/// <typeparam name="V">The type itself.</typeparam>
public interface IVectorSpace<V>
    where V : IVectorSpace<V>
{
    /// <summary>The zero of the same shape: <c>x + x.Zero == x</c>.</summary>
    V Zero { get; }

    /// <summary>The sum of two elements of the same shape (never broadcast).</summary>
    /// <param name="other">An element of the same shape.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    V Plus(V other);

    /// <summary>The element times a real number.</summary>
    /// <param name="factor">The number; rounded to the element type first.</param>
    V Scale(double factor);

    /// <summary>The inner product ⟨x, y⟩: the sum over all coordinates of their products, accumulated in <c>double</c>.</summary>
    /// <param name="other">An element of the same shape.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    double Dot(V other);

    /// <summary>How many coordinates there are.</summary>
    int Dimension { get; }

    /// <summary>One coordinate.</summary>
    /// <param name="index">Which, from 0 to <see cref="Dimension"/> − 1.</param>
    double Coordinate(int index);

    /// <summary>What a person calls a coordinate: <c>[0, 2]</c>, <c>encoder.0.weight[3, 1]</c>.</summary>
    /// <param name="index">Which, from 0 to <see cref="Dimension"/> − 1.</param>
    string CoordinateName(int index);

    /// <summary>The element of the same shape with other coordinates.</summary>
    /// <param name="coordinate">From the index of a coordinate to its value, which is rounded to the element type.</param>
    V WithCoordinates(Func<int, double> coordinate);

    /// <summary>The same value with other tensors in the places of its own.</summary>
    internal V WithTensors(ITensorMap map) => throw new NotSupportedException(
        $"A value of type {typeof(V).Name} cannot be traced, for the tensors in it are not known: let the type be an IProduct of its parts.");
}
