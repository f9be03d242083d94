using static Functional.Layers<double>;

namespace Functional.Tests.Losses;

/// <summary>What an infinite score costs is the limit as a finite one grows, where there is one, and NaN where there is none.</summary>
public class InfinityTests
{
    private const double Inf = double.PositiveInfinity;
    private static readonly double LogOfTwo = double.Log(2), FarFromNothing = double.Log(1 + double.Exp(-1));

    public static TheoryData<double, double, double, double, string> Binary => new()
    {
        { Inf, 1, 0, 0, "log(1 + e⁻ˣ) → 0: certain, and right" },
        { -Inf, 0, 0, 0, "log(1 + eˣ) → 0: certain, and right" },
        { Inf, 0, Inf, 1, "x → ∞: certain, and wrong" },
        { -Inf, 1, Inf, -1, "−x → ∞: certain, and wrong" },
        { Inf, 0.25, Inf, 0.75, "0.75·x → ∞" },
        { -Inf, 0.25, Inf, -0.25, "−0.25·x → ∞" },
        { 0, 0.5, 0.69314718055994531, 0, "log 2: the formula is the same at finite logits" },
        { 1000, 0, 1000, 1, "x + log(1 + e⁻ˣ)" },
        { 40, 1, 4.2483542552915889e-18, 0, "log(1 + e⁻ˣ) keeps its digits where it is small; σ(x) − t is a difference" },
        { double.MaxValue, 1, 0, 0, "no product overflows on the way" },
        { double.NaN, 1, double.NaN, double.NaN, "a cost of what is no number is none" },
        { double.NaN, 0, double.NaN, double.NaN, "a cost of what is no number is none" },
    };

    [Theory]
    [MemberData(nameof(Binary))]
    public void Binary_cross_entropy_is_its_limit(double logit, double target, double cost, double gradient, string why)
    {
        // Long enough for the vector paths of what is below, too.
        foreach (var count in (int[])[1, 40])
        {
            var (value, back) = BinaryCrossEntropy(Tensor.Full([count], target), Reduction.Sum).At(TensorTree<double>.Empty)(Tensor.Full([count], logit));
            Near([cost * count], value, why);
            Near([.. Enumerable.Repeat(gradient, count)], back(1.0), why);
        }
        var single = BinaryCrossEntropyInSingle((float)logit, (float)target);
        if (double.Abs(logit) < float.MaxValue || !double.IsFinite(logit))
            Near([cost], single.Cast<double>(), why);
    }

    public static TheoryData<double[], double[], int, double, string> Scores => new()
    {
        { [1, -Inf, 1], [0.5, 0, 0.5], 0, LogOfTwo, "a masked class has no part in the sum" },
        { [1, -Inf, 1], [0.5, 0, 0.5], 1, Inf, "a masked class that is the label: −log 0" },
        { [0, -Inf, -Inf], [1, 0, 0], 0, 0, "all others masked: certain" },
        { [1, Inf, 2], [0, 1, 0], 1, 0, "one score grows beyond all others: certain, and right" },
        { [1, Inf, 2], [0, 1, 0], 0, Inf, "one score grows beyond all others: certain, and wrong" },
        { [-Inf, Inf, 2], [0, 1, 0], 1, 0, "masked classes change nothing in that" },
        { [Inf], [1], 0, 0, "a single class is certain, whatever its score" },
        { [-Inf], [1], 0, 0, "a single class is certain, whatever its score" },
        { [Inf, Inf, 0], [double.NaN, double.NaN, double.NaN], 0, double.NaN, "of two that grow, it depends on which is faster: no limit" },
        { [-Inf, -Inf], [double.NaN, double.NaN], 0, double.NaN, "of all that fall, it depends on which is slower: no limit" },
        { [Inf, double.NaN, 0], [double.NaN, double.NaN, double.NaN], 0, double.NaN, "a score that is no number makes all none" },
    };

    [Theory]
    [MemberData(nameof(Scores))]
    public void Softmax_and_its_costs_are_their_limits(double[] scores, double[] probabilities, int label, double cost, string why)
    {
        // Alone, and below an ordinary row; with enough masked classes for the vector paths, too.
        foreach (var more in scores.Length == 1 ? (int[])[0] : [0, 30])
        {
            double[] row = [.. scores, .. Enumerable.Repeat(-Inf, more)], expected = [.. probabilities, .. Enumerable.Repeat(double.IsNaN(cost) ? double.NaN : 0.0, more)];
            var x = Tensor.Create<double>([2, row.Length], [.. Enumerable.Repeat(0.0, row.Length), .. row]);
            Labels labels = [0, label];
            var usual = double.Log(row.Length);

            Near(expected, Last(Softmax.At(TensorTree<double>.Empty)(x).Output), why);
            Near([.. expected.Select(static p => double.Log(p))], Last(LogSoftmax.At(TensorTree<double>.Empty)(x).Output), why);
            var (value, back) = CrossEntropy(labels, Reduction.Sum).At(TensorTree<double>.Empty)(x);
            Near([usual + cost], value, why);
            double[] gradient = [.. expected.Select((p, i) => i == label ? p - 1 : p)];
            Near(gradient, Last(back(1.0)), why);

            var (same, sameBack) = LogSoftmax.Then(NegativeLogLikelihood(labels, Reduction.Sum)).At(TensorTree<double>.Empty)(x);
            Near([usual + cost], same, why);
            Near(gradient, Last(sameBack(1.0)), why);
        }
    }

    public static TheoryData<double[], double, string> Sums => new()
    {
        { [0, -1, -Inf], FarFromNothing, "e^−∞ is 0" },
        { [Inf, 0], Inf, "the sum grows without bound" },
        { [Inf, Inf], Inf, "so does that of two" },
        { [Inf, -Inf], Inf, "and beside a masked one" },
        { [-Inf, -Inf], -Inf, "log 0" },
        { [double.NaN, Inf], double.NaN, "a number that is none makes all none" },
    };

    [Theory]
    [MemberData(nameof(Sums))]
    public void Log_sum_exp_is_its_limit(double[] scores, double expected, string why) => Near([expected], Tensor.Vector<double>(scores).LogSumExp(), why);

    public static TheoryData<double, double, double, double, string> Squares => new()
    {
        { Inf, 0, Inf, Inf, "(x − t)² → ∞" },
        { 0, -Inf, Inf, Inf, "(x − t)² → ∞" },
        { Inf, -Inf, Inf, Inf, "(x − t)² → ∞" },
        { Inf, Inf, double.NaN, double.NaN, "the difference of two that grow has no limit" },
        { -Inf, -Inf, double.NaN, double.NaN, "the difference of two that fall has no limit" },
    };

    [Theory]
    [MemberData(nameof(Squares))]
    public void Mean_squared_error_is_its_limit_where_there_is_one(double x, double target, double cost, double gradient, string why)
    {
        var (value, back) = MeanSquaredError(Tensor.Vector(target)).At(TensorTree<double>.Empty)(Tensor.Vector(x));

        Near([cost], value, why);
        Near([gradient], back(1.0), why);
    }

    public static TheoryData<string, double, double, double> Activated => new()
    {
        { "Relu", Inf, Inf, 1 }, { "Relu", -Inf, 0, 0 },
        { "Tanh", Inf, 1, 0 }, { "Tanh", -Inf, -1, 0 },
        { "Sigmoid", Inf, 1, 0 }, { "Sigmoid", -Inf, 0, 0 },
    };

    [Theory]
    [MemberData(nameof(Activated))]
    public void Activations_are_their_limits(string name, double x, double expected, double slope)
    {
        foreach (var count in (int[])[1, 40])
        {
            Check(name switch { "Relu" => Relu, "Tanh" => Tanh, _ => Sigmoid }, Tensor.Full([count], x), static y => y);
            Check(name switch { "Relu" => Layers<float>.Relu, "Tanh" => Layers<float>.Tanh, _ => Layers<float>.Sigmoid }, Tensor.Full([count], (float)x), static y => y.Cast<double>());
        }

        void Check<T>(Layer<T, Tensor<T>, Tensor<T>> layer, Tensor<T> at, Func<Tensor<T>, Tensor<double>> read)
            where T : struct, System.Numerics.IFloatingPointIeee754<T>
        {
            var (y, back) = layer.At(TensorTree<T>.Empty)(at);
            Near([.. Enumerable.Repeat(expected, at.Length)], read(y), name);
            Near([.. Enumerable.Repeat(slope, at.Length)], read(back(Tensor.Ones<T>(at.Shape))), name);
        }
    }

    private static Tensor<float> BinaryCrossEntropyInSingle(float logit, float target) =>
        Layers<float>.BinaryCrossEntropy(Tensor.Full([1], target)).At(TensorTree<float>.Empty)(Tensor.Full([1], logit)).Output;

    private static Tensor<double> Last(Tensor<double> rows) => rows.TakeRows(rows.Shape[0] - 1);

    /// <summary>Equal but for a few roundings; infinite and NaN exactly where expected.</summary>
    private static void Near(double[] expected, Tensor<double> actual, string why)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(
                expected[i].Equals(actual.Span[i]) || double.Abs(expected[i] - actual.Span[i]) <= 1e-6 * double.Abs(expected[i]),
                FormattableString.Invariant($"{i}: expected {expected[i]}, got {actual.Span[i]}; {why}"));
    }
}
