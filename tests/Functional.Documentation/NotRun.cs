using Functional.Documentation.Blocks;

namespace Functional.Documentation;

/// <summary>The examples that are compiled and not run, each with its reason.</summary>
internal static class NotRun
{
    /// <summary>By a file, and by words of the example.</summary>
    public static IReadOnlyList<(string Path, string Words, string Reason)> Rows { get; } =
    [
        ("src/Functional.Console/ConsoleView.cs", "AnsiConsole.Console", "draws on the terminal"),
        ("src/Functional.Console/README.md", "AnsiConsole.Console", "draws on the terminal"),
    ];

    /// <summary>The rows that are of no example any more.</summary>
    public static IEnumerable<string> Stale(IEnumerable<Example> examples) => Rows.Where(row => !examples.Any(example => Is(row, example))).Select(static row => row.Path);

    /// <summary>Why an example is not run; null where it is.</summary>
    public static string? Why(Example example) => Rows
        .Where(row => Is(row, example)).Select(static row => row.Reason).FirstOrDefault();

    private static bool Is((string Path, string Words, string Reason) row, Example example) =>
        example.Path == row.Path && example.Pieces.Any(piece => piece.Code.Contains(row.Words, StringComparison.Ordinal));
}
