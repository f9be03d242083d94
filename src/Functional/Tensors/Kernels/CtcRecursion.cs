namespace Functional.Kernels;

/// <summary>
/// The sums over all paths of a sequence of labels, forwards and backwards: Graves et al., ICML 2006, equations 6 to 11, in logarithms, so that nothing
/// underflows, and in double precision, so that long sequences keep the digits of their differences.
/// </summary>
/// <param name="sequence">The states.</param>
/// <param name="scores">The log-probability of each state at each frame, <c>[frames, states]</c>.</param>
/// <param name="scratch">Memory of <see cref="ScratchFor"/> numbers.</param>
internal readonly ref struct CtcRecursion(CtcSequence sequence, ReadOnlySpan<double> scores, Span<double> scratch)
{
    private const int Ways = 3;     // to stay, to go on by one, and by two
    private readonly CtcSequence sequence = sequence;
    private readonly ReadOnlySpan<double> scores = scores;
    private readonly Span<double> scratch = scratch;

    private int Count => sequence.States.Length;

    private int Time => sequence.Frames.Length;

    /// <summary>How much memory it needs beside the sums.</summary>
    public static int ScratchFor(int states) => (Ways + 2) * states;

    /// <summary>The logarithm of the probability of all paths.</summary>
    /// <param name="forward">For each frame and state the logarithm of the sum over the paths that come there; written.</param>
    public double Forward(Span<double> forward)
    {
        if (Time == 0)
            return Count == 1 ? 0 : double.NegativeInfinity;
        for (var state = 0; state < Count; state++)
            forward[state] = state < 2 ? scores[state] : double.NegativeInfinity;
        for (var at = Count; at < Time * Count; at += Count)
        {
            var now = forward.Slice(at, Count);
            Sum(forward.Slice(at - Count, Count), now, -1);
            for (var state = 0; state < Count; state++)
                now[state] += scores[at + state];
        }
        var last = forward.Slice((Time - 1) * Count, Count);
        if (Count == 1)
            return last[0];
        var largest = double.Max(last[^1], last[^2]);
        return double.IsNegativeInfinity(largest) ? largest : largest + double.LogP1(double.Exp(double.Min(last[^1], last[^2]) - largest));
    }

    /// <summary>The part of the paths that are in each state at each frame.</summary>
    /// <param name="forward">The sums of the paths that come there, in the place of which the parts are written.</param>
    /// <param name="total">The sum of all.</param>
    public void Occupancy(Span<double> forward, double total)
    {
        var after = scratch.Slice(Ways * Count, Count);
        after.Fill(double.NegativeInfinity);
        after[Math.Max(0, Count - 2)..].Clear();
        for (var at = (Time - 1) * Count; at >= 0; at -= Count)
        {
            var now = forward.Slice(at, Count);
            var next = scratch.Slice((Ways + 1) * Count, Count);
            for (var state = 0; state < Count; state++)
            {
                now[state] += after[state] - total;
                next[state] = after[state] + scores[at + state];
            }
            Sum(next, after, 1);
        }
        Elementary<double>.Exp(forward, forward);
    }

    /// <summary>For each state the logarithm of the sum over the states from which one comes there: itself, the next one on one side, and perhaps that beyond.</summary>
    /// <param name="from">The logarithms of those.</param>
    /// <param name="to">The sums; written.</param>
    /// <param name="side">On which side: −1 before, 1 after.</param>
    private void Sum(ReadOnlySpan<double> from, Span<double> to, int side)
    {
        Span<double> stay = scratch[..Count], one = scratch.Slice(Count, Count), two = scratch.Slice(2 * Count, Count);
        for (var state = 0; state < Count; state++)
        {
            var (near, far) = (state + side, state + 2 * side);
            stay[state] = from[state];
            one[state] = near >= 0 && near < Count ? from[near] : double.NegativeInfinity;
            two[state] = far >= 0 && far < Count && sequence.MaySkipTo(Math.Max(state, far)) ? from[far] : double.NegativeInfinity;
            var largest = double.Max(double.Max(stay[state], one[state]), two[state]);
            // Where nothing is possible, 0 is taken away: log 0 is −∞, and no number is NaN.
            to[state] = double.IsNegativeInfinity(largest) ? 0 : largest;
            stay[state] -= to[state];
            one[state] -= to[state];
            two[state] -= to[state];
        }
        var ways = scratch[..(Ways * Count)];
        Elementary<double>.Exp(ways, ways);
        for (var state = 0; state < Count; state++)
            stay[state] += one[state] + two[state];
        Elementary<double>.Log(stay, stay);
        for (var state = 0; state < Count; state++)
            to[state] += stay[state];
    }
}
