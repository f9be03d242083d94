using System.Collections.Immutable;
using Spectre.Console;

namespace Functional.Examples;

/// <summary>The losses after an epoch.</summary>
internal readonly record struct EpochLoss(int Epoch, double Training, double HeldOut);

/// <summary>Follows a run to its end: a live bar in a terminal, a line for each tenth elsewhere. Ctrl-C ends it after the step.</summary>
internal static class TrainingRun
{
    private const int PlainLines = 10;

    public static (TrainingState<float> Last, ImmutableArray<EpochLoss> Losses) Follow(
        Screen screen, IEnumerable<TrainingState<float>> run, int epochs, int batches,
        Func<TrainingState<float>, (double Training, double HeldOut)> evaluate)
    {
        var losses = ImmutableArray.CreateBuilder<EpochLoss>();
        TrainingState<float>? last = null;
        if (screen.IsPlain)
            Run((_, state) =>
            {
                if (losses is [.., var loss] && state.Batch == batches && (loss.Epoch * PlainLines / epochs > (loss.Epoch - 1) * PlainLines / epochs))
                    screen.Line(Text(loss));
            });
        else
            screen.Console.Progress()
                .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .Start(context =>
                {
                    var task = context.AddTask("training", maxValue: (double)epochs * batches);
                    Run((steps, _) =>
                    {
                        task.Value = steps;
                        if (losses is [.., var loss])
                            task.Description = Text(loss);
                    });
                });
        if (screen.IsInterrupted)
            screen.Line($"Interrupted: this is what was learnt until {last}.");
        return (last!, losses.ToImmutable());

        void Run(Action<long, TrainingState<float>> show)
        {
            foreach (var state in run.Take(checked(epochs * batches)))
            {
                last = state;
                if (state.Batch == batches)
                {
                    var (training, heldOut) = evaluate(state);
                    losses.Add(new(state.Epoch + 1, training, heldOut));
                }
                show(state.Step, state);
                if (screen.IsInterrupted)
                    break;
            }
        }
    }

    private static string Text(EpochLoss loss) =>
        Invariant($"epoch {loss.Epoch}: loss {loss.Training:F4}, held out {loss.HeldOut:F4}");
}
