using System.Collections.Immutable;
using System.Numerics;

namespace Functional.Examples;

/// <summary>The losses after an epoch.</summary>
internal readonly record struct EpochLoss(int Epoch, double Training, double HeldOut);

/// <summary>Follows a run to its end, with the losses after each epoch.</summary>
internal static class TrainingRun
{
    public static (TrainingState<T> Last, ImmutableArray<EpochLoss> Losses) Follow<T>(
        Screen screen, TrainingState<T> start, IEnumerable<TrainingState<T>> run, int epochs, int batches,
        Func<TrainingState<T>, (double Training, double HeldOut)> evaluate)
        where T : struct, IFloatingPointIeee754<T>
    {
        var losses = ImmutableArray.CreateBuilder<EpochLoss>();
        var last = run.Show(screen.Console, checked((long)epochs * batches), state =>
        {
            if (!state.EndsEpoch)
                return null;
            var (training, heldOut) = evaluate(state);
            losses.Add(new(state.Epoch + 1, training, heldOut));
            return Invariant($"epoch {state.Epoch + 1}: loss {training:F4}, held out {heldOut:F4}");
        }).Last();
        if (!screen.IsInterrupted)
            ExpectLearnt(evaluate(start).Training, losses[^1].Training, start.Optimizer.RateAt(0));
        return (last, losses.ToImmutable());
    }

    /// <summary>Refuses a run that has made its loss larger instead of smaller.</summary>
    /// <param name="before">The loss before the first step.</param>
    /// <param name="after">The loss of the state that is kept.</param>
    /// <param name="rate">The learning rate.</param>
    public static void ExpectLearnt(double before, double after, double? rate)
    {
        if (!(after <= before))
            throw new UserException(Invariant($"The run diverged: the loss was {before:G4} before the first step, and is {after:G4} after the last one. Try a smaller rate than {rate}."));
    }
}
