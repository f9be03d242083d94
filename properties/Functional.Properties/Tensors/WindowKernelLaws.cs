using System.Numerics;
using Functional.Kernels;
using Functional.Laws;
using Functional.Properties.Generators;

namespace Functional.Properties.Tensors;

/// <summary>The loops over windows give the same bits in vectors of every width, for any number of threads, the fast ones and the general ones, and what a plain loop gives.</summary>
public abstract class WindowKernelLaws<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private static readonly int[] Widths = [0, 128, 256, 512];

    public static TheoryData<int, int, int, int> Halvings
    {
        get
        {
            var data = new TheoryData<int, int, int, int>();
            foreach (var channels in new[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 31, 32, 33 })
                foreach (var (batch, height, width) in new[] { (1, 2, 2), (2, 5, 4), (1, 6, 7), (3, 7, 5), (0, 4, 4) })
                    data.Add(batch, height, width, channels);
            // Large enough for threads.
            data.Add(2, 28, 28, 17);
            data.Add(2, 28, 28, 32);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Halvings))]
    public void Halving_is_what_the_general_loop_gives(int batch, int height, int width, int channels)
    {
        var grid = new WindowGrid(batch, new(1, 1, [0], [1]), Pairs(height), Pairs(width), channels);
        Assert.True(grid.IsHalving);
        foreach (var corners in new[] { false, true })
            foreach (var rectified in new[] { false, true })
            {
                var x = Numbers(batch * height * width * channels, corners, 1);
                var dy = Numbers(grid.Rows.Windows * grid.WindowRow, corners, 2);
                var expected = Run(grid, x, dy, rectified, widest: 0, halving: false, threads: 1);
                foreach (var widest in Widths)
                    foreach (var threads in new[] { 1, 3 })
                        Same(expected, Run(grid, x, dy, rectified, widest, halving: true, threads));
            }
    }

    [Law(200)]
    public void Widths_and_threads_change_no_bit(Key key)
    {
        var draw = new Draw(key);
        var drawn = DrawnWindows.Of(draw);
        var channels = draw.Choice("many channels", 40) + 1;
        var windows = draw.Coin("adaptive") ? new Windows([.. drawn.Space.Select((_, axis) => (WindowRule)new AdaptiveRule(draw.Size($"windows {axis}", 1, 5)))]) : drawn.Windows;
        var grid = windows.On([draw.Size("batch", 1, 3), .. drawn.Space, channels], "");
        var x = Numbers(grid.Rows.Input * grid.InputRow, draw.Coin("corners"), 1);
        var dy = Numbers(grid.Rows.Windows * grid.WindowRow, draw.Coin("corners"), 2);
        var rectified = draw.Coin("rectified");
        var expected = Run(grid, x, dy, rectified, widest: 0, halving: false, threads: 1);
        foreach (var widest in Widths)
            Same(expected, Run(grid, x, dy, rectified, widest, halving: true, draw.Size("threads", 1, 4)));
        Naive(grid, x, rectified, expected.Largest, expected.Places);
    }

    /// <summary>So are linear maps along an axis.</summary>
    [Law(200)]
    public void Widths_and_threads_change_no_bit_of_interpolation(Key key)
    {
        var draw = new Draw(key);
        var (outer, size, count, inner) = (draw.Size("outer", 1, 3), draw.Size("size", 1, 5), draw.Choice("count", 12) + 1, draw.Choice("inner", 40) + 1);
        var taps = InterpolationTaps.Linear(size, count, draw.Coin("aligned"));
        var (x, dy) = (Numbers(outer * size * inner, draw.Coin("corners"), 1), Numbers(outer * count * inner, draw.Coin("corners"), 2));
        var (y, dx) = (new T[dy.Length], new T[x.Length]);
        AxisTapsLoop<T>.Run(taps, x, y, outer, inner, 0);
        AxisTapsLoop<T>.Run(taps.Transposed, dy, dx, outer, inner, 0);
        foreach (var widest in Widths)
            Threads.AtMost(draw.Size("threads", 1, 4), () =>
            {
                var (again, back) = (new T[dy.Length], new T[x.Length]);
                AxisTapsLoop<T>.Run(taps, x, again, outer, inner, widest);
                AxisTapsLoop<T>.Run(taps.Transposed, dy, back, outer, inner, widest);
                Same(y, again);
                Same(dx, back);
                return 0;
            });
    }

    private sealed record Results(T[] Largest, int[] Places, T[] Put, T[] Taken, T[] Average, T[] Spread);

    private static Results Run(WindowGrid grid, T[] x, T[] dy, bool rectified, int widest, bool halving, int threads) => Threads.AtMost(threads, () =>
    {
        var bytes = Run<byte>(grid, x, dy, rectified, widest, halving);
        Same(bytes, Run<ushort>(grid, x, dy, rectified, widest, halving));
        Same(bytes, Run<int>(grid, x, dy, rectified, widest, halving));
        return bytes;
    });

    private static Results Run<I>(WindowGrid grid, T[] x, T[] dy, bool rectified, int widest, bool halving)
        where I : struct, IBinaryInteger<I>
    {
        var (largest, places, put, taken) = (new T[dy.Length], new I[dy.Length], new T[x.Length], new T[dy.Length]);
        Array.Fill(put, T.NaN);
        MaxLoop<T, I>.Run(grid, x, largest, places, rectified, widest, halving);
        PutLoop<T, I>.Run(grid, dy, places, put, widest, halving);
        TakeLoop<T, I>.Run(grid, x, places, taken, widest);
        var (average, spread) = (new T[dy.Length], new T[x.Length]);
        AverageLoop<T>.Run(grid, x, average, Divisor.Inside, widest);
        SpreadLoop<T>.Run(grid, dy, spread, Divisor.Inside, widest);
        return new(largest, [.. places.Select(int.CreateChecked)], put, taken, average, spread);
    }

    /// <summary>The maximum as it is defined, place by place.</summary>
    private static void Naive(WindowGrid grid, T[] x, bool rectified, T[] largest, int[] places)
    {
        var (d, h, w, c) = (grid.Depth, grid.Height, grid.Width, grid.Channels);
        for (var at = 0; at < largest.Length; at++)
        {
            var (channel, rest) = (at % c, at / c);
            var (ow, oh, od, image) = (rest % w.Count, rest / w.Count % h.Count, rest / w.Count / h.Count % d.Count, rest / w.Count / h.Count / d.Count);
            var (best, chosen) = (rectified ? T.Zero : T.NegativeInfinity, rectified ? grid.Places : -1);
            for (var place = 0; place < grid.Places; place++)
            {
                var (i, j, k) = (place / w.Places / h.Places, place / w.Places % h.Places, place % w.Places);
                var (z, y, v) = (d.Start[od] + i * d.Step, h.Start[oh] + j * h.Step, w.Start[ow] + k * w.Step);
                if (i >= d.Lengths[od] || j >= h.Lengths[oh] || k >= w.Lengths[ow] || z < 0 || z >= d.Size || y < 0 || y >= h.Size || v < 0 || v >= w.Size)
                    continue;
                var number = x[(((image * d.Size + z) * h.Size + y) * w.Size + v) * c + channel];
                if (chosen < 0 || number > best || (T.IsNaN(number) && !T.IsNaN(best)))
                    (best, chosen) = (number, place);
            }
            Assert.Equal(chosen, places[at]);
            Assert.Equal(best, largest[at]);
        }
    }

    private static WindowAxis Pairs(int size) => new SlidingRule(2, 2, 0, 0, 1).On(size, [size], "");

    /// <summary>Numbers with ties and both zeros; in corners NaN and infinities, too.</summary>
    private static T[] Numbers(int length, bool corners, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => random.Next(corners ? 12 : 9) switch
        {
            0 => T.Zero,
            1 => T.NegativeZero,
            9 => T.NaN,
            10 => T.PositiveInfinity,
            11 => T.NegativeInfinity,
            _ => T.CreateChecked(random.Next(-4, 5) / 2.0),
        })];
    }

    private static void Same(Results expected, Results actual)
    {
        Same(expected.Largest, actual.Largest);
        Assert.Equal(expected.Places, actual.Places);
        Same(expected.Put, actual.Put);
        Same(expected.Taken, actual.Taken);
        Same(expected.Average, actual.Average);
        Same(expected.Spread, actual.Spread);
    }

    private static void Same(T[] expected, T[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(
                expected[i].Equals(actual[i]) && (T.IsNaN(expected[i]) || T.IsNegative(expected[i]) == T.IsNegative(actual[i])),
                $"Element {i} is {actual[i]}, not {expected[i]}.");
    }
}

public sealed class WindowKernelsOfFloats : WindowKernelLaws<float>;

public sealed class WindowKernelsOfDoubles : WindowKernelLaws<double>;
