using System.Globalization;
using static Functional.Layers<double>;

namespace Functional.Tests.Differentiation;

/// <summary>
/// What operations and their derivatives are at zeros, infinities, NaN and ties: what PyTorch's are, but where there is a reason for something else, which
/// stands here.
/// </summary>
public sealed class CornerTests
{
    private const string NaNStays = "NaN is NaN on the way back too, so that it is not lost";
    private const string Limit = "the limit as the infinite number grows: its class is certain";
    private const string NoWeight = "what has no weight costs nothing, however far away it is";
    private const string Infinite = "the cost of an infinite logit of the wrong class";
    private const string Softmax = "the derivative is the softmax, also where the logarithm has lost what the numbers are beside it";

    private static readonly Dictionary<string, Func<Tensor<double>[], Tensor<double>>> Operations = new(StringComparer.Ordinal)
    {
        ["negate"] = static x => -x[0],
        ["exp"] = static x => x[0].Exp(),
        ["log"] = static x => x[0].Log(),
        ["tanh"] = static x => x[0].Tanh(),
        ["sigmoid"] = static x => x[0].Sigmoid(),
        ["sqrt"] = static x => x[0].Sqrt(),
        ["abs"] = static x => x[0].Abs(),
        ["relu"] = static x => x[0].Relu(),
        ["xSigmoid"] = static x => x[0] * x[0].Sigmoid(),
        ["xOverOnePlusSquare"] = static x => x[0] / (1 + x[0] * x[0]),
        ["add"] = static x => x[0] + x[1],
        ["subtract"] = static x => x[0] - x[1],
        ["multiply"] = static x => x[0] * x[1],
        ["divide"] = static x => x[0] / x[1],
        ["maximum"] = static x => x[0].Maximum(x[1]),
        ["minimum"] = static x => x[0].Minimum(x[1]),
        ["binaryCrossEntropy"] = static x => x[0].BinaryCrossEntropy(x[1]),
        ["sum"] = static x => x[0].Sum(),
        ["mean"] = static x => x[0].Mean(),
        ["max"] = static x => x[0].Max(),
        ["logSumExp"] = static x => x[0].LogSumExp(),
        ["softmax"] = static x => x[0].Softmax(),
        ["logSoftmax"] = static x => x[0].LogSoftmax(),
        ["crossEntropy"] = static x => CrossEntropy([0]).At(TensorTree<double>.Empty)(x[0].Reshape(1, 2)).Output,
    };

    /// <summary>By operation and operands: what it is here, and why.</summary>
    private static readonly Dictionary<string, (string Here, string Why)> Elsewhere = new(StringComparer.Ordinal)
    {
        ["abs | nan"] = ("nan | nan", NaNStays),
        ["relu | nan"] = ("nan | nan", NaNStays),
        ["softmax | inf 1"] = ("1 0 | 0 0", Limit),
        ["softmax | inf -inf"] = ("1 0 | 0 0", Limit),
        ["logSoftmax | inf 1"] = ("0 -inf | 0 0", Limit),
        ["logSoftmax | inf -inf"] = ("0 -inf | 0 0", Limit),
        ["crossEntropy | inf 1"] = ("0 | 0 0", Limit),
        ["crossEntropy | inf -inf"] = ("0 | 0 0", Limit),
        ["logSumExp | inf 1"] = ("inf | 1 0", Limit),
        ["logSumExp | inf -inf"] = ("inf | 1 0", Limit),
        ["logSumExp | 1e308 1e308"] = ("1e308 | 0.5 0.5", Softmax),
        ["binaryCrossEntropy | inf | 1"] = ("0 | 0 | -inf", NoWeight),
        ["binaryCrossEntropy | -inf | 0"] = ("0 | 0 | inf", NoWeight),
        ["binaryCrossEntropy | -inf | 0.5"] = ("inf | -0.5 | inf", Infinite),
        ["binaryCrossEntropy | -inf | 1"] = ("inf | -1 | inf", Infinite),
    };

    public static TheoryData<string> Names => [.. Operations.Keys];

    private static string[][] Rows { get; } = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Golden", "corners.txt"))
        .Where(static line => line.Contains('|', StringComparison.Ordinal) && !line.StartsWith("operation", StringComparison.Ordinal))
        .Select(static line => line.Split('|', StringSplitOptions.TrimEntries))];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_operation_is_what_PyTorch_has_at_corners_or_there_is_a_reason(string name)
    {
        var wrong = new List<string>();
        foreach (var row in Rows.Where(row => row[0] == name))
        {
            var count = (row.Length - 2) / 2 + ((row.Length - 2) % 2);          // operands; then the output, and as many derivatives
            var operands = row[1..(1 + count)];
            var expected = Expected(name, operands, row[(1 + count)..]);
            var here = At(Operations[name], operands);
            if (expected.Length != here.Length || !expected.Zip(here, static (e, h) => Numbers(e).Zip(h, Same).All(static same => same)).All(static same => same))
                wrong.Add($"{name} at {string.Join(", ", operands)}: [{string.Join(" | ", expected)}], but here "
                    + string.Join(" | ", here.Select(static each => string.Join(' ', each.Select(static x => x.ToString("R", CultureInfo.InvariantCulture))))));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Each_reason_is_for_something_that_is_there()
    {
        var seen = Rows.Select(static row => string.Join(" | ", row)).ToArray();

        Assert.All(Elsewhere, each => Assert.Contains(seen, row => row.StartsWith(each.Key + " | ", StringComparison.Ordinal)));
        Assert.All(Elsewhere, each => Assert.DoesNotContain(seen, row => row == $"{each.Key} | {each.Value.Here}"));
        Assert.Equal(Operations.Keys.Order(StringComparer.Ordinal), Rows.Select(static row => row[0]).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Of_nothing_and_of_one_number_there_are_derivatives_too()
    {
        var none = Tensor.Zeros<double>([0, 3]);

        Assert.Equal(none, Differentiable.Trace(static (Tensor<double> x) => (x * x.Exp()).Sum()).Gradient()(none));
        Assert.Equal(none, Differentiable.Trace(static (Tensor<double> x) => x.Softmax().MatMul(Tensor.Ones<double>([3, 2])).Sum()).Gradient()(none));
        Assert.Equal(none, Differentiable.Trace(static (Tensor<double> x) => Tensor.Concatenate(0, x, x).Transpose().Sum()).Gradient()(none));
        Assert.Equal(1.0, Differentiable.Trace(static (Tensor<double> x) => x.LogSumExp()).Gradient()(5.0).Scalar);
        Assert.Equal(1.0, Differentiable.Trace(static (Tensor<double> x) => x.Max()).Gradient()(Tensor.Full([1, 1], 5.0)).Scalar);
        Assert.Equal(0.0, Differentiable.Trace(static (Tensor<double> x) => x.Softmax().Sum()).Gradient()(Tensor.Full([1], 5.0)).Scalar);
    }

    [Fact]
    public void What_flows_back_to_the_smallest_is_shared_by_equal_ones() => Assert.Equal(
        Tensor.Vector(0.5, 0, 0.5), Differentiable.Trace(static (Tensor<double> x) => x.Min()).Gradient()(Tensor.Vector(-1.0, 2, -1)));

    private static string[] Expected(string name, string[] operands, string[] golden)
    {
        if (Elsewhere.TryGetValue($"{name} | {string.Join(" | ", operands)}", out var other))
            return other.Here.Split('|', StringSplitOptions.TrimEntries);
        // Each of two is the larger, and neither.
        return name is "maximum" or "minimum" && operands.Contains("nan") ? ["nan", "nan", "nan"] : golden;
    }

    /// <summary>The output, and the derivative of its first number by each operand.</summary>
    private static double[][] At(Func<Tensor<double>[], Tensor<double>> operation, string[] operands)
    {
        var x = Array.ConvertAll(operands, static each => Numbers(each) is [var one] ? (Tensor<double>)one : Tensor.Vector<double>(Numbers(each)));
        var tree = TensorTree<double>.Of([.. x.Select(static (each, i) => ($"x{i}", (TensorTree<double>)each))]);
        var (y, back) = Differentiable.Trace((TensorTree<double> t) => operation([.. t.Leaves.Select(static leaf => leaf.Value)]))(tree);
        var gradient = back(Tensor.Generate(y.Shape, static i => i == 0 ? 1.0 : 0));
        return [[.. y], .. gradient.Leaves.Select(static leaf => leaf.Value.ToArray())];
    }

    private static double[] Numbers(string text) =>
        Array.ConvertAll(text.Split(' '), static each => each switch
        {
            "nan" => double.NaN,
            "inf" => double.PositiveInfinity,
            "-inf" => double.NegativeInfinity,
            _ => double.Parse(each, CultureInfo.InvariantCulture),
        });

    private static bool Same(double x, double y) => x.Equals(y) || x == y || Math.Abs(x - y) <= 1e-15 * Math.Abs(x);
}
