using FsCheck;
using FsCheck.Fluent;

namespace Functional.Laws;

public static partial class Arbitraries
{
    private const int WidestInput = 4;
    private const int DeepestNetwork = 100;

    /// <summary>Random networks of a grammar with inputs and parameters, at most so deep.</summary>
    /// <param name="grammar">The productions.</param>
    /// <param name="depth">How deep they are nested at most, up to 100; 0 for single layers.</param>
    /// <exception cref="ArgumentOutOfRangeException">The depth is out of that range.</exception>
    public static Arbitrary<NetworkCase> Networks(Grammar grammar, int depth)
    {
        if (depth is < 0 or > DeepestNetwork)
            throw new ArgumentOutOfRangeException(nameof(depth), Invariant($"Networks are nested 0 to {DeepestNetwork} deep, not {depth}."));
        var (generator, shrinker) = (new NetworkGenerator(grammar), new NetworkShrinker(grammar));
        return Arb.From(Draws.Generator.Select(Generated), Smaller);

        NetworkCase Generated(Draw draw)
        {
            var width = draw.Size("width", 1, WidestInput);
            var deep = Math.Min(depth, draw.Choice("depth", depth + 1) + 1);
            return new(generator.Of(draw.Under("network"), width, deep), width, draw) { Grammar = grammar };
        }

        IEnumerable<NetworkCase> Smaller(NetworkCase one)
        {
            foreach (var network in shrinker.Smaller(one.Network, one.Width))
                yield return one with { Network = network };
            foreach (var width in (int[])[1, one.Width - 1, one.Width])
                if (width > 0 && shrinker.AtWidth(one.Network, width, width) is { } narrow && (width < one.Width || NetworkShrinker.IsSimpler(narrow, one.Network)))
                    yield return one with { Network = narrow, Width = width };
            foreach (var draw in one.Draw.Smaller())
                yield return one with { Draw = draw };
        }
    }

    /// <summary>Random networks of the standard grammar.</summary>
    public static Arbitrary<NetworkCase> StandardNetworks => Networks(Grammar.Standard, NetworkLaws.DefaultDepth);
}
