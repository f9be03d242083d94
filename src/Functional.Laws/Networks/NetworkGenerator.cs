using System.Collections.Immutable;
using System.Globalization;

namespace Functional.Laws;

/// <summary>
/// Random networks that fit. The output's width is either left open or given as a goal; what comes in between is chosen so that it is met.
/// </summary>
internal sealed class NetworkGenerator(Grammar grammar)
{
    private const int LayersForEachLevel = 4;
    private const int WidestLayer = 4;

    private readonly ImmutableArray<Production> setters = [.. grammar.Productions.Where(static production => production.Kind == ProductionKind.Sets && production.SmallestBatch == 1)];
    private readonly string? sequence = grammar.Productions.FirstOrDefault(static production => production.Kind == ProductionKind.Sequence)?.Name;

    /// <summary>A network for inputs of a width, at most so deep, that has every required production.</summary>
    public Network Of(Draw draw, int from, int depth)
    {
        var labels = 0;
        return Make(draw, from, null, new(depth, LayersForEachLevel * Math.Max(1, depth), false), grammar.Required, ref labels);
    }

    /// <summary>How deep and large a network may be, and whether its parts may have names.</summary>
    private readonly record struct Room(int Depth, int Layers, bool Nameless)
    {
        public Room Inside(int parts) => new(Depth - 1, Math.Max(1, Layers / parts), Nameless);
    }

    private Network Make(Draw draw, int from, int? goal, Room room, ImmutableArray<string> required, ref int labels)
    {
        if (required.Length > 1 && sequence is not null)
            return Several(draw, from, goal, room, required, ref labels);
        var production = Choose(draw, from, goal, room, required, out var rest);
        if (!production.IsLayer || production.Kind == ProductionKind.Sets || goal is null || goal == from)
            return Filled(production, draw, from, goal, room, rest, ref labels);
        // The production keeps the width, but another is asked for: a layer that sets it comes after.
        return Network.Of(sequence!, Filled(production, draw, from, null, room, rest, ref labels), Setter(draw, goal.Value));
    }

    /// <summary>Several required productions: each in a network of its own, one after the other.</summary>
    private Network Several(Draw draw, int from, int? goal, Room room, ImmutableArray<string> required, ref int labels)
    {
        var parts = new Network[required.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            var last = i == parts.Length - 1;
            parts[i] = Make(Under(draw, "required", i), from, last ? goal : null, room.Inside(parts.Length), [required[i]], ref labels);
            from = grammar.Width(parts[i], from)!.Value;
        }
        return Network.Of(sequence!, parts);
    }

    private Production Choose(Draw draw, int from, int? goal, Room room, ImmutableArray<string> required, out ImmutableArray<string> rest)
    {
        rest = required;
        if (required is [var name] && (room.Depth <= 0 || room.Layers <= 1 || grammar[name] is var one && draw.Coin("here") && Fits(one)))
        {
            rest = [];
            return grammar[name];
        }
        var inner = room.Depth > 0 && room.Layers > 1 && (required.Length > 0 || draw.Choice("nest", 4) > 0);
        var productions = grammar.Productions.Where(each => !grammar.Required.Contains(each.Name) && each.IsLayer != inner && Fits(each)).ToArray();
        if (productions.Length == 0)
            productions = [.. grammar.Productions.Where(each => each.IsLayer && Fits(each))];
        if (productions.Length == 0)
            throw new InvalidOperationException(
                Invariant($"No production of the grammar turns a width of {from} into {goal}: it needs a layer that sets its width, and a sequence."));
        // A production with several parts counts three times, or most networks would be one layer in wrappings.
        productions = [.. productions, .. productions.Where(static each => each is { IsLayer: false, IsUnary: false }).SelectMany(static each => Enumerable.Repeat(each, 2))];
        return productions[draw.Choice("word", productions.Length)];

        bool Fits(Production each) =>
            !(each.Kind == ProductionKind.Wrapper && room.Nameless)
            && (goal is null || goal == from || each.Kind == ProductionKind.Sets || (sequence is not null && !setters.IsEmpty))
            && (each.Kind != ProductionKind.Sum || !setters.IsEmpty);
    }

    private Network Filled(Production production, Draw draw, int from, int? goal, Room room, ImmutableArray<string> required, ref int labels)
    {
        switch (production.Kind)
        {
            case ProductionKind.Keeps:
                return Network.Of(production.Name);
            case ProductionKind.Sets:
                return Network.Of(production.Name, goal ?? draw.Size("units", 1, WidestLayer));
            case ProductionKind.Wrapper:
                var label = labels++;
                return new(production.Name, label, [Make(draw.Under("body"), from, goal, room.Inside(1), required, ref labels)]);
            case ProductionKind.Residual or ProductionKind.Repetition when goal is { } other && other != from:
                return Network.Of(sequence!, Filled(production, draw, from, null, room, required, ref labels), Setter(draw, other));
            case ProductionKind.Residual:
                return Network.Of(production.Name, Make(draw.Under("body"), from, from, room.Inside(1), required, ref labels));
            case ProductionKind.Repetition:
                var body = Make(draw.Under("body"), from, from, room.Inside(2) with { Nameless = true }, required, ref labels);
                return Network.Of(production.Name, draw.Size("times", required.IsEmpty ? 0 : 1, 2), body);
            case ProductionKind.Sequence:
                return Network.Of(production.Name, Chained(draw, from, goal, room, required, ref labels));
            default:
                return Network.Of(production.Name, Branches(production.Kind, draw, from, goal, room, required, ref labels));
        }
    }

    private Network[] Chained(Draw draw, int from, int? goal, Room room, ImmutableArray<string> required, ref int labels)
    {
        var parts = new Network[draw.Size("length", goal is null || goal == from ? Math.Min(1, required.Length) : 1, 3)];
        var place = parts.Length == 0 ? 0 : draw.Choice("place", parts.Length);
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = Make(
                Under(draw, "part", i), from, i == parts.Length - 1 ? goal : null, room.Inside(parts.Length), i == place ? required : [], ref labels);
            from = grammar.Width(parts[i], from)!.Value;
        }
        return parts;
    }

    private Network[] Branches(ProductionKind kind, Draw draw, int from, int? goal, Room room, ImmutableArray<string> required, ref int labels)
    {
        var sum = kind == ProductionKind.Sum;
        var parts = new Network[draw.Size("branches", 1, sum ? 3 : Math.Min(3, goal ?? 3))];
        var place = draw.Choice("place", parts.Length);
        var left = goal ?? (sum ? draw.Size("width", 1, WidestLayer) : 0);
        for (var i = 0; i < parts.Length; i++)
        {
            // Of a width that is to be the sum, each branch but the last takes a part and leaves one for each of the others.
            int? own = sum ? left : goal is null ? null : i == parts.Length - 1 ? left : 1 + Under(draw, "own", i).Choice("own", left - (parts.Length - 1 - i));
            left -= sum ? 0 : own ?? 0;
            parts[i] = Make(Under(draw, "branch", i), from, own, room.Inside(parts.Length), i == place ? required : [], ref labels);
        }
        return parts;
    }

    private Network Setter(Draw draw, int units) => Network.Of(setters[draw.Choice("setter", setters.Length)].Name, units);

    private static Draw Under(Draw draw, string name, int number) => draw.Under(name + number.ToString(CultureInfo.InvariantCulture));
}
