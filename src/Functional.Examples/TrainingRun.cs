using System.Collections.Immutable;
using System.Numerics;

namespace Functional.Examples;

/// <summary>The losses after an epoch.</summary>
internal readonly record struct EpochLoss(int Epoch, double Training, double HeldOut);

/// <summary>Follows a run to its end, with the losses after each epoch.</summary>
internal static class TrainingRun
{
    public static (TrainingState<T> Last, ImmutableArray<EpochLoss> Losses) Follow<T>(
        Screen screen, IEnumerable<TrainingState<T>> run, int epochs, int batches,
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
        return (last, losses.ToImmutable());
    }
}
