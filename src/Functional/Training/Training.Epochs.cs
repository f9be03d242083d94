using System.Globalization;
using System.Numerics;

namespace Functional;

// How far a run goes.
public static partial class Training
{
    /// <summary>The states of the first epochs of a run, counted from its very beginning.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="run">A run.</param>
    /// <param name="count">How many epochs; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    /// <exception cref="InvalidOperationException">The first state that the run hands out is past these epochs: it may go on from their end.</exception>
    public static IEnumerable<TrainingState<T>> Epochs<T>(this IEnumerable<TrainingState<T>> run, int count)
        where T : struct, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(run);
        if (count < 1)
            throw new ArgumentOutOfRangeException(nameof(count), Invariant($"Epochs: a run has at least 1, got {count}."));
        return UpTo(run, count);

        static IEnumerable<TrainingState<T>> UpTo(IEnumerable<TrainingState<T>> run, int count)
        {
            var before = true;
            foreach (var state in run)
            {
                if (state.Epoch >= count && before)
                    throw new InvalidOperationException(string.Create(
                        CultureInfo.InvariantCulture,
                        $"Epochs({count}): the first state that this run hands out is the one after step {state.Step}, in epoch {state.Epoch} "
                        + $"counted from 0, when the first {count} are over. They are counted from the very beginning of a run, so to go on from a "
                        + $"state ask for more of them, at least Epochs({state.Epoch + 1}); or look at the run more often."));
                if (state.Epoch >= count)
                    yield break;
                before = false;
                yield return state;
                if (state.EndsEpoch && state.Epoch == count - 1)
                    yield break;
            }
        }
    }
}
