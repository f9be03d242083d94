using System.Numerics;

namespace Functional;

/// <summary>
/// A choice of parameters by their paths and shapes: all weights, all below <c>encoder</c>, all matrices. Choices combine by <c>|</c>, <c>&amp;</c> and <c>!</c>. A text is
/// the choice of what is at that path or below it.
/// </summary>
/// <example><code>
/// var decayed = Paths.EndsWith("weight") &amp; !Paths.Under("norm");
/// </code></example>
public sealed class Paths : IEquatable<Paths>
{
    private readonly string code;
    private readonly string? near;
    private readonly Func<string, Shape, bool> contains;
    private readonly (Paths Outer, Paths Inner)? choices;       // one among what another has chosen

    private Paths(string code, Func<string, Shape, bool> contains, string? near = null) => (this.code, this.contains, this.near) = (code, contains, near);

    private Paths(Paths outer, Paths inner) : this($"({outer} & {inner})", (path, shape) => outer.contains(path, shape) && inner.contains(path, shape)) =>
        choices = (outer, inner);

    /// <summary>All parameters.</summary>
    public static Paths All { get; } = new("Paths.All", static (_, _) => true);

    /// <summary>Those with two axes: what matrix methods are for.</summary>
    public static Paths Matrices { get; } = new("Paths.Matrices", static (_, shape) => shape.Rank == 2);

    /// <summary>What is at a path or below it.</summary>
    /// <param name="path">Names joined by dots: <c>encoder.0</c>.</param>
    /// <exception cref="ArgumentException">It is empty, or one of its names is.</exception>
    public static Paths Under(string path)
    {
        Expect(path, nameof(Under));
        return new($"\"{path}\"", (at, _) => at.StartsWith(path, StringComparison.Ordinal) && (at.Length == path.Length || at[path.Length] == '.'), path);
    }

    /// <summary>Those whose last names are these.</summary>
    /// <param name="names">One name or several joined by dots: <c>weight</c>.</param>
    /// <exception cref="ArgumentException">It is empty, or one of its names is.</exception>
    public static Paths EndsWith(string names)
    {
        Expect(names, nameof(EndsWith));
        return new(
            $"Paths.EndsWith(\"{names}\")",
            (at, _) => at.EndsWith(names, StringComparison.Ordinal) && (at.Length == names.Length || at[at.Length - names.Length - 1] == '.'), names);
    }

    /// <summary>Those that have a name among theirs.</summary>
    /// <param name="name">One name: <c>norm</c>.</param>
    /// <exception cref="ArgumentException">It is no name.</exception>
    public static Paths Through(string name)
    {
        Expect(name, nameof(Through));
        return new($"Paths.Through(\"{name}\")", (at, _) => at.Split('.').Contains(name), name);
    }

    /// <summary>What is at a path or below it.</summary>
    /// <param name="path">Names joined by dots: <c>encoder.0</c>.</param>
    public static implicit operator Paths(string path) => Under(path);

    /// <summary>Whether a parameter is chosen.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="shape">Its shape.</param>
    public bool Contains(string path, Shape shape) => contains(path, shape);

    /// <summary>What one of two choices has.</summary>
    /// <param name="left">One choice.</param>
    /// <param name="right">The other.</param>
    public static Paths operator |(Paths left, Paths right) =>
        new($"({left} | {right})", (path, shape) => left.contains(path, shape) || right.contains(path, shape), left.near ?? right.near);

    /// <summary>What both choices have.</summary>
    /// <param name="left">One choice.</param>
    /// <param name="right">The other.</param>
    public static Paths operator &(Paths left, Paths right) =>
        new($"({left} & {right})", (path, shape) => left.contains(path, shape) && right.contains(path, shape), left.near ?? right.near);

    /// <summary>What a choice has not.</summary>
    /// <param name="paths">The choice.</param>
    public static Paths operator !(Paths paths) => new($"!{paths}", (path, shape) => !paths.contains(path, shape), paths.near);

    /// <summary>Whether two choices are equal.</summary>
    /// <param name="left">One choice.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(Paths? left, Paths? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether two choices differ.</summary>
    /// <param name="left">One choice.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(Paths? left, Paths? right) => !(left == right);

    /// <inheritdoc/>
    public bool Equals(Paths? other) => other is not null && code == other.code;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Paths);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(code);

    /// <summary>The C# that makes it.</summary>
    public override string ToString() => code;

    /// <summary>Of what this one has chosen what another chooses: of both each chooses something, but maybe nothing in common.</summary>
    internal Paths Of(Paths other) => new(other, this);

    /// <summary>Refuses a choice by names that chooses nothing, as misspelt ones do. Without a name there is nothing to misspell: there may be no matrix.</summary>
    internal void ExpectSome<T>(TensorTree<T> parameters, string whose)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (choices is var (outer, inner))
        {
            outer.ExpectSome(parameters, whose);
            inner.ExpectSome(parameters, whose);
        }
        else if (near is not null && !parameters.IsEmpty && !parameters.Leaves.Any(leaf => contains(leaf.Path, leaf.Value.Shape)))
            throw new ParameterException($"{whose}({this}) chooses no parameter; there are: {parameters.NamesNear(near)}.");
    }

    private static void Expect(string path, string whose)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Split('.').Any(static name => name.Length == 0))
            throw new ArgumentException($"Paths.{whose}: '{path}' is no path: its names, with dots between, are not empty.", nameof(path));
    }
}
