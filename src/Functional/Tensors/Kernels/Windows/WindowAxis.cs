namespace Functional.Kernels;

/// <summary>
/// Windows along one axis: which places of the input each of them holds. Place <c>p</c> of window <c>o</c> lies at <c>Start[o] + p·Step</c> of the input;
/// those from <c>First[o]</c> to below <c>End[o]</c> lie inside of it, the others in the padding.
/// </summary>
internal sealed class WindowAxis
{
    /// <summary>Windows that begin at some places of the input, the padding before it being negative.</summary>
    /// <param name="size">The size of the input.</param>
    /// <param name="step">How far apart the places of a window lie.</param>
    /// <param name="start">Where each window begins.</param>
    /// <param name="length">How many places each window has.</param>
    public WindowAxis(int size, int step, int[] start, int[] length)
    {
        (Size, Step, Start, Lengths) = (size, step, start, length);
        (First, End, Places) = (new int[start.Length], new int[start.Length], 0);
        for (var window = 0; window < start.Length; window++)
        {
            Places = Math.Max(Places, length[window]);
            First[window] = (int)Math.Min(length[window], CountBelow(0 - (long)start[window]));
            End[window] = (int)Math.Clamp(CountBelow((long)size - start[window]), First[window], length[window]);
        }
        (Begin, Window, Place) = Inverse();
    }

    /// <summary>The size of the input.</summary>
    public int Size { get; }

    /// <summary>How many windows there are.</summary>
    public int Count => Start.Length;

    /// <summary>The most places that a window has.</summary>
    public int Places { get; }

    public int Step { get; }

    public int[] Start { get; }

    /// <summary>How many places each window has, with those in the padding.</summary>
    public int[] Lengths { get; }

    public int[] First { get; }

    public int[] End { get; }

    /// <summary>The windows that hold place <c>i</c> of the input are the entries <c>Begin[i]</c> to below <c>Begin[i + 1]</c> of the two lists that follow, in their order.</summary>
    public int[] Begin { get; }

    /// <summary>The most windows that hold one place: more than a window has places where the windows are more than the places.</summary>
    public int MostWindows
    {
        get
        {
            var most = 0;
            for (var i = 0; i < Size; i++)
                most = Math.Max(most, Begin[i + 1] - Begin[i]);
            return most;
        }
    }

    public int[] Window { get; }

    public int[] Place { get; }

    /// <summary>A window that holds nothing but padding; −1 where there is none.</summary>
    public int Empty
    {
        get
        {
            for (var window = 0; window < Count; window++)
                if (First[window] == End[window])
                    return window;
            return -1;
        }
    }

    /// <summary>The axis with enough padding for all windows, and where on it each place of each window lies, the first places of all windows first.</summary>
    public (int Before, int After, int[] Places) WrittenOut()
    {
        var (before, after) = (0, 0);
        for (var window = 0; window < Count; window++)
            (before, after) = (Math.Max(before, -Start[window]), Math.Max(after, Start[window] + (Places - 1) * Step + 1 - Size));
        var places = new int[Places * Count];
        for (var i = 0; i < places.Length; i++)
            places[i] = before + Start[i % Count] + i / Count * Step;
        return (before, after, places);
    }

    /// <summary>How many of the places 0, Step, 2·Step, … lie below a bound.</summary>
    private long CountBelow(long bound) => bound <= 0 ? 0 : (bound + Step - 1) / Step;

    private (int[] Begin, int[] Window, int[] Place) Inverse()
    {
        var begin = new int[Size + 1];
        for (var window = 0; window < Count; window++)
            for (var place = First[window]; place < End[window]; place++)
                begin[Start[window] + place * Step + 1]++;
        for (var i = 0; i < Size; i++)
            begin[i + 1] += begin[i];
        var (windows, places, next) = (new int[begin[Size]], new int[begin[Size]], begin.AsSpan(0, Size).ToArray());
        for (var window = 0; window < Count; window++)
            for (var place = First[window]; place < End[window]; place++)
            {
                var entry = next[Start[window] + place * Step]++;
                (windows[entry], places[entry]) = (window, place);
            }
        return (begin, windows, places);
    }
}
