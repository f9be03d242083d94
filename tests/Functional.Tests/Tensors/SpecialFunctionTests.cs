using System.Globalization;
using System.Numerics;
using Functional.Kernels;
using Xunit.Abstractions;

namespace Functional.Tests.Tensors;

/// <summary>How far the functions of the activations are off, in units of the last place; what they are at corners; and that a result depends on its element alone.</summary>
public class SpecialFunctionTests(ITestOutputHelper output)
{
    private const double MostInSingle = 4, MostInDouble = 4;

    /// <summary>
    /// The gate of GELU's tanh form is of a cubic, whose rounding is seen in the exponential as often as that is large. In the farthest tails of the others
    /// the exponential is denormal, and rounded before x multiplies it. The exact one has three roundings of 2⁻²⁴ and a quotient that is 5.4 of them off: 8
    /// units, where the number is just below a power of two.
    /// </summary>
    private static double Amplified(string name, double x) => name switch
    {
        "geluTanh" => 1 + double.Min(double.Abs(x) * (1.6 + 0.0714 * x * x), 1e3),
        "gelu" => x < -13 ? -x : 2,
        "silu" when x < -87 => -x,
        _ => 1,
    };

    public static TheoryData<string> Names => ["erf", "expm1", "log1p", "softplus", "silu", "gelu", "geluTanh"];

    private static (string Name, double X, double Nearest, double Lack)[] Golden { get; } =
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Golden", "special.txt")).Select(static line => line.Split(' ')).Select(static fields => (
            fields[0], FromBits(fields[1]), FromBits(fields[2]), double.Parse(fields[3], CultureInfo.InvariantCulture)))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Doubles_are_right_to_a_few_units_of_the_last_place(string name)
    {
        var cases = Golden.Where(each => each.Name == name).ToArray();
        var y = Apply<double>(name, [.. cases.Select(static each => each.X)]);
        var errors = cases.Select((each, i) => (
            Error: double.Abs((y[i] - each.Nearest) / Unit(each.Nearest) - each.Lack), each.X)).ToArray();

        output.WriteLine(Invariant($"{name}: {errors.Max()}"));
        Assert.True(errors.Length > 150);
        Assert.All(errors, error => Assert.True(error.Error <= MostInDouble * Amplified(name, error.X), Invariant($"{name} at {error.X:R} is off by {error.Error} units")));
    }

    /// <summary>Beside the function in <c>double</c>, which the test above is about: floats of all magnitudes.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Floats_are_right_to_a_few_units_of_the_last_place(string name)
    {
        float[] x = [.. Enumerable.Range(0, 400_000).Select(static i => BitConverter.Int32BitsToSingle((int)(i * 5333L)) * ((i & 1) == 0 ? 1 : -1)).Where(float.IsFinite)];
        var (y, exact) = (Apply<float>(name, x), Apply<double>(name, [.. x.Select(static each => (double)each)]));
        var errors = x.Select((each, i) => (Error: UnitsBetween(exact[i], y[i]), X: each)).ToArray();

        output.WriteLine(Invariant($"{name}: {errors.Max()}"));
        Assert.All(errors, error => Assert.True(error.Error <= MostInSingle * Amplified(name, error.X), Invariant($"{name} at {error.X:R} is off by {error.Error} units")));
    }

    [Theory]
    [InlineData("erf", 0, -0.0, 1, -1)]
    [InlineData("expm1", 0, -0.0, double.PositiveInfinity, -1)]
    [InlineData("log1p", 0, -0.0, double.PositiveInfinity, double.NaN)]
    [InlineData("softplus", 0.6931471805599453, 0.6931471805599453, double.PositiveInfinity, 0)]
    [InlineData("silu", 0, -0.0, double.PositiveInfinity, -0.0)]
    [InlineData("gelu", 0, -0.0, double.PositiveInfinity, -0.0)]
    [InlineData("geluTanh", 0, -0.0, double.PositiveInfinity, -0.0)]
    public void Corners_have_the_values_of_the_functions(string name, double atZero, double atMinusZero, double atInfinity, double atMinusInfinity)
    {
        double[] expected = [atZero, atMinusZero, atInfinity, atMinusInfinity, double.NaN];
        double[] x = [0, -0.0, double.PositiveInfinity, double.NegativeInfinity, double.NaN];

        Assert.Equal(expected, Apply<double>(name, x));
        Assert.Equal(expected.Select(static each => (float)each), Apply<float>(name, [.. x.Select(static each => (float)each)]));
        Assert.Equal(Negative(expected), Negative(Apply<double>(name, x)));
        Assert.Equal(Negative(expected), Negative(Apply<float>(name, [.. x.Select(static each => (float)each)])));
    }

    [Fact]
    public void The_logarithm_near_minus_one_is_that_of_what_is_left()
    {
        Assert.Equal([double.NegativeInfinity, double.NaN, double.NaN], Tensor.Vector(-1.0, -1.5, double.MinValue).Log1p());
        Assert.Equal([float.NegativeInfinity, float.NaN, float.NaN], Tensor.Vector(-1f, -1.5f, float.MinValue).Log1p());
    }

    [Fact]
    public void Slopes_are_those_at_infinity_and_NaN_stays()
    {
        double[] x = [double.NegativeInfinity, -1e300, 1e300, double.PositiveInfinity, double.NaN];
        double[] slopes = [0, 0, 1, 1, double.NaN];
        Func<Tensor<double>, Tensor<double>>[] functions = [static x => x.Silu(), static x => x.Gelu(), static x => x.GeluTanh(), static x => x.Softplus()];

        Assert.All(functions, function => Assert.Equal(slopes, Differentiable.Trace(function)(Tensor.Vector<double>(x)).Pullback(Tensor.Ones<double>([5]))));
        Func<Tensor<float>, Tensor<float>>[] single = [static x => x.Silu(), static x => x.Gelu(), static x => x.GeluTanh(), static x => x.Softplus()];
        Assert.All(single, function => Assert.Equal(
            slopes.Select(static each => (float)each),
            Differentiable.Trace(function)(Tensor.Vector<double>(x).Map(static each => double.Clamp(each, float.MinValue, float.MaxValue)).Cast<float>()).Pullback(Tensor.Ones<float>([5]))));
    }

    /// <summary>At any place, beside any others, in tensors of any length: what it is alone.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void An_elements_result_depends_on_that_element_alone(string name)
    {
        Alone<float>(name, [0, 1e-30f, -14.3f, 88.6f, -103, 0.9f, 3e38f, 1e-40f, -0.1f, 7, -3, 400]);
        Alone<double>(name, [0, 1e-300, -38.5, 708.3, -745, 0.46875, 3e300, 1e-310, -0.1, 7, -3, 400]);

        static void Alone<T>(string name, T[] values)
            where T : struct, IFloatingPointIeee754<T>
        {
            var alone = values.Select(value => Apply<T>(name, [value])[0]).ToArray();
            for (var length = 1; length <= 40; length++)
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
        Same<float, ErfOfSingle>(x);
        Same<float, Expm1OfSingle>(x);
        Same<float, Log1pOfSingle>(x);
        Same<float, SoftplusFunction>(x);
        Same<float, SiluFunction>(x);
        Same<float, GeluOfSingle>(x);
        Same<float, GeluTanhFunction>(x);
        Same<double, ErfOfDouble>(z);
        Same<double, Expm1OfDouble>(z);
        Same<double, Log1pOfDouble>(z);
        Same<double, SoftplusFunction>(z);
        Same<double, SiluFunction>(z);
        Same<double, GeluOfDouble>(z);
        Same<double, GeluTanhFunction>(z);
        SamePair<float, GeluOfSingle>(x);
        SamePair<float, SiluSlope>(x);
        SamePair<float, GeluTanhSlope>(x);
        SamePair<float, SoftplusSlope>(x);
        SamePair<double, GeluOfDouble>(z);
        SamePair<double, SiluSlope>(z);
        SamePair<double, GeluTanhSlope>(z);
        SamePair<double, SoftplusSlope>(z);

        static void Same<T, F>(T[] x)
            where T : unmanaged, IFloatingPointIeee754<T>
            where F : struct, IElementaryFunction<T>
        {
            var (narrow, middle, wide) = (new T[x.Length], new T[x.Length], new T[x.Length]);
            Elementary.Run<T, Reals128<T>, F>(x, narrow);
            Elementary.Run<T, Reals256<T>, F>(x, middle);
            Elementary.Run<T, Reals512<T>, F>(x, wide);
            Assert.Equal(narrow, middle);
            Assert.Equal(narrow, wide);
        }

        static void SamePair<T, F>(T[] x)
            where T : unmanaged, IFloatingPointIeee754<T>
            where F : struct, IElementaryPair<T>
        {
            var (narrow, middle, wide) = (new T[x.Length], new T[x.Length], new T[x.Length]);
            var ones = Enumerable.Repeat(T.One, x.Length).ToArray();
            ElementaryPairs.Run<T, Reals128<T>, F>(ones, x, narrow);
            ElementaryPairs.Run<T, Reals256<T>, F>(ones, x, middle);
            ElementaryPairs.Run<T, Reals512<T>, F>(ones, x, wide);
            Assert.Equal(narrow, middle);
            Assert.Equal(narrow, wide);
        }
    }

    private static T[] Apply<T>(string name, T[] x)
        where T : struct, IFloatingPointIeee754<T>
    {
        var tensor = Tensor.Vector<T>(x);
        return [.. name switch
        {
            "erf" => tensor.Erf(),
            "expm1" => tensor.Expm1(),
            "log1p" => tensor.Log1p(),
            "softplus" => tensor.Softplus(),
            "silu" => tensor.Silu(),
            "gelu" => tensor.Gelu(),
            _ => tensor.GeluTanh(),
        }];
    }

    private static IEnumerable<bool> Negative<T>(IEnumerable<T> x)
        where T : struct, IFloatingPointIeee754<T> => x.Select(static each => T.IsNegative(each) && !T.IsNaN(each));

    private static double FromBits(string hexadecimal) =>
        BitConverter.UInt64BitsToDouble(ulong.Parse(hexadecimal, NumberStyles.HexNumber, CultureInfo.InvariantCulture));

    private static double Unit(double x) => double.BitIncrement(double.Abs(x)) - double.Abs(x);

    private static double UnitsBetween(double exact, float actual) => (float)exact == actual || (double.IsNaN(exact) && float.IsNaN(actual))
        ? 0
        : double.Abs(actual - exact) / double.Max(double.ScaleB(1, double.ILogB(exact) - 23), float.Epsilon);
}
