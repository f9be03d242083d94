using System.Collections.Immutable;
using System.Numerics;

namespace Functional;

/// <summary>
/// When to stop, and which state to choose: for sequences of states of any type, each by a number of it that is to be small. They compose, in the order in which states flow.
/// </summary>
/// <example><code>
/// var best = Training.Run(start, network, CrossEntropy, batches, Every.Epoch)
///     .Epochs(100)
///     .Select(state => (State: state, Loss: Loss(state, heldOut)))
///     .StopAfter(patience: 5, by: each => each.Loss)
///     .Best(by: each => each.Loss).State;
/// </code></example>
public static class Runs
{
    /// <summary>
    /// The states until so many in a row were no better than the best one before; the last of these is the last one. Nothing is computed after it. NaN is never better.
    /// </summary>
    /// <typeparam name="S">The type of the states.</typeparam>
    /// <param name="run">The states.</param>
    /// <param name="patience">How many states in a row may be no better; at least 1.</param>
    /// <param name="by">The number that is to be small.</param>
    /// <param name="atLeast">By how much a state must be better to count; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">The patience is below 1, or the difference negative.</exception>
    public static IEnumerable<S> StopAfter<S>(this IEnumerable<S> run, int patience, Func<S, double> by, double atLeast = 0)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(by);
        if (patience < 1)
            throw new ArgumentOutOfRangeException(nameof(patience), Invariant($"StopAfter: the patience is at least 1 state, got {patience}."));
        if (!(atLeast >= 0 && double.IsFinite(atLeast)))
            throw new ArgumentOutOfRangeException(nameof(atLeast), Invariant($"StopAfter: what counts as better is not negative and finite, got {atLeast}."));
        return UntilNoBetter(run, patience, by, atLeast);

        static IEnumerable<S> UntilNoBetter(IEnumerable<S> run, int patience, Func<S, double> by, double atLeast)
        {
            var (best, worse) = (double.PositiveInfinity, 0);
            foreach (var state in run)
            {
                var value = by(state);
                (best, worse) = value < best && value <= best - atLeast ? (value, 0) : (best, worse + 1);
                yield return state;
                if (worse == patience)
                    yield break;
            }
        }
    }

    /// <summary>The first state with the smallest number. The sequence must end.</summary>
    /// <typeparam name="S">The type of the states.</typeparam>
    /// <param name="run">The states.</param>
    /// <param name="by">The number that is to be small; a state where it is NaN is never chosen.</param>
    /// <exception cref="InvalidOperationException">There is no state, or the number of each is NaN: the message says which.</exception>
    public static S Best<S>(this IEnumerable<S> run, Func<S, double> by) => run.KeepBest(1, by)[0];

    /// <summary>The states with the smallest numbers, the best first; fewer where there are fewer. The sequence must end, and no other states are kept meanwhile.</summary>
    /// <typeparam name="S">The type of the states.</typeparam>
    /// <param name="run">The states.</param>
    /// <param name="count">How many; at least 1.</param>
    /// <param name="by">The number that is to be small; a state where it is NaN is never chosen.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1.</exception>
    /// <exception cref="InvalidOperationException">There is no state, or the number of each is NaN: the message says which.</exception>
    public static ImmutableArray<S> KeepBest<S>(this IEnumerable<S> run, int count, Func<S, double> by)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(by);
        if (count < 1)
            throw new ArgumentOutOfRangeException(nameof(count), Invariant($"KeepBest: at least 1 state is kept, got {count}."));
        var (kept, seen) = (new List<(double Value, S State)>(), 0L);
        foreach (var state in run)
        {
            seen++;
            if (by(state) is not double.NaN and var value)
            {
                // After those that are as good, for they were there before.
                var at = kept.FindIndex(other => value < other.Value);
                kept.Insert(at < 0 ? kept.Count : at, (value, state));
                if (kept.Count > count)
                    kept.RemoveAt(count);
            }
        }
        return kept.Count > 0 ? [.. kept.Select(static each => each.State)] : throw new InvalidOperationException(seen == 0
            ? "There is no best state: the run handed out none. Look at it more often, or let it go on for longer."
            : Invariant($"There is no best state: of the {seen} that the run handed out, each has NaN where a number was to be small."));
    }

    /// <summary>The states until one that has made so many steps, counted from the very beginning of the run; nothing is computed after it.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="run">A run.</param>
    /// <param name="count">How many steps; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    /// <exception cref="InvalidOperationException">The first state that the run hands out is past these steps: it may go on from their end.</exception>
    public static IEnumerable<TrainingState<T>> Steps<T>(this IEnumerable<TrainingState<T>> run, long count)
        where T : struct, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(run);
        if (count < 1)
            throw new ArgumentOutOfRangeException(nameof(count), Invariant($"Steps: a run has at least 1, got {count}."));
        return UpTo(run, count);

        static IEnumerable<TrainingState<T>> UpTo(IEnumerable<TrainingState<T>> run, long count)
        {
            var isFirst = true;
            foreach (var state in run)
            {
                if (state.Step > count && isFirst)
                    throw new InvalidOperationException(Invariant(
                        $"Steps({count}): the first state that this run hands out is the one after step {state.Step}. Steps are counted from the very beginning of a run, so to go on from a state ask for more of them; or look at the run more often."));
                if (state.Step > count)
                    yield break;
                isFirst = false;
                yield return state;
                if (state.Step == count)
                    yield break;
            }
        }
    }

    /// <summary>The states until a time is over, by a clock; the one that is then computed is the last one. At least one is handed out.</summary>
    /// <typeparam name="S">The type of the states.</typeparam>
    /// <param name="run">The states.</param>
    /// <param name="time">How long; positive.</param>
    /// <param name="clock">The clock: <c>TimeProvider.System</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is not positive.</exception>
    public static IEnumerable<S> For<S>(this IEnumerable<S> run, TimeSpan time, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(clock);
        if (time <= TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(time), Invariant($"For: the time is positive, got {time.TotalSeconds} s."));
        return Until(run, time, clock);

        static IEnumerable<S> Until(IEnumerable<S> run, TimeSpan time, TimeProvider clock)
        {
            var start = clock.GetTimestamp();
            foreach (var state in run)
            {
                yield return state;
                if (clock.GetElapsedTime(start) >= time)
                    yield break;
            }
        }
    }
}
