using System.Globalization;
using System.Text;

namespace Functional.Tests.Keeping;

/// <summary>
/// JSON by the letter of RFC 8259, read once more: by recursion over characters, with nothing of the library's or of .NET's reader. An object is a list of its members,
/// so that names that come twice are seen; a number stays text.
/// </summary>
internal sealed class StrictJson
{
    private readonly string text;
    private int at;

    private StrictJson(string text) => this.text = text;

    /// <summary>A number as it is written.</summary>
    public sealed record Number(string Text);

    /// <summary>The value of a text: a list of members, a list of values, a string, a <see cref="Number"/>, a truth or null.</summary>
    /// <exception cref="FormatException">It is no JSON.</exception>
    public static object? Parse(string text)
    {
        var json = new StrictJson(text);
        json.Space();
        var value = json.Value(0);
        json.Space();
        return json.at == text.Length ? value : throw json.Wrong();
    }

    private char Next => at < text.Length ? text[at] : '\0';

    private FormatException Wrong() => new(string.Create(CultureInfo.InvariantCulture, $"at {at}"));

    private void Space()
    {
        while (at < text.Length && text[at] is ' ' or '\t' or '\n' or '\r')
            at++;
    }

    private void Take(string expected)
    {
        if (string.CompareOrdinal(text, at, expected, 0, expected.Length) != 0)
            throw Wrong();
        at += expected.Length;
    }

    private object? Value(int depth)
    {
        if (depth > 60)
            throw Wrong();
        switch (Next)
        {
            case '{':
                return Items('{', '}', () =>
                {
                    var name = Text();
                    Space();
                    Take(":");
                    Space();
                    return KeyValuePair.Create(name, Value(depth + 1));
                });
            case '[':
                return Items('[', ']', () => Value(depth + 1));
            case '"':
                return Text();
            case 't':
                Take("true");
                return true;
            case 'f':
                Take("false");
                return false;
            case 'n':
                Take("null");
                return null;
            default:
                return Digits();
        }
    }

    private List<A> Items<A>(char open, char close, Func<A> item)
    {
        var items = new List<A>();
        Take(open.ToString());
        Space();
        for (var first = true; Next != close; first = false)
        {
            if (!first)
            {
                Take(",");
                Space();
            }
            items.Add(item());
            Space();
            if (Next != close && Next != ',')
                throw Wrong();
        }
        at++;
        return items;
    }

    private Number Digits()
    {
        var start = at;
        if (Next == '-')
            at++;
        if (Next == '0')
            at++;
        else
            Many();
        if (Next == '.')
        {
            at++;
            Many();
        }
        if (Next is 'e' or 'E')
        {
            at++;
            if (Next is '+' or '-')
                at++;
            Many();
        }
        return new(text[start..at]);

        void Many()
        {
            if (!char.IsAsciiDigit(Next))
                throw Wrong();
            while (char.IsAsciiDigit(Next))
                at++;
        }
    }

    private string Text()
    {
        Take("\"");
        var made = new StringBuilder();
        while (Next != '"')
        {
            if (at >= text.Length || Next < ' ')
                throw Wrong();
            var read = text[at++];
            if (read != '\\')
            {
                made.Append(read);
                continue;
            }
            var escape = Next;
            at++;
            made.Append(escape switch
            {
                '"' or '\\' or '/' => escape,
                'b' => '\b',
                'f' => '\f',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => Unit(),
                _ => throw Wrong(),
            });
        }
        at++;
        var whole = made.ToString();
        for (var i = 0; i < whole.Length; i++)
            if (char.IsSurrogate(whole[i]) && !(i + 1 < whole.Length && char.IsSurrogatePair(whole[i], whole[++i])))
                throw Wrong();
        return whole;
    }

    private char Unit()
    {
        var digits = at + 4 <= text.Length ? text.Substring(at, 4) : throw Wrong();
        at += 4;
        return digits.All(char.IsAsciiHexDigit) ? (char)ushort.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) : throw Wrong();
    }
}
