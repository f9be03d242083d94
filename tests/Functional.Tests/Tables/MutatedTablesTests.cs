using System.Globalization;
using System.Text.RegularExpressions;
using Functional.IO;
using Functional.Tests.Keeping;

namespace Functional.Tests.Tables;

/// <summary>
/// Files with quotes, separators and ends of lines anywhere are read as RFC 4180 says, or refused where they break it: never an exception of another kind, never another field. With
/// <c>FUNCTIONAL_SCHEDULED</c> set, ten thousand of them.
/// </summary>
public sealed partial class MutatedTablesTests : ScratchFolder
{
    private static readonly int Files = Scheduled.IsOn ? 10_000 : 500;
    private static readonly string[] Pieces = ["\"", "\"", "\"\"", ",", ",", "\n", "\n", "\r\n", "a", "b c", "1.5", "größe", " ", "\t;", "\0"];

    [Fact]
    public void Any_text_is_read_as_the_rules_read_it_or_refused_where_it_breaks_them()
    {
        var (accepted, refused, wrong) = (0, 0, new List<string>());
        for (var number = 0; number < Files; number++)
        {
            var text = Text(Key.FromSeed(9).Split(number));
            var (expected, actual) = (Expected(text), Actual(text));
            (accepted, refused) = (accepted + (actual.Contains("broken", StringComparison.Ordinal) ? 0 : 1), refused + (actual.Contains("broken", StringComparison.Ordinal) ? 1 : 0));
            if (expected != actual)
                wrong.Add($"{Shown(text)}: expected {Shown(expected)}, but got {Shown(actual)}");
        }

        Assert.True(wrong.Count == 0, FormattableString.Invariant($"{wrong.Count}: {string.Join('\n', wrong.Take(5))}"));
        Assert.True(accepted > Files / 5 && refused > Files / 5, FormattableString.Invariant($"{accepted} were accepted, {refused} refused"));
    }

    /// <summary>Two columns, a header, and some lines: half of the texts have pieces put in anywhere.</summary>
    private static string Text(Key key)
    {
        var text = "x,\"y\"\"\"\n" + string.Concat(Enumerable.Range(0, (int)(key.Bits(0) % 4)).Select(i => (key.Bits(10 + i) % 3) switch { 0 => "1,a\r\n", 1 => "\"1\",\"b,\nc\"\n", _ => "\n\"\",\"\"\"\"\n" }));
        for (var i = 0; i < (int)(key.Bits(1) % 3); i++)
            text = text.Insert((int)(key.Bits(20 + i) % (ulong)(text.Length + 1)), Pieces[key.Bits(30 + i) % (ulong)Pieces.Length]);
        return text;
    }

    private static string Expected(string text)
    {
        var (rows, broken) = StrictCsv.Read(text);
        var count = rows.Count == 0 ? 0 : rows[0].Count;
        var whole = rows.TakeWhile(row => row.Count == count).ToList();
        var told = string.Concat(whole.Select(Line));
        return whole.Count < rows.Count ? told + "broken: fields"
            : broken is var (line, character) ? told + FormattableString.Invariant($"broken: line {line}, character {character}") : told;
    }

    private string Actual(string text)
    {
        File.WriteAllText(At("file"), text);
        var told = "";
        try
        {
            using var file = new CsvReader(At("file"), new() { Separator = ',', HasHeader = false });
            while (file.Next())
            {
                if (file.RowProblem() is { } problem)
                    return told + Broken(problem);
                told += Line(Enumerable.Range(0, file.ColumnCount).Select(column => file.Field(column).ToString()));
            }
            return told;
        }
        catch (InvalidDataException problem)
        {
            return problem.Message == "it has no lines" ? "" : told + Broken(problem.Message);
        }
    }

    private static string Line(IEnumerable<string> fields) => $"[{string.Join('|', fields)}]";

    private static string Broken(string problem) => Place().Match(problem) is { Success: true } place ? $"broken: {place.Value}" : "broken: fields";

    private static string Shown(string text) => text.Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\0", "\\0", StringComparison.Ordinal)
        .ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"line \d+, character \d+")]
    private static partial Regex Place();
}
