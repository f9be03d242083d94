namespace Functional.Laws;

/// <summary>What one case says about a law.</summary>
public enum Finding
{
    /// <summary>The law holds here.</summary>
    Holds,

    /// <summary>Nothing can be said here: a kink, or numbers too uncertain to compare.</summary>
    Inconclusive,

    /// <summary>The law is broken here.</summary>
    Broken,
}

/// <summary>What one case says about a law, and why.</summary>
/// <param name="Finding">Holds, inconclusive or broken.</param>
/// <param name="Message">What was seen: the place, and both numbers; empty where the law holds.</param>
public readonly record struct Outcome(Finding Finding, string Message)
{
    /// <summary>The law holds.</summary>
    public static Outcome Holds { get; } = new(Finding.Holds, "");

    /// <summary>Nothing can be said.</summary>
    /// <param name="reason">Why not.</param>
    public static Outcome Inconclusive(string reason) => new(Finding.Inconclusive, reason);

    /// <summary>The law is broken.</summary>
    /// <param name="message">The place, and both numbers.</param>
    public static Outcome Broken(string message) => new(Finding.Broken, message);

    /// <summary>The worst of several: each is asked for in turn until one is broken.</summary>
    /// <param name="outcomes">What to look at, in order.</param>
    public static Outcome All(params ReadOnlySpan<Func<Outcome>> outcomes)
    {
        var worst = Holds;
        foreach (var outcome in outcomes)
        {
            var found = outcome();
            if (found.Finding > worst.Finding)
                worst = found;
            if (worst.Finding == Finding.Broken)
                break;
        }
        return worst;
    }
}
