using System.Globalization;

namespace Functional.IO;

/// <summary>
/// The dictionary of a header, <c>{'descr': '&lt;f4', 'fortran_order': False, 'shape': (2, 3), }</c>: of Python's literals those alone that such a header is made of, in the
/// order in which they come.
/// </summary>
/// <param name="text">The text.</param>
/// <param name="isOfPython2">Whether whole numbers may end with an L, as Python 2 wrote them.</param>
internal sealed class NpyHeaderText(string text, bool isOfPython2)
{
    private const string TypeKey = "descr", OrderKey = "fortran_order", ShapeKey = "shape";
    private int at;

    /// <summary>What the dictionary says: each of its three entries once, and nothing else.</summary>
    /// <exception cref="InvalidDataException">It is no such dictionary; the message says where.</exception>
    public (string Type, bool IsFortran, IReadOnlyList<ulong> Axes) Read()
    {
        (string? type, bool? isFortran, List<ulong>? axes) = (null, null, null);
        while (at < text.Length && text[at] is ' ' or '\t')
            at++;
        Expect('{', "a dictionary");
        while (!Is('}'))
        {
            var key = Text("the name of an entry");
            Expect(':', "a colon");
            switch (key)
            {
                case TypeKey when type is null:
                    type = Peek() is '[' or '(' ? throw new InvalidDataException("its elements are structured: arrays of numbers are read") : Text("the type of the numbers");
                    break;
                case OrderKey when isFortran is null:
                    isFortran = Word() switch { "True" => true, "False" => false, _ => throw Refusal("True or False") };
                    break;
                case ShapeKey when axes is null:
                    axes = Axes();
                    break;
                default:
                    throw new InvalidDataException(key is TypeKey or OrderKey or ShapeKey ? $"its header has '{key}' twice" : $"its header has '{key}', which the format does not know");
            }
            if (!Is(','))
            {
                Expect('}', "a comma or the end of the dictionary");
                break;
            }
        }
        if (Peek() is not null)
            throw Refusal("the end");
        return (type ?? throw Missing(TypeKey), isFortran ?? throw Missing(OrderKey), axes ?? throw Missing(ShapeKey));
    }

    private List<ulong> Axes()
    {
        Expect('(', "the shape in parentheses");
        var axes = new List<ulong>();
        while (!Is(')'))
        {
            axes.Add(Whole());
            if (Is(','))
                continue;
            if (axes.Count == 1)
                throw Refusal("a comma: a shape of one axis is written (3,)");
            Expect(')', "a comma or the end of the shape");
            break;
        }
        return axes;
    }

    private ulong Whole()
    {
        const string expected = "a size, that is a whole number from 0 on, below 2⁶⁴";
        Peek();
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        var digits = text.AsSpan(start, at - start);
        if (!ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || (digits[0] == '0' && digits.Length > 1))
        {
            at = start;
            throw Refusal(expected);
        }
        if (isOfPython2 && at < text.Length && text[at] == 'L')
            at++;
        return number;
    }

    private string Text(string expected)
    {
        if (Peek() is not ('\'' or '"') || text.IndexOf(text[at], at + 1) is var end && end < 0)
            throw Refusal(expected + " in quotes");
        var content = text[(at + 1)..end];
        if (content.AsSpan().ContainsAny('\\', '\n'))
            throw Refusal(expected + " in quotes, without a backslash or a new line");
        at = end + 1;
        return content;
    }

    private string Word()
    {
        Peek();
        var start = at;
        while (at < text.Length && char.IsAsciiLetter(text[at]))
            at++;
        return text[start..at];
    }

    private bool Is(char expected)
    {
        if (Peek() != expected)
            return false;
        at++;
        return true;
    }

    private void Expect(char expected, string meaning)
    {
        if (!Is(expected))
            throw Refusal(meaning);
    }

    /// <summary>The next character that is no space; null at the end.</summary>
    private char? Peek()
    {
        while (at < text.Length && text[at] is ' ' or '\t' or '\n')
            at++;
        return at < text.Length ? text[at] : null;
    }

    private InvalidDataException Refusal(string expected) => new(Invariant($"at character {at} its header should have {expected}"));

    private static InvalidDataException Missing(string key) => new($"its header has no '{key}'");
}
