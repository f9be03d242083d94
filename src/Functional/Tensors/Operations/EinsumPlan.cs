namespace Functional;

/// <summary>What a specification of Einstein's sum says: the letters of each operand, and those of the result.</summary>
/// <param name="Text">The specification.</param>
/// <param name="Operands">The letters of each operand.</param>
/// <param name="Result">The letters of the result.</param>
internal sealed record EinsumPlan(string Text, string[] Operands, string Result)
{
    /// <summary>Reads a specification; spaces do not count.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static EinsumPlan Parse(string specification)
    {
        ArgumentNullException.ThrowIfNull(specification);
        var arrow = specification.IndexOf("->", StringComparison.Ordinal);
        var left = arrow < 0 ? specification : specification[..arrow];
        Letters(specification, 0, left.Length, isResult: false);
        string[] operands = [.. left.Split(',').Select(static each => each.Replace(" ", "", StringComparison.Ordinal))];
        var all = string.Concat(operands);
        if (arrow < 0)
            return new(specification, operands, string.Concat(all.Where(name => all.Count(other => other == name) == 1).Order()));
        Letters(specification, arrow + 2, specification.Length, isResult: true);
        for (var at = arrow + 2; at < specification.Length; at++)
        {
            var name = specification[at];
            if (name == ' ')
                continue;
            if (!all.Contains(name, StringComparison.Ordinal))
                throw Refusal(specification, at, "no operand has it");
            if (specification.IndexOf(name, arrow + 2) < at)
                throw Refusal(specification, at, "the result has it already");
        }
        return new(specification, operands, specification[(arrow + 2)..].Replace(" ", "", StringComparison.Ordinal));
    }

    /// <summary>Refuses operands that do not fit.</summary>
    /// <exception cref="ShapeException">There are more or fewer, one has other axes, or axes of one letter differ in size.</exception>
    public void Expect(Shape[] shapes)
    {
        if (shapes.Length != Operands.Length)
            throw new ShapeException(Invariant($"Einsum \"{Text}\": it is of {Operands.Length} operands, but there are {shapes.Length}."));
        var sizes = new Dictionary<char, (int Size, int Operand)>();
        for (var i = 0; i < shapes.Length; i++)
        {
            if (Operands[i].Length != shapes[i].Rank)
                throw new ShapeException(Invariant($"Einsum \"{Text}\": operand {i} is \"{Operands[i]}\", but has shape {shapes[i]}."));
            for (var axis = 0; axis < shapes[i].Rank; axis++)
            {
                var (name, size) = (Operands[i][axis], shapes[i][axis]);
                if (!sizes.TryAdd(name, (size, i)) && sizes[name] is var known && known.Size != size)
                    throw new ShapeException(Invariant(
                        $"Einsum \"{Text}\": '{name}' is {known.Size} in operand {known.Operand} of shape {shapes[known.Operand]}, ")
                        + Invariant($"but {size} in operand {i} of shape {shapes[i]}."));
            }
        }
    }

    private static void Letters(string specification, int from, int to, bool isResult)
    {
        for (var at = from; at < to; at++)
            if (!char.IsAsciiLetter(specification[at]) && specification[at] != ' ' && (isResult || specification[at] != ','))
                throw Refusal(specification, at, "axes are letters from a to z or A to Z");
    }

    private static FormatException Refusal(string specification, int at, string why) =>
        new(Invariant($"Einsum \"{specification}\": '{specification[at]}' at place {at}: {why}."));
}
