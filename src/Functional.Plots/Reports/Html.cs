using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Functional.Plots;

/// <summary>The elements of a page. What stands between them is text: it is escaped when the page is written, and nothing else writes to it.</summary>
internal static class Html
{
    /// <summary>A browser that keeps to this loads nothing from anywhere, whatever the page says.</summary>
    private const string Policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

    private const string Style =
        "body{font-family:'DejaVu Sans',Verdana,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222;line-height:1.5}"
        + "h1{font-size:1.6rem}h2{font-size:1.15rem;margin-top:2.5rem;border-bottom:1px solid #ccc}"
        + "table{border-collapse:collapse;margin:1rem 0}th,td{padding:.2rem 1rem .2rem 0;border-bottom:1px solid #ddd;text-align:left;vertical-align:top;overflow-wrap:anywhere}"
        + "th{font-weight:normal;color:#555}td{font-variant-numeric:tabular-nums}img{max-width:100%;height:auto}.wide{overflow:auto;max-height:48rem}p{white-space:pre-line}";

    public static string Page(string title, IEnumerable<XElement> sections) => "<!DOCTYPE html>\n" + new XElement(
        "html",
        new XAttribute("lang", "en"),
        new XElement(
            "head",
            new XElement("meta", new XAttribute("charset", "utf-8")),
            new XElement("meta", new XAttribute("http-equiv", "Content-Security-Policy"), new XAttribute("content", Policy)),
            new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width")),
            new XElement("title", Text(title)),
            new XElement("style", Style)),
        new XElement("body", new XElement("h1", Text(title)), sections)).ToString(SaveOptions.DisableFormatting) + "\n";

    public static XElement Row(params (string Element, string Text)[] cells) =>
        new("tr", cells.Select(static cell => new XElement(cell.Element, Text(cell.Text))));

    /// <summary>A picture as a data URI: pictures inside a page share its names, and each SVG has the same ones.</summary>
    public static XElement Image(Picture picture, string what) => new(
        "img",
        new XAttribute("src", "data:image/svg+xml;base64," + Convert.ToBase64String(Encoding.UTF8.GetBytes(picture.ToSvg()))),
        new XAttribute("width", picture.Width), new XAttribute("height", picture.Height), new XAttribute("alt", Text(what)));

    /// <summary>Text without what XML has no way to write, such as control characters and halves of characters: the replacement character stands for it.</summary>
    public static string Text(string text)
    {
        var sound = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            sound.Append(rune.Value > char.MaxValue || XmlConvert.IsXmlChar((char)rune.Value) ? rune.ToString() : "\uFFFD");
        return sound.ToString();
    }
}
