namespace Functional.Kernels;

/// <summary>
/// One sequence of labels beside the frames of its sample. Its states are the labels with a blank before, between and after them: a path goes over the frames
/// from state to state, stays, goes on by one, or leaves out a blank between labels that differ. Graves et al., ICML 2006, section 4.1.
/// </summary>
/// <param name="Frames">The places of the frames on the axis of time.</param>
/// <param name="States">The class of each state; blanks have even numbers.</param>
internal readonly record struct CtcSequence(int[] Frames, int[] States)
{
    /// <summary>Whether the state before the last one may be left out: it is a blank between two labels that differ.</summary>
    public bool MaySkipTo(int state) => state > 1 && States[state] != States[state - 2];

    /// <summary>The states of labels.</summary>
    public static int[] StatesOf(ReadOnlySpan<int> labels, int blank)
    {
        var states = new int[2 * labels.Length + 1];
        Array.Fill(states, blank);
        for (var i = 0; i < labels.Length; i++)
            states[2 * i + 1] = labels[i];
        return states;
    }
}
