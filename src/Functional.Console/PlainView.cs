namespace Functional;

/// <summary>A line for each tenth of the steps, for files and pipes.</summary>
internal sealed class PlainView(TextWriter output, Course course, bool says) : IView
{
    private const int Lines = 10;

    private string? text;
    private long shown;
    private TrainingReport? last;

    public bool IsInterrupted { private get; set; }

    public void See(TrainingReport report, string? said)
    {
        course.See(report.Step);
        (text, last) = (said, report);
    }

    public void Report(TrainingReport value)
    {
        if (says && text is null)
            return;
        var tenth = value.Step * Lines / course.Steps;
        if (tenth == shown)
            return;
        shown = tenth;
        output.WriteLine(text ?? $"{course.Place(value)}: {Line(value)}");
    }

    public void Dispose()
    {
        if (IsInterrupted)
            output.WriteLine(Invariant($"Interrupted: this is what was learnt in {last?.Step} of {course.Steps} steps."));
    }

    private string Line(TrainingReport report) =>
        string.Join(", ", new[] { Course.Numbers(report, course.Pace, null), Course.Beside(report) }.Where(static part => part.Length > 0));
}
