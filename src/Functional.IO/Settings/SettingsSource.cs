using System.Collections.Immutable;
using System.Text.Json;
using LanguageExt;
using LanguageExt.Common;

namespace Functional.IO;

/// <summary>
/// Settings as they come from outside, each a name with a text: of a JSON file, of a command line. What they mean, and whether they may be so, is asked by
/// <see cref="Setting{V}.From"/>; each answer is a <see cref="Validation{FAIL, SUCCESS}"/>, so that all problems are told at once.
/// </summary>
/// <example><code>
/// static readonly Setting&lt;double&gt; Rate = Setting.Real("rate", 1e-3, "a positive number", static x => x > 0);
/// static readonly Setting&lt;int&gt; Width = Setting.Whole("width", 64, from: 1);
///
/// static Validation&lt;Error, (double Rate, int Width)&gt; Read(SettingsSource source) =>
///     (Rate.From(source), Width.From(source), source.Only("rate", "width")).Apply(static (rate, width, _) => (rate, width));
/// </code></example>
public sealed class SettingsSource
{
    private const int LargestFile = 1 << 20;

    private readonly ImmutableSortedDictionary<string, (string Value, string From)> values;

    private SettingsSource(ImmutableSortedDictionary<string, (string Value, string From)> values) => this.values = values;

    /// <summary>The names that there are.</summary>
    public IEnumerable<string> Names => values.Keys;

    /// <summary>Settings that are there already.</summary>
    /// <param name="origin">Where they come from, for messages: <c>"the command line"</c>.</param>
    /// <param name="values">Each name with its text; the last one of a name holds.</param>
    public static SettingsSource Of(string origin, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var made = ImmutableSortedDictionary.CreateBuilder<string, (string, string)>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
            made[name] = (value, origin);
        return new(made.ToImmutable());
    }

    /// <summary>
    /// The settings of a file: one JSON object of numbers, texts and truth values. Comments and a comma after the last one are allowed.
    /// </summary>
    /// <param name="path">The file, of at most 1 MiB.</param>
    /// <returns>The settings, or all that is wrong with the file as such.</returns>
    public static Validation<Error, SettingsSource> Json(string path) => Outside.TryAll(path, () =>
    {
        using var file = InputFile.Open(path);
        if (file.Length > LargestFile)
            throw new InvalidDataException(Invariant($"it has {file.Length} bytes; settings have at most {LargestFile}"));
        try
        {
            using var document = JsonDocument.Parse(file, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return Of(path, document.RootElement);
        }
        catch (JsonException problem)
        {
            throw new InvalidDataException(Invariant($"it is no JSON, at line {problem.LineNumber + 1}, byte {problem.BytePositionInLine + 1}"), problem);
        }
    });

    /// <summary>These, and those of another source where these have none: the command line over a file.</summary>
    /// <param name="other">The other source.</param>
    public SettingsSource Over(SettingsSource other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(other.values.SetItems(values));
    }

    /// <summary>Refuses all names but these: a setting that nobody reads was misspelt.</summary>
    /// <param name="known">The names of all settings.</param>
    public Validation<Error, Unit> Only(params ReadOnlySpan<string> known)
    {
        var (problems, names) = (new List<Error>(), known.ToArray());
        foreach (var (name, (_, origin)) in values)
            if (!known.Contains(name))
                problems.Add(Error.New($"{origin}: there is no setting '{name}': {NearNames.Listed(name, names)}."));
        return Outside.Of(Unit.Default, problems);
    }

    /// <summary>The text of a setting and where it comes from, if there is one.</summary>
    internal Option<(string Value, string From)> Find(string name) => values.TryGetValue(name, out var found) ? Prelude.Some(found) : Prelude.None;

    private static Validation<Error, SettingsSource> Of(string path, JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new InvalidDataException($"settings are one JSON object, but this is {Written(root.ValueKind)}");
        var (made, problems) = (ImmutableSortedDictionary.CreateBuilder<string, (string, string)>(StringComparer.Ordinal), new List<Error>());
        foreach (var property in root.EnumerateObject())
            if (property.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null)
                problems.Add(Error.New($"{path}: '{property.Name}' is a number, a text or a truth value, but is {Written(property.Value.ValueKind)}."));
            else if (made.ContainsKey(property.Name))
                problems.Add(Error.New($"{path}: '{property.Name}' is there twice."));
            else
                made[property.Name] = (property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString()! : property.Value.GetRawText(), path);
        return Outside.Of(new SettingsSource(made.ToImmutable()), problems);
    }

    private static string Written(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "a truth value",
    };
}
