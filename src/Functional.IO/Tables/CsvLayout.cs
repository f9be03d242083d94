namespace Functional.IO;

/// <summary>What is found out about a file from its beginning.</summary>
internal static class CsvLayout
{
    public const int SampleLength = 1 << 16;
    private const int LinesLookedAt = 50;
    private static readonly char[] Candidates = ['\t', ';', ','];

    /// <summary>The separator that divides the first lines into equally many fields, more than one; of several the first of tab, semicolon and comma, for commas may be within numbers.</summary>
    /// <param name="sample">The beginning of the file.</param>
    /// <param name="isWhole">Whether that is all of it.</param>
    public static char SeparatorOf(ReadOnlySpan<char> sample, bool isWhole)
    {
        var counts = new List<int[]>();
        var (own, isQuoted) = (new int[Candidates.Length], false);
        foreach (var character in sample)
        {
            if (character == '"')
                isQuoted = !isQuoted;
            else if (character == '\n' && !isQuoted)
            {
                counts.Add(own);
                own = new int[Candidates.Length];
                if (counts.Count == LinesLookedAt)
                    break;
            }
            else if (!isQuoted && Array.IndexOf(Candidates, character) is var candidate and >= 0)
                own[candidate]++;
        }
        if (isWhole && counts.Count < LinesLookedAt && own.Any(static count => count > 0))
            counts.Add(own);
        counts.RemoveAll(static line => line.All(static count => count == 0));
        if (counts.Count == 0)
            return ',';
        // Where a line is broken, the others decide: the mistake is told later, with its line.
        return Enumerable.Range(0, Candidates.Length).Where(candidate => counts[0][candidate] > 0)
            .OrderByDescending(candidate => counts.Count(line => line[candidate] == counts[0][candidate])).Select(static candidate => Candidates[candidate]).FirstOrDefault(',');
    }
}
