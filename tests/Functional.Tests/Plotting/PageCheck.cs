using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Functional.Tests.Plotting;

/// <summary>What is wrong with a page, as far as its text tells: what is no XML, what would be loaded, and pictures without data.</summary>
internal static partial class PageCheck
{
    private static readonly string[] Active = ["script", "link", "iframe", "object", "embed", "base"];
    private static readonly string[] Loading = ["src", "srcset", "href", "poster", "action", "data", "background"];

    public static string[] Problems(string html)
    {
        XElement page;
        try
        {
            page = XElement.Parse(html[(html.IndexOf('\n', StringComparison.Ordinal) + 1)..]);
        }
        catch (XmlException problem)
        {
            return [problem.Message];
        }
        return
        [
            .. page.Descendants().Where(static each => Active.Contains(each.Name.LocalName)).Select(static each => $"<{each.Name.LocalName}>"),
            .. page.Descendants().Attributes().Where(static each => Loading.Contains(each.Name.LocalName) && !IsInside(each.Value)).Select(static each => $"{each.Name.LocalName} {each.Value}"),
            .. page.Descendants().Attributes().Where(static each => each.Name.LocalName.StartsWith("on", StringComparison.Ordinal)).Select(static each => $"{each.Name.LocalName}"),
            .. Address().Matches(html).Where(static each => !IsInside(each.Groups[1].Value)).Select(static each => each.Value),
            .. page.Descendants("img").SelectMany(static image => ProblemsOf((string?)image.Attribute("src") ?? "")),
            .. page.Descendants("img").Where(static image => string.IsNullOrWhiteSpace((string?)image.Attribute("alt"))).Select(static _ => "an image without words"),
        ];
    }

    private static bool IsInside(string address) => address.StartsWith('#') || address.StartsWith("data:", StringComparison.Ordinal);

    private static IEnumerable<string> ProblemsOf(string source)
    {
        const string start = "data:image/svg+xml;base64,";
        if (!source.StartsWith(start, StringComparison.Ordinal))
            return [$"an image of '{source[..Math.Min(40, source.Length)]}'"];
        try
        {
            var svg = XElement.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(source[start.Length..])));
            return svg.Name.LocalName == "svg" && svg.Descendants().Any(static each => each.Name.LocalName is "path" or "use") ? [] : ["an image of nothing"];
        }
        catch (Exception problem) when (problem is FormatException or XmlException)
        {
            return [$"an image that cannot be read: {problem.Message}"];
        }
    }

    [GeneratedRegex(@"url\(['""]?([^)'""]*)")]
    private static partial Regex Address();
}
