using System.Numerics;
using Spectre.Console;

namespace Functional;

/// <summary>A run as it is seen in a terminal.</summary>
public static class ConsoleView
{
    private static readonly TimeSpan Refreshed = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// The states until so many steps are made, counted from the very beginning of the run, while they are shown: in a terminal as a curve of the cost over a bar with the time that
    /// is left, the rate, the pace, and the norms that the optimiser measures; elsewhere as a plain line for each tenth. After Ctrl-C the next
    /// state that the run hands out is the last one, and what takes the states goes on with that: a run that hands out its state once an epoch ends the epoch first. A second Ctrl-C
    /// ends the program.
    /// </summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="run">A run.</param>
    /// <param name="console">The terminal: <c>AnsiConsole.Console</c>. Nothing else is written to it meanwhile.</param>
    /// <param name="steps">How many steps; at least 1.</param>
    /// <param name="say">What more there is to say of a state, in one line; null for nothing new. In plain lines it takes the place of the numbers.</param>
    /// <param name="clock">The clock; the system's where none is given.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    /// <exception cref="InvalidOperationException">The first state that the run hands out is past these steps.</exception>
    /// <example><code>
    /// var trained = Training.Run(start, network, CrossEntropy, batches).Show(AnsiConsole.Console, 10 * batches.Count).Last();
    /// </code></example>
    public static IEnumerable<TrainingState<T>> Show<T>(
        this IEnumerable<TrainingState<T>> run, IAnsiConsole console, long steps, Func<TrainingState<T>, string?>? say = null, TimeProvider? clock = null)
        where T : struct, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(console);
        if (steps < 1)
            throw new ArgumentOutOfRangeException(nameof(steps), Invariant($"Show: at least 1 step is shown, got {steps}."));
        return Shown(run, console, steps, say, clock ?? TimeProvider.System, static () => new());
    }

    /// <summary>The same with what hears Ctrl-C.</summary>
    internal static IEnumerable<TrainingState<T>> Shown<T>(
        IEnumerable<TrainingState<T>> run, IAnsiConsole console, long steps, Func<TrainingState<T>, string?>? say, TimeProvider clock, Func<Interrupt> hear)
        where T : struct, IFloatingPointIeee754<T>
    {
        using var interrupt = hear();
        var isLive = console.Profile.Capabilities is { Ansi: true, Interactive: true };
        using IView view = isLive ? new LiveView(console, new(steps, clock)) : new PlainView(console.Profile.Out.Writer, new(steps, clock), says: say is not null);
        var seen = run.Steps(steps).Select(state =>
        {
            view.See(TrainingReport.Of(state), say?.Invoke(state));
            return state;
        });
        foreach (var state in seen.ReportTo(view, clock, isLive ? Refreshed : TimeSpan.Zero))
        {
            yield return state;
            if (interrupt.IsPressed)
            {
                view.IsInterrupted = true;
                yield break;
            }
        }
    }
}
