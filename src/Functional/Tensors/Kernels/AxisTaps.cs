namespace Functional.Kernels;

/// <summary>
/// A linear map along one axis of which each result depends on few places: result j is the sum of <c>Weights[e]</c> times place <c>Places[e]</c> over the entries e
/// from <c>Begin[j]</c> to below <c>Begin[j + 1]</c>, in their order.
/// </summary>
internal sealed class AxisTaps
{
    private AxisTaps? transposed;

    /// <summary>A map.</summary>
    /// <param name="size">How many places the axis has.</param>
    /// <param name="taps">For each result, the places on which it depends, and how much.</param>
    public AxisTaps(int size, (int Place, double Weight)[][] taps)
        : this(size, new int[taps.Length + 1], [.. taps.SelectMany(static each => each.Select(static tap => tap.Place))], [.. taps.SelectMany(static each => each.Select(static tap => tap.Weight))])
    {
        for (var result = 0; result < taps.Length; result++)
            Begin[result + 1] = Begin[result] + taps[result].Length;
    }

    private AxisTaps(int size, int[] begin, int[] places, double[] weights) => (Size, Begin, Places, Weights) = (size, begin, places, weights);

    /// <summary>How many places the axis has.</summary>
    public int Size { get; }

    /// <summary>How many results there are.</summary>
    public int Count => Begin.Length - 1;

    public int[] Begin { get; }

    public int[] Places { get; }

    public double[] Weights { get; }

    /// <summary>The adjoint: what goes to each place from the results that depend on it, in their order.</summary>
    public AxisTaps Transposed => transposed ??= Transpose();

    private AxisTaps Transpose()
    {
        var begin = new int[Size + 1];
        foreach (var place in Places)
            begin[place + 1]++;
        for (var place = 0; place < Size; place++)
            begin[place + 1] += begin[place];
        var (next, results, weights) = (begin[..^1], new int[Places.Length], new double[Places.Length]);
        for (var result = 0; result < Count; result++)
            for (var entry = Begin[result]; entry < Begin[result + 1]; entry++)
            {
                var to = next[Places[entry]]++;
                (results[to], weights[to]) = (result, Weights[entry]);
            }
        return new(Count, begin, results, weights) { transposed = this };
    }
}
