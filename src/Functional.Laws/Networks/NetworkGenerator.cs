using System.Collections.Immutable;
using System.Globalization;

namespace Functional.Laws;

/// <summary>
/// Random networks that fit. The output's width is either left open or given as a goal; what comes in between is chosen so that it is met.
/// </summary>
internal sealed class NetworkGenerator(Vocabulary vocabulary)
{
    private const int LayersForEachLevel = 4;
    private const int WidestLayer = 4;

    private readonly ImmutableArray<Word> setters = [.. vocabulary.Words.Where(static word => word.Kind == WordKind.Sets && word.SmallestBatch == 1)];
    private readonly string? sequence = vocabulary.Words.FirstOrDefault(static word => word.Kind == WordKind.Sequence)?.Name;

    /// <summary>A network for inputs of a width, at most so deep, that has every required word.</summary>
    public Network Of(Draw draw, int from, int depth)
    {
        var labels = 0;
        return Make(draw, from, null, new(depth, LayersForEachLevel * Math.Max(1, depth), false), vocabulary.Required, ref labels);
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
        var word = Choose(draw, from, goal, room, required, out var rest);
        if (!word.IsLayer || word.Kind == WordKind.Sets || goal is null || goal == from)
            return Filled(word, draw, from, goal, room, rest, ref labels);
        // The word keeps the width, but another is asked for: a layer that sets it comes after.
        return Network.Of(sequence!, Filled(word, draw, from, null, room, rest, ref labels), Setter(draw, goal.Value));
    }

    /// <summary>Several required words: each in a network of its own, one after the other.</summary>
    private Network Several(Draw draw, int from, int? goal, Room room, ImmutableArray<string> required, ref int labels)
    {
        var parts = new Network[required.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            var last = i == parts.Length - 1;
            parts[i] = Make(Under(draw, "required", i), from, last ? goal : null, room.Inside(parts.Length), [required[i]], ref labels);
            from = vocabulary.Width(parts[i], from)!.Value;
        }
        return Network.Of(sequence!, parts);
    }

    private Word Choose(Draw draw, int from, int? goal, Room room, ImmutableArray<string> required, out ImmutableArray<string> rest)
    {
        rest = required;
        if (required is [var name] && (room.Depth <= 0 || room.Layers <= 1 || vocabulary[name] is var one && draw.Coin("here") && Fits(one)))
        {
            rest = [];
            return vocabulary[name];
        }
        var inner = room.Depth > 0 && room.Layers > 1 && (required.Length > 0 || draw.Choice("nest", 4) > 0);
        var words = vocabulary.Words.Where(each => !vocabulary.Required.Contains(each.Name) && each.IsLayer != inner && Fits(each)).ToArray();
        if (words.Length == 0)
            words = [.. vocabulary.Words.Where(each => each.IsLayer && Fits(each))];
        if (words.Length == 0)
            throw new InvalidOperationException(
                Invariant($"No word of the vocabulary turns a width of {from} into {goal}: it needs a layer that sets its width, and a sequence."));
        // A word with several parts counts three times, or most networks would be one layer in wrappings.
        words = [.. words, .. words.Where(static each => each is { IsLayer: false, IsUnary: false }).SelectMany(static each => Enumerable.Repeat(each, 2))];
        return words[draw.Choice("word", words.Length)];

        bool Fits(Word each) =>
            !(each.Kind == WordKind.Wrapper && room.Nameless)
            && (goal is null || goal == from || each.Kind == WordKind.Sets || (sequence is not null && !setters.IsEmpty))
            && (each.Kind != WordKind.Sum || !setters.IsEmpty);
    }

    private Network Filled(Word word, Draw draw, int from, int? goal, Room room, ImmutableArray<string> required, ref int labels)
    {
        switch (word.Kind)
        {
            case WordKind.Keeps:
                return Network.Of(word.Name);
            case WordKind.Sets:
                return Network.Of(word.Name, goal ?? draw.Size("units", 1, WidestLayer));
            case WordKind.Wrapper:
                var label = labels++;
                return new(word.Name, label, [Make(draw.Under("body"), from, goal, room.Inside(1), required, ref labels)]);
            case WordKind.Residual or WordKind.Repetition when goal is { } other && other != from:
                return Network.Of(sequence!, Filled(word, draw, from, null, room, required, ref labels), Setter(draw, other));
            case WordKind.Residual:
                return Network.Of(word.Name, Make(draw.Under("body"), from, from, room.Inside(1), required, ref labels));
            case WordKind.Repetition:
                var body = Make(draw.Under("body"), from, from, room.Inside(2) with { Nameless = true }, required, ref labels);
                return Network.Of(word.Name, draw.Size("times", required.IsEmpty ? 0 : 1, 2), body);
            case WordKind.Sequence:
                return Network.Of(word.Name, Chained(draw, from, goal, room, required, ref labels));
            default:
                return Network.Of(word.Name, Branches(word.Kind, draw, from, goal, room, required, ref labels));
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
            from = vocabulary.Width(parts[i], from)!.Value;
        }
        return parts;
    }

    private Network[] Branches(WordKind kind, Draw draw, int from, int? goal, Room room, ImmutableArray<string> required, ref int labels)
    {
        var sum = kind == WordKind.Sum;
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
