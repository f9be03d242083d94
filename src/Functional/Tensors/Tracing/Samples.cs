using System.Numerics;

namespace Functional;

/// <summary>Tensors with many samples along a first axis, as a <see cref="MapLevel"/> has them below it.</summary>
internal static class Samples
{
    /// <summary>One sample.</summary>
    public static Tensor<T> At<T>(Tensor<T> x, int sample)
        where T : struct, IFloatingPointIeee754<T> => x.Slice(0, sample, 1).Reshape(x.Shape[1..]);

    /// <summary>A tensor along a first axis of samples, repeated where it is the same for all.</summary>
    public static Tensor<T> Repeated<T>(Tensor<T> x, bool isMapped, int count)
        where T : struct, IFloatingPointIeee754<T> => isMapped ? x : x.BroadcastTo(Shape.Create(count).Then(x.Shape));

    /// <summary>Each sample with as many axes as asked, the new ones in front: so samples of different ranks broadcast as the samples would.</summary>
    public static Tensor<T> WithRank<T>(Tensor<T> x, int rank)
        where T : struct, IFloatingPointIeee754<T> => x.Rank - 1 == rank
        ? x
        : x.Reshape(x.Shape[..1].Then([.. Enumerable.Repeat(1, rank - (x.Rank - 1))]).Then(x.Shape[1..]));

    /// <summary>Samples and their first axis in one: <c>[samples, n, …]</c> to <c>[samples·n, …]</c>.</summary>
    public static Tensor<T> Flat<T>(Tensor<T> x)
        where T : struct, IFloatingPointIeee754<T> => x.Reshape(Shape.Create(x.Shape[0] * x.Shape[1]).Then(x.Shape[2..]));

    /// <summary>The samples of <see cref="Flat"/> apart again: <c>[samples·n, …]</c> to <c>[samples, n, …]</c>.</summary>
    public static Tensor<T> Unflat<T>(Tensor<T> x, int count)
        where T : struct, IFloatingPointIeee754<T> => x.Reshape(Shape.Create(count, count == 0 ? 0 : x.Shape[0] / count).Then(x.Shape[1..]));

    /// <summary>The same for rows in each sample: those of the first, those of the second, …</summary>
    /// <param name="rows">Rows of one sample.</param>
    /// <param name="count">How many samples there are.</param>
    /// <param name="size">How many rows a sample has.</param>
    public static int[] FlatRows(int[] rows, int count, int size)
    {
        var flat = new int[count * rows.Length];
        for (var i = 0; i < flat.Length; i++)
            flat[i] = i / rows.Length * size + rows[i % rows.Length];
        return flat;
    }

    /// <summary>Something of one sample, again for each.</summary>
    public static V[] Again<V>(ReadOnlySpan<V> each, int count)
    {
        var all = new V[count * each.Length];
        for (var i = 0; i < count; i++)
            each.CopyTo(all.AsSpan(i * each.Length));
        return all;
    }

    /// <summary>An operation, one sample after the other.</summary>
    public static Tensor<T> OneByOne<T>(Operation<T> operation, Tensor<T>[] x, bool[] isMapped, int count)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (count == 0)
            return Tensor.Zeros<T>(Shape.Create(0).Then(operation.ShapeOf([.. x.Select((each, i) => isMapped[i] ? each.Shape[1..] : each.Shape)])));
        var results = new Tensor<T>[count];
        for (var sample = 0; sample < count; sample++)
        {
            var own = new Tensor<T>[x.Length];
            for (var i = 0; i < own.Length; i++)
                own[i] = isMapped[i] ? At(x[i], sample) : x[i];
            results[sample] = operation.Apply(own);
        }
        return Tensor.Stack<T>(results);
    }
}
