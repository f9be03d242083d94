using System.Numerics;

namespace Functional;

/// <summary>
/// A number of a rule as the loop needs it, in all lanes of a vector: spread once for each step, and not once for each eight elements. A number becomes one by itself.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
public readonly struct Spread<T> : IEquatable<Spread<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    private Spread(T value) => Lanes = new(value);

    /// <summary>The number in all lanes.</summary>
    public Vector<T> Lanes { get; }

    /// <summary>The number.</summary>
    public T Value => Lanes[0];

    /// <summary>A number, spread.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Spread<T>(T value) => new(value);

    /// <inheritdoc/>
    public bool Equals(Spread<T> other) => Value.Equals(other.Value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Spread<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    /// <summary>Whether two numbers are equal.</summary>
    /// <param name="left">One number.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(Spread<T> left, Spread<T> right) => left.Equals(right);

    /// <summary>Whether two numbers differ.</summary>
    /// <param name="left">One number.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(Spread<T> left, Spread<T> right) => !left.Equals(right);

    /// <summary>The number.</summary>
    public override string ToString() => Invariant($"{Value}");
}
