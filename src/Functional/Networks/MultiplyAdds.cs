using System.Globalization;

namespace Functional;

/// <summary>
/// How many multiply-adds a forward pass takes: those of matrix products. What is done number by number, such as an activation or a sum, counts as
/// none. Where a layer does not say how many it takes, there is only what is known of the others: a number that it takes at least. The default
/// value is that nothing is known.
/// </summary>
public readonly record struct MultiplyAdds
{
    private MultiplyAdds(long atLeast, bool isExact) => (AtLeast, IsExact) = (atLeast, isExact);

    /// <summary>How many there are at least; 0 where nothing is known.</summary>
    public long AtLeast { get; }

    /// <summary>Whether there are no more.</summary>
    public bool IsExact { get; }

    /// <summary>A number that is known.</summary>
    /// <param name="count">The number.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public static MultiplyAdds Exactly(long count) => count >= 0
        ? new(count, true)
        : throw new ArgumentOutOfRangeException(nameof(count), Invariant($"There are 0 multiply-adds or more, got {count}."));

    /// <summary>A number that is known.</summary>
    /// <param name="count">The number, not negative.</param>
    public static implicit operator MultiplyAdds(long count) => Exactly(count);

    /// <summary>Those of two layers.</summary>
    /// <param name="left">One layer's.</param>
    /// <param name="right">The other's.</param>
    public static MultiplyAdds operator +(MultiplyAdds left, MultiplyAdds right) =>
        Of((Int128)left.AtLeast + right.AtLeast, left.IsExact && right.IsExact);

    /// <summary>Those of a layer that runs several times.</summary>
    /// <param name="each">How many it takes each time.</param>
    /// <param name="times">How often it runs.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of times is negative.</exception>
    public static MultiplyAdds operator *(MultiplyAdds each, int times) => times >= 0
        ? Of((Int128)each.AtLeast * times, each.IsExact || times == 0)
        : throw new ArgumentOutOfRangeException(nameof(times), Invariant($"A layer runs 0 times or more, got {times}."));

    /// <summary>Those of several layers; 0 of none.</summary>
    /// <param name="all">Each layer's.</param>
    public static MultiplyAdds Sum(IEnumerable<MultiplyAdds> all) => all.Aggregate(Exactly(0), static (sum, each) => sum + each);

    /// <summary>The number, <c>at least</c> it where there may be more, or <c>unknown</c>.</summary>
    public override string ToString() => (IsExact, AtLeast) switch
    {
        (true, _) => AtLeast.ToString("N0", CultureInfo.InvariantCulture),
        (false, 0) => "unknown",
        _ => Invariant($"at least {AtLeast:N0}"),
    };

    /// <summary>More than can be written down is at least the most that can.</summary>
    private static MultiplyAdds Of(Int128 count, bool isExact) => count <= long.MaxValue ? new((long)count, isExact) : new(long.MaxValue, false);
}
