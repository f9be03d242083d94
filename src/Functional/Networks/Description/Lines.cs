using System.Globalization;

namespace Functional;

/// <summary>Text in lines that are not too long.</summary>
internal static class Lines
{
    /// <summary>A text in lines of at most some characters, broken at spaces where there are any.</summary>
    /// <param name="text">The text, of printable characters.</param>
    /// <param name="width">How long a line may be.</param>
    /// <param name="indent">How many spaces all lines but the first begin with.</param>
    public static IEnumerable<string> Wrapped(string text, int width, int indent)
    {
        var margin = "";
        while (margin.Length + text.Length > width)
        {
            var room = width - margin.Length;
            var space = text.LastIndexOf(' ', room);
            var end = space > 0 ? space : room;
            yield return margin + text[..end];
            text = text[end..].TrimStart(' ');
            margin = new(' ', indent);
        }
        yield return margin + text;
    }

    /// <summary>The text on one line: characters that are none, such as a line break, as C# writes them.</summary>
    public static string Printable(string text) => text.Any(char.IsControl) ? string.Concat(text.Select(Printable)) : text;

    private static string Printable(char each) =>
        char.IsControl(each) ? "\\u" + ((int)each).ToString("x4", CultureInfo.InvariantCulture) : each.ToString();
}
