using System.Collections.Immutable;
using System.Text;
using System.Xml.Linq;
using LanguageExt;

namespace Functional.Plots;

/// <summary>
/// What there is to be said and seen of a run, in one HTML file that loads nothing from anywhere: its pictures are in it. A report is a value; each function
/// returns a new one with a section more.
/// </summary>
/// <example><code>
/// var saved = Report.Titled("Iris")
///     .Table("Settings", [("optimiser", "Adam(0.001)"), ("epochs", "20")])
///     .Network(network.Describe([4]))
///     .Picture("Learning", Picture.LossCurves([Curve.Costs("training", states)]))
///     .Confusion("Held-out flowers", confusion, classes)
///     .Save("iris.html");
/// </code></example>
public sealed class Report
{
    private readonly ImmutableArray<XElement> sections;

    private Report(string title, ImmutableArray<XElement> sections) => (Title, this.sections) = (title, sections);

    /// <summary>The title of the page.</summary>
    public string Title { get; }

    /// <summary>A report that says nothing yet.</summary>
    /// <param name="title">Its title.</param>
    public static Report Titled(string title)
    {
        ArgumentException.ThrowIfNullOrEmpty(title);
        return new(title, []);
    }

    /// <summary>The same report with a paragraph.</summary>
    /// <param name="text">Any text; nothing in it is read as HTML.</param>
    public Report Text(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(Title, sections.Add(new("p", Html.Text(text))));
    }

    /// <summary>The same report with a table of names and values, such as the settings of a run.</summary>
    /// <param name="heading">What they are.</param>
    /// <param name="rows">Names and values in words.</param>
    /// <exception cref="ArgumentException">There is nothing in it.</exception>
    public Report Table(string heading, IEnumerable<(string Name, string Value)> rows)
    {
        XElement[] made = [.. rows.Select(static row => Html.Row(("th", row.Name), ("td", row.Value)))];
        return made.Length > 0 ? With(heading, new XElement("table", made))
            : throw new ArgumentException($"Report: the table '{heading}' has no rows.", nameof(rows));
    }

    /// <summary>The same report with a table of metrics, to four digits.</summary>
    /// <param name="heading">What they are of.</param>
    /// <param name="metrics">Names and values.</param>
    /// <exception cref="ArgumentException">There is nothing in it, or a value is not finite.</exception>
    public Report Metrics(string heading, IEnumerable<(string Name, double Value)> metrics) =>
        Table(heading, metrics.Select(static metric => (metric.Name, Invariant($"{Expect.Finite(metric.Value, () => $"Report: the metric '{metric.Name}'"):G4}"))));

    /// <summary>The same report with a diagram of a network: a box for each layer, with the layers inside it.</summary>
    /// <param name="network">The network, as <c>Describe</c> says it.</param>
    /// <param name="heading">What it is.</param>
    public Report Network(NetworkDescription network, string heading = "The network")
    {
        ArgumentNullException.ThrowIfNull(network);
        return With(
            heading,
            new XElement("p", Invariant($"{network.ParameterCount:N0} parameters, {network.MultiplyAdds} multiply-adds for each sample.")),
            new XElement("div", new XAttribute("class", "wide"), NetworkDiagram.Of(network)));
    }

    /// <summary>The same report with a picture.</summary>
    /// <param name="heading">What it shows.</param>
    /// <param name="picture">The picture.</param>
    public Report Picture(string heading, Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return With(heading, Html.Image(picture, heading));
    }

    /// <summary>The same report with a confusion matrix, and the precision, recall and F1 of each class; a dash stands for 0/0.</summary>
    /// <param name="heading">What was classified.</param>
    /// <param name="confusion">The counts.</param>
    /// <param name="classes">The names of the classes; their numbers when none are given.</param>
    /// <exception cref="ArgumentException">There are no samples, or more or fewer names than classes.</exception>
    public Report Confusion(string heading, ConfusionMatrix confusion, IReadOnlyList<string>? classes = null)
    {
        var picture = Plots.Picture.Confusion(confusion, classes);
        var (ratios, support) = ((ClassRatios[])[confusion.Precision, confusion.Recall, confusion.F1], confusion.Support);
        return With(
            heading,
            new XElement("p", Invariant($"{confusion.Correct:N0} of {confusion.Count:N0} right: an accuracy of {confusion.Accuracy:P1}.")),
            Html.Image(picture, heading),
            new XElement(
                "table",
                Html.Row([("th", "class"), .. ratios.Select(static ratio => ("th", ratio.Name)), ("th", "samples")]),
                Enumerable.Range(0, confusion.Classes).Select(each => Html.Row(
                [
                    ("th", classes?[each] ?? Invariant($"{each}")),
                    .. ratios.Select(ratio => ("td", ratio[each] is { } known ? Invariant($"{known:F3}") : "–")),
                    ("td", Invariant($"{support[each]:N0}")),
                ]))));
    }

    /// <summary>The page: HTML that is well-formed XML as well.</summary>
    public string ToHtml() => Html.Page(Title, sections);

    /// <summary>Writes the page, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Nothing; or why it cannot be written.</returns>
    public Fin<Unit> Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var bytes = Encoding.UTF8.GetBytes(ToHtml());
        return IO.Replacement.Write(path, file => file.Write(bytes));
    }

    private Report With(string heading, params XElement[] content)
    {
        ArgumentNullException.ThrowIfNull(heading);
        return new(Title, sections.Add(new("section", new XElement("h2", Html.Text(heading)), content)));
    }
}
