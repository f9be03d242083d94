namespace Functional.Documentation.Blocks;

/// <summary>What the reader of an example has at the top of a file: the usings of a new project, the library's, and the stand-ins of <see cref="StandIns.Given{T}"/>.</summary>
internal static class Vocabulary
{
    private static readonly string[] Always =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Numerics", "System.Threading", "System.Threading.Tasks", "Functional",
    ];

    private static readonly string[] Edges = ["Functional.IO", "LanguageExt", "LanguageExt.Common"];
    private static readonly string[] Laws = ["Functional.Laws", "FsCheck.Xunit", "Xunit"];

    /// <summary>The usings of an example, by the package that it stands in.</summary>
    public static string Of(Example example)
    {
        var precision = example.IsDouble ? "double" : "float";
        string[] more = example.Path.Split('/') switch
        {
            ["src", "Functional.IO" or "Functional.Parquet", ..] => [.. Edges],
            ["src", "Functional.Images", ..] => [.. Edges, "Functional.Images"],
            ["src", "Functional.Plots", ..] => ["Functional.Plots"],
            ["src", "Functional.Console", ..] => ["Spectre.Console"],
            ["src", "Functional.Laws" or "Functional.Laws.Xunit" or "Functional.Laws.XunitV3", ..] or ["README.md"] => Laws,
            ["src", "Functional", "Pages", ..] => [.. Edges, "Functional.Laws"],
            _ => [],
        };
        return string.Concat(Always.Concat(more).Select(static name => $"using {name};\n"))
            + "using Property = FsCheck.Property;\n"
            + string.Concat(((string[])["Functional.Layers", "Functional.GradientTransformations", "Functional.Documentation.StandIns.Given"]).Select(name => $"using static {name}<{precision}>;\n"));
    }
}
