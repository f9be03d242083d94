using System.Xml;
using System.Xml.Linq;

namespace Functional.Documentation.Blocks;

/// <summary>The examples in the documentation of members: every <c>&lt;code&gt;</c> in a comment of documentation.</summary>
internal static class Sources
{
    /// <summary>Those of all source files in a folder and below it.</summary>
    public static IEnumerable<Example> In(string folder) =>
        from file in Directory.EnumerateFiles(Repository.At(folder), "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        let path = Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')
        where !path.Split('/').Any(static part => part is "obj" or "bin")
        from example in Of(path, File.ReadAllLines(file))
        select example;

    /// <summary>Those of the lines of one file.</summary>
    public static IEnumerable<Example> Of(string path, IReadOnlyList<string> lines)
    {
        for (var first = 0; first < lines.Count; first++)
        {
            var count = lines.Skip(first).TakeWhile(IsDocumentation).Count();
            if (count == 0)
                continue;
            var text = "<all>\n" + string.Join('\n', lines.Skip(first).Take(count).Select(static line => line.TrimStart()[3..])) + "\n</all>";
            foreach (var code in XDocument.Parse(text, LoadOptions.SetLineInfo | LoadOptions.PreserveWhitespace).Descendants("code"))
                yield return new(path, [new(first + ((IXmlLineInfo)code).LineNumber, code.Value.TrimStart('\n').TrimEnd())]);       // <all> is a line, and so is <code>
            first += count;
        }

        static bool IsDocumentation(string line) => line.TrimStart().StartsWith("///", StringComparison.Ordinal);
    }
}
