using System.Collections.Immutable;
using System.Globalization;

namespace Functional.IO;

/// <summary>The files of a run in a folder: <c>step-00001200.safetensors</c>, the step with 8 digits or more.</summary>
internal static class CheckpointFolder
{
    private const string Prefix = "step-", Suffix = ".safetensors";

    /// <summary>The file of a step.</summary>
    public static string PathOf(string folder, long step) => Path.Combine(folder, Invariant($"{Prefix}{step:D8}{Suffix}"));

    /// <summary>The files with a final name, the newest first, whether they are whole or not.</summary>
    public static ImmutableArray<(long Step, string Path)> Files(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, Prefix + "*").Select(static path => (Step: StepOf(Path.GetFileName(path)), Path: path))
            .Where(static file => file.Step is not null).Select(static file => (file.Step!.Value, file.Path)).OrderByDescending(static file => file.Value),
    ];

    /// <summary>What a run has left that was stopped while it wrote.</summary>
    public static ImmutableArray<string> Temporary(string folder) =>
        [.. Directory.EnumerateFiles(folder, Prefix + "*").Where(static path => Replacement.IsTemporary(path)).Order(StringComparer.Ordinal)];

    /// <summary>The step of a final name, written as <see cref="PathOf"/> writes it; null for any other.</summary>
    private static long? StepOf(string name) => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Suffix, StringComparison.Ordinal)
        && name.Length > Prefix.Length + Suffix.Length
        && long.TryParse(name[Prefix.Length..^Suffix.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var step)
        && Path.GetFileName(PathOf("", step)) == name ? step : null;
}
