using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Functional.Documentation.Blocks;

/// <summary>An example as a file that can be compiled: types are declared in a namespace of its own, statements stand in a method.</summary>
internal static class Program
{
    /// <summary>The method that runs the statements of an example.</summary>
    public const string Method = "Run";

    /// <summary>What is printed between two pieces, so that each one's text is known.</summary>
    public const char Between = '\f';

    private static readonly CSharpParseOptions Options = new(LanguageVersion.CSharp14);

    /// <summary>The file, without the attributes of an assembly that another example has had: to its reader it is an assembly of its own. Errors are told at the lines where the documentation has them.</summary>
    public static SyntaxTree Of(Example example, string name, ISet<string> attributes)
    {
        var (head, types, statements, isRun) = ("", "", "", false);
        foreach (var piece in example.Pieces)
        {
            var unit = SyntaxFactory.ParseCompilationUnit(piece.Code, options: Options);
            var isWhole = IsWhole(unit);
            if (!isWhole && IsWhole(SyntaxFactory.ParseCompilationUnit($"class Members {{ {piece.Code} }}", options: Options)))
            {
                var kind = piece.Code.Contains("(this ", StringComparison.Ordinal) ? "static class" : "class";
                types += Invariant($"public {kind} Members{piece.Line}\n{{\n#line {piece.Line} \"{example.Path}\"\n{piece.Code}\n}}\n");
            }
            else if (!isWhole)
            {
                statements += Invariant($"#line {piece.Line} \"{example.Path}\"\n{piece.Code}\n#line default\n");        // the compiler says what is wrong with it
                isRun = true;
            }
            else
            {
                head += string.Concat(unit.Usings.Select(At)) + string.Concat(unit.AttributeLists.Where(each => attributes.Add(each.ToString())).Select(At));
                types += string.Concat(unit.Members.Where(static member => member is not GlobalStatementSyntax).Select(At));
                statements += string.Concat(unit.Members.OfType<GlobalStatementSyntax>().Select(At));
                isRun |= unit.Members.Any(static member => member is GlobalStatementSyntax);
            }
            statements += Invariant($"global::System.Console.Write('\\f');\n");

            string At(SyntaxNode node) =>
                Invariant($"#line {piece.Line + node.GetLocation().GetLineSpan().StartLinePosition.Line} \"{example.Path}\"\n{node.ToString()}\n#line default\n");
        }
        var run = isRun ? $"public static class Program\n{{\npublic static void {Method}()\n{{\n{statements}\n}}\n}}\n" : "";
        return CSharpSyntaxTree.ParseText($"#nullable enable\n{Vocabulary.Of(example)}{head}namespace {name};\n{types}{run}", Options, example.At);
    }

    /// <summary>Whether there are no mistakes in the syntax; that statements stand after types is none in documentation.</summary>
    private static bool IsWhole(CompilationUnitSyntax unit) => unit.GetDiagnostics().All(static each => each.Id == "CS8803");
}
