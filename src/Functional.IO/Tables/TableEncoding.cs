using System.Collections.Immutable;
using LanguageExt;

namespace Functional.IO;

/// <summary>
/// How the rows of a table become numbers: which columns, with which classes in which order, and what is filled in where a value is missing. It is learnt from one file and encodes any
/// other the same way; its text can be kept beside the parameters of a network that was trained on it.
/// </summary>
/// <example><code>
/// var encoding = Csv.Learn("houses.csv", Column.Number("price"), [Column.Number("area", Fill.Mean), Column.OneHot("city")]);
/// var saved = encoding.Map(each => Safetensors.Save("model.safetensors", θ, new Dictionary&lt;string, string&gt; { ["table"] = each.ToJson() }));
/// </code></example>
public sealed record TableEncoding
{
    /// <summary>The columns that become inputs, in order.</summary>
    public required ImmutableArray<Column> Features { get; init; }

    /// <summary>The column that becomes the target.</summary>
    public required Column Target { get; init; }

    /// <summary>How files are written.</summary>
    public CsvFormat Format { get; init; } = new();

    /// <summary>The names of the inputs, one for each number of a sample: <c>area</c>, <c>city=Oslo</c>.</summary>
    public ImmutableArray<string> InputNames() => [.. Features.SelectMany(static column => column.NumberNames)];

    /// <summary>Whether both encode the same way.</summary>
    /// <param name="other">Another encoding.</param>
    public bool Equals(TableEncoding? other) => other is not null && Target == other.Target && Format == other.Format && Features.AsSpan().SequenceEqual(other.Features.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => Features.Aggregate(HashCode.Combine(Target, Format), HashCode.Combine);

    /// <summary>The encoding as a text, JSON, that is the same for the same encoding.</summary>
    public string ToJson() => EncodingText.Write(this);

    /// <summary>The encoding that a text describes.</summary>
    /// <param name="json">What <see cref="ToJson"/> has written.</param>
    /// <returns>The encoding; or what is wrong with the text.</returns>
    public static Fin<TableEncoding> FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return EncodingText.Read(json);
    }

    /// <summary>What is wrong with it; null when nothing is.</summary>
    internal string? Problem()
    {
        if (Features.IsDefaultOrEmpty || Target is null || Format is null || Features.Any(static column => column is null))
            return "it has no features, no target or no format";
        if (Format.Problem() is { } problem)
            return problem;
        foreach (var column in Features.Add(Target))
            if ((column.Problem() ?? (column.Kind is ColumnKind.OneHot or ColumnKind.Class && column.Classes.IsEmpty ? "it has no classes"
                : column.Fill is { Kind: FillKind.Mean or FillKind.MostFrequent, Value: null } ? "what is filled in is not learnt" : null)) is { } wrong)
                return $"column '{column.Name}': {wrong}";
        return ProblemOfRoles(Features, Target);
    }

    /// <summary>What is wrong with columns together: a target that is no target, a name twice. Null when nothing is.</summary>
    internal static string? ProblemOfRoles(ImmutableArray<Column> features, Column target) =>
        target.Kind is not (ColumnKind.Class or ColumnKind.Number) ? $"the target '{target.Name}' is a class or a number, but here it is a {target.Kind}"
        : features.FirstOrDefault(static column => column.Kind == ColumnKind.Class) is { } label ? $"the feature '{label.Name}' is a class, which targets are: take Column.OneHot"
        : features.Add(target).GroupBy(static column => column.Name, StringComparer.Ordinal).FirstOrDefault(static group => group.Count() > 1) is { } twice ? $"the column '{twice.Key}' is there twice"
        : null;
}
