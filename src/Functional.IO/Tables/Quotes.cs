namespace Functional.IO;

/// <summary>Quotes as RFC 4180 has them: a field is in quotes from its first character to its last, and a quote within it is written twice.</summary>
internal static class Quotes
{
    /// <summary>Where a field breaks the rule, and how; −1 when it does not.</summary>
    public static int BrokenAt(ReadOnlySpan<char> field, out string how)
    {
        how = "";
        var first = field.IndexOf('"');
        if (first < 0)
            return -1;
        if (first > 0)
        {
            how = "there is a quote within a field that does not begin with one";
            return first;
        }
        for (var at = 1; at < field.Length; at++)
            if (field[at] == '"')
            {
                if (at == field.Length - 1)
                    return -1;
                if (field[++at] != '"')
                {
                    how = "a field goes on after the quote that ends it";
                    return at;
                }
            }
        how = "the quote that begins here is not closed";
        return 0;
    }

    /// <summary>What a field says, without its quotes.</summary>
    public static ReadOnlySpan<char> Without(ReadOnlySpan<char> field)
    {
        if (field is not ['"', .. var inner, '"'])
            return field;
        return inner.Contains('"') ? inner.ToString().Replace("\"\"", "\"", StringComparison.Ordinal) : inner;
    }
}
