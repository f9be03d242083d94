using System.Collections.Immutable;
using Functional.IO;
using Functional.Tests.Keeping;
using LanguageExt;
using LanguageExt.Common;

namespace Functional.Tests.Tables;

/// <summary>Files of a few lines, and what is said of them.</summary>
public abstract class TableFile : ScratchFolder
{
    protected string Written(string text, string name = "table.csv")
    {
        File.WriteAllText(At(name), text);
        return At(name);
    }

    protected Validation<Error, Table<double, Labels>> Classes(string text, string target, ImmutableArray<Column>? features = null, CsvFormat? format = null) =>
        Csv.ReadClasses<double>(Written(text), target, features, format);

    protected Validation<Error, Table<double, Tensor<double>>> Numbers(string text, string target, ImmutableArray<Column>? features = null, CsvFormat? format = null) =>
        Csv.ReadNumbers<double>(Written(text), target, features, format);

    internal static A Right<A>(Validation<Error, A> result) =>
        result.Match(static value => value, static problems => throw new InvalidDataException(string.Join('\n', problems.Select(static each => each.Message))));

    /// <summary>The problems, without the path that each begins with.</summary>
    protected string[] Wrong<A>(Validation<Error, A> result) => Wrong(result, At("table.csv"));

    protected static string[] Wrong<A>(Validation<Error, A> result, string path)
    {
        string[] messages = result.Match(static _ => [], static problems => problems.Select(static each => each.Message).ToArray());
        Assert.All(messages, message => Assert.StartsWith(path + ": ", message, StringComparison.Ordinal));
        return [.. messages.Select(message => message[(path.Length + 2)..])];
    }
}
