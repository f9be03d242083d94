using static Functional.Layers<double>;
using Cost = Functional.Layer<double, Functional.Tensor<double>, Functional.Tensor<double>>;

namespace Functional.Tests.Losses;

/// <summary>What very large and infinite outputs cost is the limit, and so is the way back; nothing overflows on the way.</summary>
public class CostLimitTests
{
    private const double Inf = double.PositiveInfinity;
    private static readonly TensorTree<double> Empty = TensorTree<double>.Empty;

    public static TheoryData<string, double, double, double, double, string> OfElements => new()
    {
        { "MeanAbsoluteError", Inf, 0, Inf, 1, "|x| → ∞" },
        { "Huber", -Inf, 0, Inf, -1, "|x| − ½ → ∞, with slope 1" },
        { "Huber", 1e300, 0, 1e300, 1, "no square overflows" },
        { "LogCosh", 1e300, 0, 1e300, 1, "no exponential overflows" },
        { "LogCosh", Inf, 0, Inf, 1, "|x| − log 2 → ∞" },
        { "LogCosh", 1e-9, 0, 5e-19, 1e-9, "½·x² near 0 loses no digits" },
        { "Hinge", Inf, 1, 0, 0, "on its side, however far" },
        { "Hinge", -Inf, 1, Inf, -1, "on the other" },
        { "BinaryFocalCrossEntropy", Inf, 1, 0, 0, "certain, and right" },
        { "BinaryFocalCrossEntropy", -Inf, 1, Inf, -1, "certain, and wrong: −log p, for 1 − p is 1" },
        { "BinaryFocalCrossEntropy", -1000, 1, 1000, -1, "p is 0, its logarithm is not" },
        { "BinaryFocalCrossEntropy", 1000, 0, 1000, 1, "1 − p is 0, its logarithm is not" },
        { "PoissonNegativeLogLikelihood", -Inf, 0, 0, 0, "no rate, and nothing counted" },
        { "PoissonNegativeLogLikelihood", -Inf, 2, Inf, -2, "no rate, and something counted" },
        { "PoissonNegativeLogLikelihood", 1000, 2, Inf, Inf, "the rate overflows" },
        { "PoissonNegativeLogLikelihood", Inf, 2, Inf, Inf, "the rate grows faster than its logarithm" },
    };

    [Theory]
    [MemberData(nameof(OfElements))]
    public void Of_an_element(string name, double x, double target, double cost, double gradient, string why)
    {
        Func<Tensor<double>, Reduction, Cost> made = name switch
        {
            "MeanAbsoluteError" => MeanAbsoluteError,
            "Huber" => static (targets, reduction) => Huber(targets, reduction),
            "LogCosh" => LogCosh,
            "Hinge" => static (targets, reduction) => Hinge(targets, reduction),
            "BinaryFocalCrossEntropy" => static (targets, reduction) => BinaryFocalCrossEntropy(targets, reduction),
            _ => static (targets, reduction) => PoissonNegativeLogLikelihood(targets, reduction),
        };
        // Long enough for the vector paths of what is below, too.
        foreach (var count in (int[])[1, 40])
        {
            var (value, back) = made(Tensor.Full([count], target), Reduction.Sum).At(Empty)(Tensor.Full([count], x));
            Near([cost * count], value, why);
            Near([.. Enumerable.Repeat(gradient, count)], back(1.0), why);
        }
    }

    public static TheoryData<double[], double[], double, double[], string> OfProbabilities => new()
    {
        { [0, -Inf, 0], [0.5, 0, 0.5], double.Log(2), [0, 0, 0], "what is impossible, and is not expected, costs nothing" },
        { [0, -Inf, 0], [0.5, 0.5, 0], Inf, [0, -0.5, 0.5], "what is impossible, but expected, costs all" },
        { [0, Inf, 0], [0, 1, 0], 0, [0, 0, 0], "certain, and right" },
        { [1000, 0, -1000], [0, 0, 1], 2000, [1, 0, -1], "far away" },
    };

    [Theory]
    [MemberData(nameof(OfProbabilities))]
    public void Of_logits_beside_probabilities(double[] logits, double[] targets, double cost, double[] gradient, string why)
    {
        var (value, back) = CrossEntropy(Tensor.Vector<double>(targets)).At(Empty)(Tensor.Vector<double>(logits));

        Near([cost], value, why);
        Near(gradient, back(1.0), why);
    }

    [Fact]
    public void Of_the_divergence_of_what_is_impossible()
    {
        var z = Tensor.Vector(double.Log(0.5), -Inf, double.Log(0.5));
        foreach (var log in (bool[])[false, true])
        {
            Tensor<double> possible = Tensor.Vector(0.25, 0, 0.75), beyond = Tensor.Vector(0.25, 0.75, 0);
            var (value, back) = KLDivergence(log ? possible.Log() : possible, logTargets: log).At(Empty)(z);

            Near([0.25 * double.Log(0.5) + 0.75 * double.Log(1.5)], value, "0·log 0 is 0");
            Near([-0.25, 0, -0.75], back(1.0), "−t");
            Near([Inf], KLDivergence(log ? beyond.Log() : beyond, logTargets: log).At(Empty)(z).Output, "t·(log t − log 0)");
        }
    }

    [Fact]
    public void Of_the_divergence_by_targets_that_are_zero_the_slope_is_zero()
    {
        foreach (var z in (double[])[-2, -Inf])
        {
            Tensor<double> Slope(bool log, params double[] targets) => Differentiable.Trace((Tensor<double> t) =>
                KLDivergence(t, logTargets: log).At(Empty)(Tensor.Vector(-1, z)).Output).Gradient()(Tensor.Vector<double>(targets));

            Near([2, 0], Slope(log: false, 1, 0), "log t + 1 − z");
            Near([2, 0], Slope(log: true, 0, -Inf), "t·(log t + 1 − z)");
        }
    }

    [Fact]
    public void Of_a_class_that_weighs_nothing()
    {
        foreach (var positive in (double[])[0, 1])
        {
            var (value, back) = BinaryFocalCrossEntropy([positive], alpha: 1 - positive).At(Empty)([positive == 1 ? -Inf : Inf]);

            Near([0], value, "0·∞ is 0");
            Near([0], back(1.0), "nothing is learnt from it");
        }
    }

    public static TheoryData<double[], int, double, double[], string> OfClasses => new()
    {
        { [0, -Inf, -Inf], 0, 0, [0, 0, 0], "all others are impossible" },
        { [Inf, 0, 0], 0, 0, [0, 0, 0], "certain, and right" },
        { [0, -Inf, 0], 1, Inf, [0.5, -1, 0.5], "the label is impossible: −log p, for 1 − p is 1" },
        { [1000, 0, 1000], 1, 1000 + 0.69314718055994531, [0.5, -1, 0.5], "p is 0, its logarithm is not" },
        { [0, 1000, 0], 1, 0, [0, 0, 0], "1 − p is 0" },
    };

    [Theory]
    [MemberData(nameof(OfClasses))]
    public void Of_focal_cross_entropy(double[] logits, int label, double cost, double[] gradient, string why)
    {
        var (value, back) = FocalCrossEntropy([label]).At(Empty)(Tensor.Vector<double>(logits));

        Near([cost], value, why);
        Near(gradient, back(1.0), why);
    }

    [Fact]
    public void Of_rows_that_do_not_count_nothing_matters()
    {
        var x = Tensor.Matrix<double>([[1, 2], [double.NaN, Inf], [3, 1]]);
        foreach (var smoothing in (double[])[0, 0.25])
        {
            var (value, back) = CrossEntropy([0, 7, 1], smoothing: smoothing, ignored: 7).At(Empty)(x);
            var (expected, expectedBack) = CrossEntropy([0, 1], smoothing: smoothing).At(Empty)(x.TakeRows(0, 2));

            Assert.Equal(expected, value);
            Assert.Equal(expectedBack(1.0), back(1.0).TakeRows(0, 2));
            Assert.Equal(Tensor.Zeros<double>([1, 2]), back(1.0).TakeRows(1));
        }
    }

    [Fact]
    public void Of_normal_distributions_that_are_very_wide_or_narrow()
    {
        var cost = GaussianNegativeLogLikelihood([0, 0, 1e200, 1e-200], Reduction.Sum);
        var (value, back) = cost.At(Empty)((Tensor.Vector(0.0, 0, 0, 0), Tensor.Vector(-2000.0, 2000, 2000, -921)));
        var (dmean, dlog) = back(1.0);

        Near([(-2000 + 2000 + 2000 - 921 + double.Exp(400 * double.Log(10) - 2000) + double.Exp(-400 * double.Log(10) + 921)) / 2], value, "½·(s + r²·e⁻ˢ)");
        Assert.Equal(0, dmean.Span[0]);
        Assert.True(dmean.IsFinite && dlog.IsFinite);
        Near([0.5, 0.5], dlog.Slice(0, 0, 2), "½·(1 − 0)");
    }

    [Fact]
    public void Of_normal_distributions_of_no_width()
    {
        var (value, back) = GaussianNegativeLogLikelihood([1], Reduction.Sum).At(Empty)((Tensor.Vector(0.0), Tensor.Vector(-Inf)));

        Near([Inf], value, "e⁻ˢ grows faster than s falls");
        Near([-Inf], back(1.0).First, "the mean should grow");
        Near([-Inf], back(1.0).Second, "and the variance");
        Near([-Inf], GaussianNegativeLogLikelihood([0]).At(Empty)((Tensor.Vector(0.0), Tensor.Vector(-Inf))).Output, "certain, and right");
    }

    [Fact]
    public void Of_vectors_without_length_or_distance()
    {
        var zero = Tensor.Zeros<double>([1, 3]);
        var one = Tensor.Matrix<double>([[1, 2, 2]]);

        var (cosine, cosineBack) = CosineEmbedding([1]).At(Empty)((zero, one));
        Assert.Equal(1, cosine.Scalar);
        Assert.Equal((zero, zero), cosineBack(1.0));

        var (_, contrastBack) = InfoNce().At(Empty)((Tensor.Matrix<double>([[0, 0], [1, 0]]), Tensor.Matrix<double>([[1, 2], [3, 4]])));
        Assert.Equal(Tensor.Zeros<double>([1, 2]), contrastBack(1.0).First.TakeRows(0));

        var (triplet, tripletBack) = Triplet().At(Empty)((one, (one, one)));
        Assert.Equal(1, triplet.Scalar);
        Assert.Equal((zero, (zero, zero)), tripletBack(1.0));

        var (far, farBack) = Triplet(margin: 0).At(Empty)((zero, (1e300 * one, 1e-300 * one)));
        Near([3e300], far, "no square overflows");
        Near([-1.0 / 3 + 1.0 / 3, 0, 0], farBack(1.0).First, "both directions are of length 1");
        Near([1.0 / 3, 2.0 / 3, 2.0 / 3], farBack(1.0).Second.First, "the direction, of length 1");
    }

    /// <summary>Equal but for a few roundings; infinite exactly where expected.</summary>
    private static void Near(double[] expected, Tensor<double> actual, string why)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(
                expected[i].Equals(actual.Span[i]) || double.Abs(expected[i] - actual.Span[i]) <= 1e-12 * double.Max(double.Abs(expected[i]), expected[i] == 0 ? 1 : 0),
                Invariant($"{why}: {expected[i]} expected at {i}, but it is {actual}"));
    }
}
