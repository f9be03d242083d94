using System.Globalization;
using Functional.Kernels;
using Xunit.Abstractions;

namespace Functional.Tests.Tensors;

/// <summary>
/// How far the elementary functions are off, in units of the last place, over all magnitudes; that they are exact at zero, odd, monotone; and that an
/// element's result depends on that element alone. With <c>FUNCTIONAL_SCHEDULED</c> set, every <c>float</c> there is.
/// </summary>
public class ElementaryFunctionTests(ITestOutputHelper output)
{
    private const double MostInSingle = 2, MostInDouble = 4;
    private const int Infinity = 0x7F800000;

    // Prime, so that all mantissas come.
    private static readonly int Stride = Scheduled.IsOn ? 1 : 1009;

    public static TheoryData<string> Names => ["exp", "log", "tanh", "sigmoid"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Floats_of_all_magnitudes_are_right_within_two_units_of_the_last_place_and_in_order(string name)
    {
        var worst = new SortedDictionary<int, (double Error, float At)>();
        foreach (var sign in name == "log" ? new[] { 1f } : [1f, -1f])
        {
            var last = float.NaN;
            foreach (var (x, y) in Values(name, sign))
            {
                if (!float.IsNaN(last))
                    Assert.True(sign > 0 ? y >= last : y <= last, $"{name} is not monotone before {x:R}: {last:R}, then {y:R}");
                last = y;
                var error = UnitsBetween(Exact(name, x), y);
                var binades = Math.ILogB(x) / 8 * 8;
                if (!worst.TryGetValue(binades, out var before) || error > before.Error)
                    worst[binades] = (error, x);
            }
        }
        foreach (var (binades, (error, at)) in worst)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}, |x| from 2^{binades}: {error:F3} units at {at:R}"));
        Assert.All(worst, binades => Assert.InRange(binades.Value.Error, 0, MostInSingle));
    }

    [Fact]
    public void Doubles_are_right_within_four_units_of_the_last_place()
    {
        var seen = new Dictionary<string, (double Error, double At)>();
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Golden", "elementary.txt")))
        {
            var fields = line.Split(' ');
            var (x, nearest) = (FromBits(fields[1]), FromBits(fields[2]));
            var y = Apply<double>(fields[0], [x])[0];
            var error = Math.Abs((y - nearest) / (Math.BitIncrement(Math.Abs(nearest)) - Math.Abs(nearest)) - double.Parse(fields[3], CultureInfo.InvariantCulture));
            if (error > seen.GetValueOrDefault(fields[0]).Error)
                seen[fields[0]] = (error, x);
        }
        foreach (var (name, (error, at)) in seen)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {error:F3} units at {at:R}"));
        Assert.Equal(4, seen.Count);
        Assert.All(seen, each => Assert.InRange(each.Value.Error, 0.0, MostInDouble));

        static double FromBits(string hexadecimal) => BitConverter.UInt64BitsToDouble(ulong.Parse(hexadecimal, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }

    /// <summary>The library's functions of <see cref="Math"/> are right to less than a unit: what is more than three away from them is more than four off.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Doubles_of_all_magnitudes_are_near_those_of_the_system(string name)
    {
        var key = Key.FromSeed(7).Split(name);
        double[] x = [.. Enumerable.Range(0, 200_000).Select(i => (i % 4) switch
        {
            0 => BitConverter.UInt64BitsToDouble(key.Bits(i) % (0x7FFUL << 52)) * Sign(i),
            1 => Math.ScaleB(key.Uniform(i), -i % 60) * Sign(i),
            2 => key.Uniform(i) * 40 * Sign(i),
            _ => key.Uniform(i) * 745 * Sign(i),
        })];
        var y = Apply<double>(name, x);
        for (var i = 0; i < x.Length; i++)
        {
            var expected = Exact(name, x[i]);
            Assert.True(UnitsBetween(expected, y[i]) <= MostInDouble - 1, string.Create(CultureInfo.InvariantCulture, $"{name}({x[i]:R}) is {y[i]:R}, but {expected:R}"));
        }

        double Sign(int i) => name != "log" && (key.Bits(-1 - i) & 1) == 0 ? -1 : 1;
    }

    /// <summary>Where the argument is cut into a power of two and a rest, both sides must meet: 256 neighbours on each.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Doubles_are_in_order_across_the_seams(string name)
    {
        var seams = name == "log"
            ? Enumerable.Range(-1060, 2080).SelectMany(static k => new[] { Math.ScaleB(Math.Sqrt(0.5), k), Math.ScaleB(1, k) })
            : Enumerable.Range(-1450, 2900).Select(n => n * 0.5 * Math.Log(2) / (name == "tanh" ? 2 : 1)).Where(x => name != "exp" || x < 709);
        foreach (var seam in seams)
        {
            double[] x = [.. Enumerable.Range(-256, 513).Select(step => Neighbour(seam, step))];
            var y = Apply<double>(name, x);
            for (var i = 1; i < x.Length; i++)
                Assert.True(y[i] >= y[i - 1], string.Create(CultureInfo.InvariantCulture, $"{name} falls from {y[i - 1]:R} at {x[i - 1]:R} to {y[i]:R} at {x[i]:R}"));
        }

        static double Neighbour(double x, int step) => x == 0 ? step * double.Epsilon
            : BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(x) + (x > 0 ? step : -step));
    }

    [Fact]
    public void Corners_have_the_values_of_the_functions() => Assert.Multiple(
        () => Corners<float>("exp", [0f, -0f, float.Epsilon, float.NegativeInfinity, float.PositiveInfinity, float.NaN, float.MaxValue, float.MinValue],
            [1f, 1f, 1f, 0f, float.PositiveInfinity, float.NaN, float.PositiveInfinity, 0f]),
        () => Corners<float>("log", [1f, 0f, -0f, -1f, float.PositiveInfinity, float.NegativeInfinity, float.NaN],
            [0f, float.NegativeInfinity, float.NegativeInfinity, float.NaN, float.PositiveInfinity, float.NaN, float.NaN]),
        () => Corners<float>("tanh", [0f, -0f, float.Epsilon, -float.Epsilon, 1e-6f, float.PositiveInfinity, float.NegativeInfinity, float.NaN, float.MaxValue],
            [0f, -0f, float.Epsilon, -float.Epsilon, 1e-6f, 1f, -1f, float.NaN, 1f]),
        () => Corners<float>("sigmoid", [0f, -0f, float.Epsilon, float.PositiveInfinity, float.NegativeInfinity, float.NaN, float.MinValue],
            [0.5f, 0.5f, 0.5f, 1f, 0f, float.NaN, 0f]),
        () => Corners<double>("exp", [0, -0.0, double.Epsilon, double.NegativeInfinity, double.PositiveInfinity, double.NaN, double.MaxValue, double.MinValue],
            [1, 1, 1, 0, double.PositiveInfinity, double.NaN, double.PositiveInfinity, 0]),
        () => Corners<double>("log", [1, 0, -0.0, -1, double.PositiveInfinity, double.NegativeInfinity, double.NaN],
            [0, double.NegativeInfinity, double.NegativeInfinity, double.NaN, double.PositiveInfinity, double.NaN, double.NaN]),
        () => Corners<double>("tanh", [0, -0.0, double.Epsilon, -double.Epsilon, 1e-9, double.PositiveInfinity, double.NegativeInfinity, double.NaN],
            [0, -0.0, double.Epsilon, -double.Epsilon, 1e-9, 1, -1, double.NaN]),
        () => Corners<double>("sigmoid", [0, -0.0, double.Epsilon, double.PositiveInfinity, double.NegativeInfinity, double.NaN, double.MinValue],
            [0.5, 0.5, 0.5, 1, 0, double.NaN, 0]));

    [Fact]
    public void Tanh_is_odd()
    {
        foreach (var (positive, negative) in Values("tanh", 1).Zip(Values("tanh", -1)))
            Assert.Equal(BitConverter.SingleToInt32Bits(positive.Y), BitConverter.SingleToInt32Bits(-negative.Y));
        double[] x = [.. Enumerable.Range(0, 10_000).Select(i => Math.ScaleB(Key.FromSeed(3).Uniform(i), 6 - i % 70))];
        Assert.Equal(Apply<double>("tanh", x), Apply<double>("tanh", [.. x.Select(static value => -value)]).Select(static value => -value));
    }

    /// <summary>Beside numbers at which exponentials over- and underflow, in tensors of any length, at any place: what it is alone.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void An_elements_result_depends_on_that_element_alone(string name)
    {
        Alone<float>(name, [0, 1e-30f, -88.6f, 88.6f, -103, 90, 3e38f, 1e-40f, 0.1f, 7, -3, 400]);
        Alone<double>(name, [0, 1e-300, -708.3, 708.3, -745, 720, 3e300, 1e-310, 0.1, 7, -3, 400]);

        static void Alone<T>(string name, T[] values)
            where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
        {
            var alone = values.Select(value => Apply<T>(name, [value])[0]).ToArray();
            for (var length = 1; length <= 70; length++)
                for (var first = 0; first < values.Length; first++)
                {
                    T[] x = [.. Enumerable.Range(first, length).Select(i => values[i % values.Length])];
                    Assert.Equal(Enumerable.Range(first, length).Select(i => alone[i % values.Length]), Apply<T>(name, x));
                }
        }
    }

    [Fact]
    public void All_widths_of_vectors_give_the_same_bits()
    {
        float[] x = [.. Enumerable.Range(0, 2000).Select(static i => BitConverter.UInt32BitsToSingle((uint)(i * 2147483L)))];
        double[] z = [.. Enumerable.Range(0, 2000).Select(static i => BitConverter.UInt64BitsToDouble((ulong)i * 9223372036854775UL))];
        Same<float, ExpOfSingle>(x);
        Same<float, LogOfSingle>(x);
        Same<float, TanhOfSingle>(x);
        Same<float, SigmoidOfSingle>(x);
        Same<double, ExpOfDouble>(z);
        Same<double, LogOfDouble>(z);
        Same<double, TanhOfDouble>(z);
        Same<double, SigmoidOfDouble>(z);

        static void Same<T, F>(T[] x)
            where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
            where F : struct, IElementaryFunction<T>
        {
            var (narrow, middle, wide, twice) = (new T[x.Length], new T[x.Length], new T[x.Length], new T[x.Length]);
            Elementary.Run<T, Reals128<T>, F>(x, narrow);
            Elementary.Run<T, Reals256<T>, F>(x, middle);
            Elementary.Run<T, Reals512<T>, F>(x, wide);
            Elementary.RunTwice<T, Reals512<T>, F>(x.AsSpan(0, x.Length - 5), twice);
            Elementary.RunTwice<T, Reals128<T>, F>(x.AsSpan(x.Length - 5), twice.AsSpan(x.Length - 5));
            Assert.Equal(narrow, middle);
            Assert.Equal(narrow, wide);
            Assert.Equal(narrow, twice);
        }
    }

    private static IEnumerable<(float X, float Y)> Values(string name, float sign)
    {
        const int piece = 1 << 16;
        for (var from = 0L; from <= Infinity; from += (long)piece * Stride)
        {
            float[] x = [.. Enumerable.Range(0, piece).Select(i => from + (long)i * Stride).Where(static bits => bits <= Infinity)
                .Select(bits => sign * BitConverter.Int32BitsToSingle((int)bits))];
            var y = Apply<float>(name, x);
            for (var i = 0; i < x.Length; i++)
                yield return (x[i], y[i]);
        }
    }

    private static T[] Apply<T>(string name, T[] x)
        where T : struct, System.Numerics.IFloatingPointIeee754<T>
    {
        var tensor = Tensor.Vector<T>(x);
        return [.. name switch { "exp" => tensor.Exp(), "log" => tensor.Log(), "tanh" => tensor.Tanh(), _ => tensor.Sigmoid() }];
    }

    private static void Corners<T>(string name, T[] x, T[] expected)
        where T : struct, System.Numerics.IFloatingPointIeee754<T>
    {
        Assert.Equal(expected, Apply<T>(name, x));
        Assert.Equal(expected.Select(T.IsNegative), Apply<T>(name, x).Select(static y => T.IsNaN(y) || T.IsNegative(y)).Zip(expected, static (y, e) => T.IsNaN(e) ? T.IsNegative(e) : y));
    }

    private static double Exact(string name, double x) => name switch
    {
        "exp" => Math.Exp(x),
        "log" => Math.Log(x),
        "tanh" => Math.Tanh(x),
        _ => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x)),
    };

    private static double UnitsBetween(double exact, float actual)
    {
        if ((float)exact == actual || (double.IsNaN(exact) && float.IsNaN(actual)))
            return 0;
        var unit = Math.Max(Math.ScaleB(1, Math.ILogB(exact) - 23), float.Epsilon);
        return Math.Abs(actual - exact) / unit;
    }

    private static double UnitsBetween(double exact, double actual) => exact == actual || (double.IsNaN(exact) && double.IsNaN(actual))
        ? 0
        : Math.Abs(actual - exact) / (Math.BitIncrement(Math.Abs(exact)) - Math.Abs(exact));
}
