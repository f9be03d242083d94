using System.Reflection;
using System.Text.RegularExpressions;
using PublicApiGenerator;

namespace Functional.Tests.PublicApi;

/// <summary>What can be named of a library, as C# without bodies, in an order of its own. Namespaces of .NET and of the library are left out before the names in them.</summary>
internal static partial class PublicApiText
{
    private static readonly ApiGeneratorOptions Options = new()
    {
        IncludeAssemblyAttributes = false,
        DenyNamespacePrefixes = [],
        OrderBy = OrderMode.FullName,
        // What the compilers write for themselves, where the signature says it as well, or where it is F#'s.
        ExcludeAttributes =
        [
            "Microsoft.FSharp.Core.CompilationArgumentCountsAttribute",
            "Microsoft.FSharp.Core.CompilationMappingAttribute",
            "System.Runtime.CompilerServices.CallerArgumentExpressionAttribute",
            "System.Runtime.CompilerServices.ScopedRefAttribute",
        ],
    };

    public static string Of(Assembly library)
    {
        var text = library.GeneratePublicApi(Options).ReplaceLineEndings("\n").TrimEnd() + "\n";
        text = Lists().Replace(text, static list => "{ " + Regex.Replace(list.Groups[1].Value, @"\s+", " ") + " }");
        return Blanks().Replace(Namespaces().Replace(text, ""), " ");
    }

    /// <summary>A namespace before a name that is no namespace: a word before a point that begins with a capital is one of these, or an outer type, which stays.</summary>
    [GeneratedRegex(@"(?<!namespace )(?<![\w.])(?:System\.(?:(?:Collections|Generic|Immutable|Numerics|Diagnostics|CodeAnalysis|Metrics|Threading|Tasks|Runtime|CompilerServices|IO|Text|Globalization|ComponentModel)\.)*|Functional\.(?:(?:IO|Images|FSharp|Laws)\.)?)(?=[A-Z])")]
    private static partial Regex Namespaces();

    [GeneratedRegex(@"\{\s*((?:""\w*""|null|-?\d+)(?:,\s*(?:""\w*""|null|-?\d+))*)\}")]
    private static partial Regex Lists();

    [GeneratedRegex(@"(?<=\S) {2,}")]
    private static partial Regex Blanks();
}
