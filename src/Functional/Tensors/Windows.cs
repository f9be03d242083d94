using System.Collections.Immutable;
using System.Numerics;
using Functional.Kernels;

namespace Functional;

/// <summary>
/// Windows over the axes of space of a tensor <c>[batch, space…, channels]</c>, from one to three: what pooling goes over. Along each axis a rule says where they lie; a
/// window is the product of its parts along the axes, and its places are numbered in row-major order.
/// </summary>
/// <param name="Rules">The rule of each axis.</param>
internal sealed record Windows(ImmutableArray<WindowRule> Rules)
{
    /// <summary>The most axes of space.</summary>
    public const int MostAxes = 3;

    /// <summary>The shape of what has one number for each window and channel.</summary>
    /// <exception cref="ShapeException">The tensor has another number of axes, or a window does not fit.</exception>
    public Shape ShapeOf(Shape x, string operation) =>
        [Expect(x, operation)[0], .. Rules.Select((rule, axis) => rule.CountOn(x[axis + 1], x, operation)), x[^1]];

    /// <summary>The same of one sample, <c>[space…, channels]</c>.</summary>
    public Shape ShapeOfSample(Shape sample, string operation) => [.. Rules.Select((rule, axis) => rule.CountOn(sample[axis], sample, operation)), sample[^1]];

    /// <summary>The windows of a tensor, for the loops over them.</summary>
    public WindowGrid On(Shape x, string operation)
    {
        Expect(x, operation);
        var axes = new WindowAxis[MostAxes];
        Array.Fill(axes, new(1, 1, [0], [1]));
        for (var axis = 0; axis < Rules.Length; axis++)
            axes[MostAxes - Rules.Length + axis] = Rules[axis].On(x[axis + 1], x, operation);
        return new(x[0], axes[0], axes[1], axes[2], x[^1]);
    }

    /// <summary>
    /// Each window written out, with zeros for padding, <c>[batch, places, windows, …, channels]</c>: the places and the windows of one axis of space after those of the other.
    /// </summary>
    /// <returns>All of it, and the axes of places.</returns>
    public (Tensor<T> All, int[] Axes) Places<T>(Tensor<T> x)
        where T : struct, IFloatingPointIeee754<T>
    {
        var grid = Rules.Select((rule, axis) => rule.On(x.Shape[axis + 1], x.Shape, "Windows")).ToArray();
        var all = x;
        for (var axis = 0; axis < grid.Length; axis++)
            all = grid[axis].WrittenOut() is var (before, after, places) ? all.Pad(axis + 1, before, after).TakePlaces(axis + 1, places) : all;
        return (
            all.Reshape([x.Shape[0], .. grid.SelectMany(static axis => (int[])[axis.Places, axis.Count]), x.Shape[^1]]),
            [.. grid.Select(static (_, axis) => 2 * axis + 1)]);
    }

    /// <summary>Refuses windows that hold nothing but padding, for there is nothing to choose from.</summary>
    /// <exception cref="ShapeException">There is such a window.</exception>
    public void ExpectPlaces(Shape sample, string operation)
    {
        for (var axis = 0; axis < Rules.Length; axis++)
            if (Rules[axis].On(sample[axis], sample, operation).Empty is >= 0 and var window)
                throw new ShapeException(Invariant(
                    $"{operation}: window {window} along axis {axis} of space ({Rules[axis]}) holds nothing but padding; a sample of the input has shape {sample}."));
    }

    /// <inheritdoc/>
    public bool Equals(Windows? other) => other is not null && Rules.AsSpan().SequenceEqual(other.Rules.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => Rules.Aggregate(0, HashCode.Combine);

    /// <inheritdoc/>
    public override string ToString() => $"[{string.Join(", ", Rules)}]";

    private Shape Expect(Shape x, string operation) => x.Rank == Rules.Length + 2 ? x : throw new ShapeException(Invariant(
        $"{operation} over {Rules.Length} axes of space needs a tensor [batch, {string.Concat(Enumerable.Repeat("…, ", Rules.Length))}channels], but the shape is {x}."));
}

/// <summary>Where the windows lie along one axis.</summary>
internal abstract record WindowRule
{
    /// <summary>How many windows there are.</summary>
    /// <param name="size">The size of the axis.</param>
    /// <param name="x">The whole shape, for messages.</param>
    /// <param name="operation">Whose windows they are, for messages.</param>
    /// <exception cref="ShapeException">There is none.</exception>
    public abstract int CountOn(int size, Shape x, string operation);

    public abstract WindowAxis On(int size, Shape x, string operation);
}

/// <summary>Windows of one size, one a stride after the other, over an axis with padding before and after it.</summary>
internal sealed record SlidingRule(int Size, int Stride, int Before, int After, int Dilation) : WindowRule
{
    /// <summary>How long a window is: (k − 1)·d + 1.</summary>
    public long Extent => (Size - 1L) * Dilation + 1;

    public override int CountOn(int size, Shape x, string operation)
    {
        var padded = (long)size + Before + After;
        return padded >= Extent ? (int)((padded - Extent) / Stride) + 1 : throw new ShapeException(Invariant(
            $"{operation}: a window of {Extent} places is larger than the {padded} that an axis of {size} has with its padding; the input has shape {x}."));
    }

    public override WindowAxis On(int size, Shape x, string operation)
    {
        var start = new int[CountOn(size, x, operation)];
        for (var window = 0; window < start.Length; window++)
            start[window] = window * Stride - Before;
        var lengths = new int[start.Length];
        Array.Fill(lengths, Size);
        return new(size, Dilation, start, lengths);
    }

    public override string ToString() => Invariant($"size {Size}, stride {Stride}, padding {Before} and {After}, dilation {Dilation}");
}

/// <summary>So many windows, whatever the size of the axis: window o goes from ⌊o·n/m⌋ to below ⌈(o + 1)·n/m⌉, so that they cover all of it and differ little.</summary>
internal sealed record AdaptiveRule(int Count) : WindowRule
{
    public override int CountOn(int size, Shape x, string operation) => size > 0 ? Count : throw new ShapeException(Invariant(
        $"{operation}: {Count} windows of an axis of 0 places have nothing in them; the input has shape {x}."));

    public override WindowAxis On(int size, Shape x, string operation)
    {
        var (start, lengths) = (new int[CountOn(size, x, operation)], new int[Count]);
        for (var window = 0L; window < Count; window++)
        {
            start[window] = (int)(window * size / Count);
            lengths[window] = (int)(((window + 1) * size + Count - 1) / Count) - start[window];
        }
        return new(size, 1, start, lengths);
    }

    public override string ToString() => Invariant($"{Count} of them");
}
