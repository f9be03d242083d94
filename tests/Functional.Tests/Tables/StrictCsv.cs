namespace Functional.Tests.Tables;

/// <summary>RFC 4180, character by character, where lines may end with either half of CRLF, too: the rows of a text, or the place where it breaks the rules. Lines without a character are no rows.</summary>
internal static class StrictCsv
{
    public static (List<List<string>> Rows, (int Line, int Character)? Broken) Read(string text)
    {
        var (rows, row) = (new List<List<string>>(), new List<string>());
        var (at, line, lineStart) = (0, 1, 0);
        while (at < text.Length)
        {
            var field = new System.Text.StringBuilder();
            if (text[at] == '"')
            {
                var opened = (line, at - lineStart + 1);
                for (at++; ; at++)
                {
                    if (at == text.Length)
                        return (rows, opened);
                    if (text[at] == '\n')
                        (line, lineStart) = (line + 1, at + 1);
                    if (text[at] != '"')
                        field.Append(text[at]);
                    else if (at + 1 < text.Length && text[at + 1] == '"')
                        field.Append(text[at++]);
                    else
                        break;
                }
                at++;
                if (at < text.Length && text[at] is not (',' or '\n' or '\r'))
                    return (rows, (line, at - lineStart + 1));
            }
            else
                for (; at < text.Length && text[at] is not (',' or '\n' or '\r'); at++)
                {
                    if (text[at] == '"')
                        return (rows, (line, at - lineStart + 1));
                    field.Append(text[at]);
                }
            row.Add(field.ToString());
            var isEnd = at == text.Length || text[at] != ',';
            var isEmpty = row.Count == 1 && field.Length == 0 && (at == 0 || text[at - 1] is '\n' or '\r');
            at += text.AsSpan(Math.Min(at, text.Length)).StartsWith("\r\n", StringComparison.Ordinal) ? 2 : 1;
            if (isEnd)
            {
                if (!isEmpty)
                    rows.Add(row);
                (row, line, lineStart) = ([], line + 1, at);
            }
            else if (at == text.Length)
            {
                row.Add("");
                rows.Add(row);
                row = [];
            }
        }
        return (rows, null);
    }
}
