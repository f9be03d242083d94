using System.Numerics;
using Functional.Kernels;
using Functional.Laws;

namespace Functional.Properties.Tensors;

/// <summary>What holds for convolutions in vectors of every width, for any threads, beside the plain loops of the definition.</summary>
public abstract class ConvolutionKernelLaws<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private const int Cases = 200;
    private static readonly VectorWidth[] Widths = [VectorWidth.Any, VectorWidth.Bits256, VectorWidth.Bits512];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, Cases)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Outputs_and_gradients_of_inputs_are_those_of_the_definition_bitwise(int seed)
    {
        var draw = DrawOf(seed);
        var s = Sizes(draw);
        T[] x = Numbers(draw, "x", s.Batch * s.InputCount), w = Numbers(draw, "w", s.WeightCount), bias = Numbers(draw, "b", s.Filters);
        var dy = Numbers(draw, "dy", s.Batch * s.OutputCount);
        T[] plain = new T[dy.Length], plainBack = new T[x.Length];
        for (var image = 0; image < s.Batch; image++)
        {
            PlainConvolution<T>.Output(s, x.AsSpan(image * s.InputCount, s.InputCount), w, plain.AsSpan(image * s.OutputCount, s.OutputCount));
            PlainConvolution<T>.Input(s, dy.AsSpan(image * s.OutputCount, s.OutputCount), w, plainBack.AsSpan(image * s.InputCount, s.InputCount));
        }
        var plainWithBias = plain.Select((sum, i) => T.Max(sum + bias[i % s.Filters], T.Zero)).ToArray();

        foreach (var width in Widths)
        {
            T[] y = Unset(dy.Length), withBias = Unset(dy.Length), dx = Unset(x.Length);
            Threads.AtMost(1 + seed % 3, () =>
            {
                ConvolutionKernels<T>.Output(s, x, w, null, y, null, width);
                ConvolutionKernels<T>.Output(s, x, w, bias, withBias, static (from, to) => new ReluOperation<T>().Run(from, to), width);
                ConvolutionKernels<T>.Input(s, dy, w, dx, width);
                return 0;
            });
            Same(s, width, "y", plain, y);
            Same(s, width, "f(y + b)", plainWithBias, withBias);
            if (IsChain(s))
                Same(s, width, "dx", plainBack, dx);
            else
                Near(s, width, "dx", plainBack, dx, s.GroupFilters * s.Kernel.Count, Magnitudes(s, dy, w));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Gradients_of_weights_are_near_the_definition_and_the_same_for_any_threads_and_width(int seed)
    {
        var draw = DrawOf(seed);
        var s = Sizes(draw);
        T[] x = Numbers(draw, "x", s.Batch * s.InputCount), dy = Numbers(draw, "dy", s.Batch * s.OutputCount);
        var plain = Weights(s, x, dy);
        var magnitudes = Weights(s, [.. x.Select(T.Abs)], [.. dy.Select(T.Abs)]);
        var (sums, sumsOfMagnitudes) = (Sums(s, dy), Sums(s, [.. dy.Select(T.Abs)]));
        T[]? first = null, firstBias = null;
        foreach (var width in Widths)
            for (var threads = 1; threads <= 3; threads++)
            {
                T[] dw = Unset(s.WeightCount), db = Unset(s.Filters);
                Threads.AtMost(threads, () =>
                {
                    ConvolutionKernels<T>.Weights(s, x, dy, dw, seed % 5 == 0 ? null : db, width);
                    return 0;
                });
                first ??= dw;
                Near(s, width, "dw", plain, dw, s.Batch * s.Output.Count, magnitudes);
                Same(s, width, "dw of another width or number of threads", first, dw);
                if (seed % 5 == 0)
                    continue;
                firstBias ??= db;
                Near(s, width, "db", sums, db, s.Batch * s.Output.Count, sumsOfMagnitudes);
                Same(s, width, "db of another width or number of threads", firstBias, db);
            }
    }

    /// <summary>Whether every element of the gradient of the input is one chain.</summary>
    private static bool IsChain(ConvolutionSizes s) => typeof(T) == typeof(float)
        ? !ScatteredGradient<float, System.Runtime.Intrinsics.Vector512<float>, Lanes512<float>>.Fits(s)
        : !ScatteredGradient<double, System.Runtime.Intrinsics.Vector512<double>, Lanes512<double>>.Fits(s);

    private static T[] Magnitudes(ConvolutionSizes s, T[] dy, T[] w)
    {
        var (all, weights) = (new T[s.Batch * s.InputCount], w.Select(T.Abs).ToArray());
        for (var image = 0; image < s.Batch; image++)
            PlainConvolution<T>.Input(
                s, [.. dy.Skip(image * s.OutputCount).Take(s.OutputCount).Select(T.Abs)], weights, all.AsSpan(image * s.InputCount, s.InputCount));
        return all;
    }

    private static T[] Weights(ConvolutionSizes s, T[] x, T[] dy)
    {
        var dw = new T[s.WeightCount];
        for (var image = 0; image < s.Batch; image++)
            PlainConvolution<T>.AddWeights(s, x.AsSpan(image * s.InputCount, s.InputCount), dy.AsSpan(image * s.OutputCount, s.OutputCount), dw);
        return dw;
    }

    private static T[] Sums(ConvolutionSizes s, T[] dy)
    {
        var sums = new T[s.Filters];
        for (var i = 0; i < dy.Length; i++)
            sums[i % s.Filters] += dy[i];
        return sums;
    }

    private static Draw DrawOf(int seed) => new(Key.FromSeed((ulong)seed), 100);

    /// <summary>Some small in everything, some with many channels, some with many places, some in which each channel has its own kernels.</summary>
    private static ConvolutionSizes Sizes(Draw draw)
    {
        var (axes, kind) = (1 + draw.Choice("axes", 3), draw.Choice("kind", 4));
        var groups = kind == 3 ? draw.Size("own", 2, 40) : draw.Choice("groups", 3) == 0 ? draw.Size("groups", 2, 3) : 1;
        var channels = groups * (kind == 1 ? draw.Size("channels", 1, 40) : kind == 3 ? 1 : draw.Size("channels", 1, 6));
        var filters = groups * (kind == 1 ? draw.Size("filters", 1, 70) : kind == 3 ? draw.Size("filters", 1, 2) : draw.Size("filters", 1, 20));
        Space kernel = Each("kernel", 1, draw.Coin("tall") ? 3 : 5, 1), stride = Each("stride", 1, 3, 1), dilation = Each("dilation", 1, 2, 1), before = Each("before", 0, 3, 0);
        var after = Each("after", 0, 3, 0);
        var longest = kind switch { 0 => 4, 2 => axes == 1 ? 100 : axes == 2 ? 30 : 8, _ => 9 };
        var input = Place(axis => Math.Max(draw.Size($"size {axis}", 1, longest), (kernel[axis] - 1) * dilation[axis] + 1 - before[axis] - after[axis]), 1);
        var output = Place(axis => (input[axis] + before[axis] + after[axis] - (kernel[axis] - 1) * dilation[axis] - 1) / stride[axis] + 1, 1);
        return new(draw.Size("batch", kind == 0 ? 0 : 1, kind == 2 ? 3 : 9), input, kernel, output, stride, dilation, before, channels, filters, groups);

        Space Each(string name, int lowest, int highest, int usual) => Place(axis => draw.Size(Invariant($"{name} {axis}"), lowest, highest), usual);

        Space Place(Func<int, int> of, int usual) => new(axes > 2 ? of(0) : usual, axes > 1 ? of(1) : usual, of(2));
    }

    private static T[] Numbers(Draw draw, string name, int count) => [.. draw.Tensor<T>(name, Shape.Create(count), -1, 1)];

    private static T[] Unset(int length) => [.. Enumerable.Repeat(T.CreateChecked(12345), length)];

    private static void Same(ConvolutionSizes s, VectorWidth width, string what, T[] expected, T[] actual)
    {
        for (var i = 0; i < expected.Length; i++)
            if (!expected[i].Equals(actual[i]))
                Assert.Fail(Invariant($"{what}[{i}] is {actual[i]}, not {expected[i]}, in vectors of {width}: {s}"));
    }

    /// <summary>Two sums of n products each, each of them off by at most n·u·Σ|x·y|.</summary>
    private static void Near(ConvolutionSizes s, VectorWidth width, string what, T[] expected, T[] actual, int terms, T[] magnitudes)
    {
        var epsilon = T.BitIncrement(T.One) - T.One;
        for (var i = 0; i < expected.Length; i++)
            if (!(T.Abs(expected[i] - actual[i]) <= T.CreateChecked(terms) * epsilon * magnitudes[i]))
                Assert.Fail(Invariant($"{what}[{i}] is {actual[i]}, not {expected[i]}, in vectors of {width}: {s}"));
    }
}

public sealed class ConvolutionKernelLawsInDouble : ConvolutionKernelLaws<double>;

public sealed class ConvolutionKernelLawsInSingle : ConvolutionKernelLaws<float>;
