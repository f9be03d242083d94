using Spectre.Console;

namespace Functional;

/// <summary>Lines that are drawn again and again in the same place: the curve, the bar below it, the numbers.</summary>
internal sealed class LiveView(IAnsiConsole console, Course course) : IView
{
    private const int Height = 8;
    private const int Margin = 14;          // of the labels of a curve and its line
    private const int Widest = 100;

    private readonly int width = Math.Clamp(console.Profile.Width - 1, Margin + 8, Widest);
    private readonly CostCurve curve = new(course.Steps, Math.Clamp(console.Profile.Width - 1, Margin + 8, Widest) - Margin);
    private int drawn;
    private string said = "";
    private TrainingReport? last;

    public bool IsInterrupted { private get; set; }

    public void See(TrainingReport report, string? text)
    {
        course.See(report.Step);
        if (report.Cost is { } cost && double.IsFinite(cost))
            curve.Add(report.Step, cost);
        (said, last) = (text ?? said, report);
    }

    public void Report(TrainingReport value)
    {
        var (lines, isLogarithmic) = curve.Draw(Height);
        var done = (int)(Math.Min(value.Step, course.Steps) * (width - Margin) / course.Steps);
        Draw(
        [
            Plain(isLogarithmic ? "cost, on a logarithmic scale" : "cost"),
            .. lines.Select(Plain),
            $"{new string(' ', Margin - 1)}└[green]{new string('━', done)}[/][grey]{new string('─', width - Margin - done)}[/]",
            Plain(course.Place(value)),
            Plain(Course.Numbers(value, value.StepsPerSecond ?? course.Pace, value.SamplesPerSecond)),
            .. new[] { Course.Beside(value), said }.Where(static line => line.Length > 0).Select(Plain),
        ]);
    }

    public void Dispose()
    {
        if (IsInterrupted)
            console.WriteLine(Invariant($"Interrupted: this is what was learnt in {last?.Step} of {course.Steps} steps."));
    }

    /// <summary>Text as markup, in one line.</summary>
    private string Plain(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return (line.Length <= width ? line : line[..(width - 1)] + "…").EscapeMarkup();
    }

    private void Draw(string[] lines)
    {
        if (drawn > 0)
            console.Cursor.MoveUp(drawn);
        foreach (var line in lines)
        {
            console.Write(new ControlCode("\r\e[K"));
            console.MarkupLine(line);
        }
        drawn = lines.Length;
    }
}
