using System.Buffers;
using System.Numerics;

namespace Functional.Kernels;

/// <summary>The costs of sequences beside scores <c>[batch, time, classes]</c>, and how much of their paths is where; each sample by itself.</summary>
/// <param name="sequences">The sequence of each sample.</param>
/// <param name="scores">The log-probabilities.</param>
/// <param name="time">How many places the axis of time has.</param>
/// <param name="classes">How many classes there are.</param>
/// <param name="costs">−log of the probability of each sequence; written where it is not empty.</param>
/// <param name="occupancy">How much of the paths is in each class at each frame, added to zeros, where it is not empty.</param>
internal readonly struct CtcSamples<T>(CtcSequence[] sequences, T[] scores, int time, int classes, T[] costs, T[] occupancy) : IRange
    where T : struct, IFloatingPointIeee754<T>
{
    private const long WorkOfState = 32;        // multiply-adds that take the time of three exponentials and a logarithm

    public static void Run(CtcSequence[] sequences, T[] scores, int time, int classes, T[] costs, T[] occupancy)
    {
        var largest = sequences.Max(static each => (long)each.Frames.Length * each.States.Length);
        Ranges<CtcSamples<T>>.Run(new(sequences, scores, time, classes, costs, occupancy), sequences.Length, largest * WorkOfState);
    }

    public void Do(int start, int end)
    {
        for (var sample = start; sample < end; sample++)
            Sample(sample, sequences[sample]);
    }

    private void Sample(int sample, CtcSequence sequence)
    {
        var (frames, states) = (sequence.Frames, sequence.States);
        var length = frames.Length * states.Length;
        var rented = ArrayPool<double>.Shared.Rent(2 * length + CtcRecursion.ScratchFor(states.Length));
        Span<double> emissions = rented.AsSpan(0, length), forward = rented.AsSpan(length, length);
        for (var frame = 0; frame < frames.Length; frame++)
            for (var state = 0; state < states.Length; state++)
                emissions[frame * states.Length + state] = double.CreateChecked(scores[(sample * time + frames[frame]) * classes + states[state]]);
        var recursion = new CtcRecursion(sequence, emissions, rented.AsSpan(2 * length, CtcRecursion.ScratchFor(states.Length)));
        var total = recursion.Forward(forward);
        if (costs.Length > 0)
            costs[sample] = T.Zero - T.CreateChecked(total);
        if (occupancy.Length > 0)
        {
            recursion.Occupancy(forward, total);
            for (var frame = 0; frame < frames.Length; frame++)
                for (var state = 0; state < states.Length; state++)
                    occupancy[(sample * time + frames[frame]) * classes + states[state]] += T.CreateChecked(forward[frame * states.Length + state]);
        }
        ArrayPool<double>.Shared.Return(rented);
    }
}
