namespace Functional;

/// <summary>How far apart two spellings are: for messages that name what was perhaps meant.</summary>
public static class Spelling
{
    /// <summary>How many characters must be put in, taken out or changed (Levenshtein, Soviet Physics Doklady 10(8), 1966).</summary>
    /// <param name="left">One spelling.</param>
    /// <param name="right">The other.</param>
    public static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 0; i < left.Length; i++)
        {
            var diagonal = row[0]++;
            for (var j = 0; j < right.Length; j++)
            {
                var changed = diagonal + (left[i] == right[j] ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(changed, Math.Min(row[j], row[j + 1]) + 1);
            }
        }
        return row[^1];
    }
}
