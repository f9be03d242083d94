using System.Numerics;

namespace Functional.Laws;

/// <summary>A layer's two arguments, θ and x, as one element of a vector space, whose coordinates have the names that a person gives them.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="X">The type of the input.</typeparam>
/// <param name="Parameters">The parameters θ.</param>
/// <param name="Input">The input x.</param>
public readonly record struct Arguments<T, X>(TensorTree<T> Parameters, X Input) : IProduct<Arguments<T, X>, Pair<TensorTree<T>, X>>
    where T : struct, IFloatingPointIeee754<T>
    where X : IVectorSpace<X>
{
    /// <inheritdoc/>
    public Pair<TensorTree<T>, X> Parts => (Parameters, Input);

    /// <inheritdoc/>
    public static Arguments<T, X> From(Pair<TensorTree<T>, X> parts) => new(parts.First, parts.Second);

    /// <inheritdoc/>
    public Arguments<T, X> Zero => new(Parameters.Zero, Input.Zero);

    /// <inheritdoc/>
    public Arguments<T, X> Plus(Arguments<T, X> other) => new(Parameters.Plus(other.Parameters), Input.Plus(other.Input));

    /// <inheritdoc/>
    public Arguments<T, X> Scale(double factor) => new(Parameters.Scale(factor), Input.Scale(factor));

    /// <inheritdoc/>
    public double Dot(Arguments<T, X> other) => Parameters.Dot(other.Parameters) + Input.Dot(other.Input);

    /// <inheritdoc/>
    public int Dimension => Parts.Dimension;

    /// <inheritdoc/>
    public double Coordinate(int index) => index < Parameters.Dimension ? Parameters.Coordinate(index) : Input.Coordinate(index - Parameters.Dimension);

    /// <inheritdoc/>
    public string CoordinateName(int index) => index < Parameters.Dimension
        ? Parameters.CoordinateName(index)
        : Names.Of("input", Input.CoordinateName(index - Parameters.Dimension));

    /// <inheritdoc/>
    public Arguments<T, X> WithCoordinates(Func<int, double> coordinate)
    {
        var before = Parameters.Dimension;
        return new(Parameters.WithCoordinates(coordinate), Input.WithCoordinates(i => coordinate(before + i)));
    }

    /// <summary>Both, for messages.</summary>
    public override string ToString() => Invariant($"({Parameters}; {Input})");
}

internal static class Names
{
    /// <summary>
    /// A coordinate's place goes with the name of what it is in, one that has a name of its own after a dot; after a word that ends in a space a
    /// place without a name is one of the input.
    /// </summary>
    public static string Of(string whole, string place)
    {
        place = place == "[]" ? "" : place;
        var nameless = place.Length == 0 || place[0] == '[';
        return whole.EndsWith(' ') ? whole + (nameless ? "input" : "") + place : nameless ? whole + place : $"{whole}.{place}";
    }
}
