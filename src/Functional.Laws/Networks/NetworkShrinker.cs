namespace Functional.Laws;

/// <summary>
/// Smaller networks: fewer layers first, then less nesting, then smaller widths. What is changed in one place is made to fit again in the others,
/// so that a step is not lost because a width does not fit.
/// </summary>
internal sealed class NetworkShrinker(Grammar grammar)
{
    /// <summary>Networks for inputs of a width, each simpler than the one given.</summary>
    public IEnumerable<Network> Smaller(Network network, int from)
    {
        foreach (var candidate in Candidates(network))
            if (Fitted(candidate, from, null) is { } fitted && IsSimpler(fitted, network))
                yield return fitted;
    }

    /// <summary>The same network for inputs of another width, and with no size above a bound; null where it cannot be made to fit.</summary>
    public Network? AtWidth(Network network, int from, int largest) => Fitted(Bounded(network, largest), from, null);

    private Network Bounded(Network network, int largest) => network with
    {
        Size = grammar[network.Production].Kind == ProductionKind.Sets ? Math.Min(network.Size, largest) : network.Size,
        Parts = [.. network.Parts.Select(part => Bounded(part, largest))],
    };

    private IEnumerable<Network> Candidates(Network network)
    {
        foreach (var part in network.Parts)
            yield return part;
        var production = grammar[network.Production];
        if (!production.IsUnary && network.Parts.Length > 1)
            for (var i = 0; i < network.Parts.Length; i++)
                yield return network with { Parts = network.Parts.RemoveAt(i) };
        if (production.Kind is ProductionKind.Sets or ProductionKind.Repetition && network.Size > 1)
        {
            yield return network with { Size = 1 };
            if (network.Size > 2)
                yield return network with { Size = network.Size - 1 };
        }
        for (var i = 0; i < network.Parts.Length; i++)
            foreach (var smaller in Candidates(network.Parts[i]))
                yield return network with { Parts = network.Parts.SetItem(i, smaller) };
    }

    /// <summary>Fewer productions, or as many with smaller sizes: so that making smaller comes to an end.</summary>
    internal static bool IsSimpler(Network one, Network other)
    {
        var (ones, others) = (one.All.ToArray(), other.All.ToArray());
        return ones.Length != others.Length
            ? ones.Length < others.Length
            : ones.Sum(static each => each.Size) < others.Sum(static each => each.Size);
    }

    /// <summary>The network with sizes changed so that it takes inputs of a width, and makes outputs of another if one is asked for; null where that cannot be.</summary>
    private Network? Fitted(Network network, int from, int? goal)
    {
        switch (grammar[network.Production].Kind)
        {
            case ProductionKind.Keeps:
                return goal is null || goal == from ? network : null;
            case ProductionKind.Sets:
                return network with { Size = goal ?? network.Size };
            case ProductionKind.Sequence:
                return Sequence(network, from, goal);
            case ProductionKind.Wrapper:
                return WithBody(network, Fitted(network.Parts[0], from, goal));
            case ProductionKind.Repetition when network.Size == 1:
                return WithBody(network, Fitted(network.Parts[0], from, goal));
            case ProductionKind.Residual or ProductionKind.Repetition:
                return goal is null || goal == from ? WithBody(network, Fitted(network.Parts[0], from, from)) : null;
            case ProductionKind.Sum:
                return Sum(network, from, goal);
            default:
                return Concatenation(network, from, goal);
        }
    }

    private static Network? WithBody(Network network, Network? body) => body is null ? null : network with { Parts = [body] };

    private static Network? WithParts(Network network, IEnumerable<Network?> parts) =>
        parts.ToArray() is var all && Array.TrueForAll(all, static part => part is not null) ? network with { Parts = [.. all!] } : null;

    /// <summary>The last part that can make the width that is asked for does; those after it keep it.</summary>
    private Network? Sequence(Network network, int from, int? goal)
    {
        if (network.Parts.IsEmpty)
            return goal is null || goal == from ? network : null;
        for (var setter = network.Parts.Length - 1; setter >= 0; setter--)
        {
            var parts = new Network?[network.Parts.Length];
            var width = (int?)from;
            for (var i = 0; i < parts.Length && width is { } known; i++)
            {
                parts[i] = Fitted(network.Parts[i], known, goal is null || i < setter ? null : goal);
                width = parts[i] is { } part ? grammar.Width(part, known) : null;
            }
            if (width is not null)
                return network with { Parts = [.. parts!] };
            if (goal is null)
                return null;
        }
        return null;
    }

    /// <summary>All branches as wide as is asked for, or as one of them is by itself.</summary>
    private Network? Sum(Network network, int from, int? goal)
    {
        var widths = goal is { } asked ? [asked] : network.Parts.Select(part => Fitted(part, from, null) is { } own ? grammar.Width(own, from) : null).OfType<int>().Distinct();
        return widths.Select(width => WithParts(network, network.Parts.Select(part => Fitted(part, from, width)))).FirstOrDefault(static fitted => fitted is not null);
    }

    /// <summary>Each branch as wide as it is by itself, but for one that makes up the sum that is asked for.</summary>
    private Network? Concatenation(Network network, int from, int? goal)
    {
        if (WithParts(network, network.Parts.Select(part => Fitted(part, from, null))) is not { } alone || goal is null)
            return goal is null ? WithParts(network, network.Parts.Select(part => Fitted(part, from, null))) : null;
        int[] widths = [.. alone.Parts.Select(part => grammar.Width(part, from) ?? 0)];
        for (var i = widths.Length - 1; i >= 0; i--)
        {
            var rest = goal.Value - (widths.Sum() - widths[i]);
            if (rest > 0 && Fitted(alone.Parts[i], from, rest) is { } filling)
                return alone with { Parts = alone.Parts.SetItem(i, filling) };
        }
        return null;
    }
}
