using Spectre.Console;

namespace Functional.Examples;

/// <summary>A long loop that is seen: a live bar in a terminal, a line for each tenth elsewhere. Ctrl-C ends it after the step.</summary>
internal static class Progress
{
    private const int PlainLines = 10;

    /// <summary>Runs a sequence to its end or to Ctrl-C.</summary>
    /// <param name="screen">Where it is seen.</param>
    /// <param name="task">What the bar is called.</param>
    /// <param name="run">The sequence; it may be endless.</param>
    /// <param name="count">How many of it are taken.</param>
    /// <param name="look">Looks at each of them, and says how it is going; null for nothing new.</param>
    public static void Follow<S>(Screen screen, string task, IEnumerable<S> run, int count, Func<S, string?> look)
    {
        if (screen.IsPlain)
        {
            var shown = 0L;
            Run((done, text) =>
            {
                if (done * PlainLines / count == shown)
                    return;
                shown = done * PlainLines / count;
                screen.Line(text);
            });
        }
        else
            screen.Console.Progress()
                .Columns(
                    new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .Start(context =>
                {
                    var bar = context.AddTask(task, maxValue: count);
                    Run((_, text) => bar.Description = text, done => bar.Value = done);
                });

        void Run(Action<long, string> say, Action<long>? step = null)
        {
            var done = 0L;
            foreach (var state in run.Take(count))
            {
                done++;
                if (look(state) is { } text)
                    say(done, text);
                step?.Invoke(done);
                if (screen.IsInterrupted)
                    break;
            }
        }
    }
}
