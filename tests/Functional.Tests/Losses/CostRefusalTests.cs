using static Functional.Layers<double>;
using static Functional.Tests.Tensors.Refused;
using Two = Functional.Pair<Functional.Tensor<double>, Functional.Tensor<double>>;

namespace Functional.Tests.Losses;

/// <summary>What is told to a cost and does not fit is refused, with what was told.</summary>
public class CostRefusalTests
{
    private static readonly TensorTree<double> Empty = TensorTree<double>.Empty;
    private static readonly Tensor<double> Logits = Tensor.Ones<double>([2, 3]);

    [Fact]
    public void Settings_of_classes_that_are_none()
    {
        foreach (var cost in (Func<double, Tensor<double>?, int?, Layer<double, Tensor<double>, Tensor<double>>>[])[
            static (smoothing, weights, ignored) => CrossEntropy([0, 1], smoothing: smoothing, weights: weights, ignored: ignored),
            static (smoothing, weights, ignored) => NegativeLogLikelihood([0, 1], smoothing: smoothing, weights: weights, ignored: ignored)])
        {
            Message(() => cost(1, null, null), "smoothing is a share from 0 to below 1", "1");
            Message(() => cost(-0.25, null, null), "smoothing", "-0.25");
            Message(() => cost(double.NaN, null, null), "smoothing", "NaN");
            Message(() => cost(0, Tensor.Vector(1.0, -2.0, 1.0), null), "weight", "-2");
            Message(() => cost(0, Tensor.Vector(1.0, double.PositiveInfinity, 1.0), null), "weight", "Infinity");
            Message(() => cost(0, Logits, null), "[classes]", "[2, 3]");
            Message(() => cost(0, null, -1), "ignored", "-1");
            Message(() => cost(0, Tensor.Vector(1.0, 2.0), null).At(Empty)(Logits), "2 weights", "[2, 3]", "3 classes");
            Message(() => cost(0, Tensor.Vector(0.0, 0.0, 1.0), null).At(Empty)(Logits), "weigh 0 together");
        }
    }

    [Fact]
    public void Rows_that_are_all_ignored_have_no_mean_and_cost_nothing_in_a_sum()
    {
        Message(() => CrossEntropy([255, 255], ignored: 255).At(Empty)(Logits), "CrossEntropy: all rows are ignored");
        Message(() => NegativeLogLikelihood([255, 255], ignored: 255).At(Empty)(Logits), "NegativeLogLikelihood: all rows are ignored");
        Message(() => CrossEntropy([255, 1], ignored: 254).At(Empty)(Logits), "label 0 is 255", "classes 0 to 2");

        Message(() => CrossEntropy([0, 1], weights: [double.Epsilon, double.Epsilon, 1]).At(Empty)(Logits), "weigh 1E-323 together");

        var (value, back) = CrossEntropy([255, 255], Reduction.Sum, ignored: 255).At(Empty)(Logits);

        Assert.Equal(0, value.Scalar);
        Assert.Equal(Tensor.Zeros<double>([2, 3]), back(1.0));
    }

    [Fact]
    public void Targets_that_are_no_distributions()
    {
        Message(() => CrossEntropy(Tensor.Matrix<double>([[0.5, 0.5], [1.5, -0.5]])), "1.5", "no probability");
        Message(() => CrossEntropy(Tensor.Matrix<double>([[0.5, 0.5], [0.5, 0.25]])), "add up to 1", "0.75");
        Message(() => CrossEntropy(Tensor.Matrix<double>([[0.5, double.NaN]])), "NaN");
        Message(() => CrossEntropy(Tensor.Matrix<double>([[0.5, 0.5]])).At(Empty)(Logits), "[1, 2]", "[2, 3]");
        Message(() => CrossEntropy(Tensor.Matrix<double>([[0.5, 0.5]]), weights: Tensor.Vector(1.0)).At(Empty)(Tensor.Ones<double>([1, 2])), "1 weights", "2 classes");
        Message(() => CrossEntropy((Tensor<double>)1.0), "[]");
        Message(() => KLDivergence(Tensor.Matrix<double>([[0.5, 0.25]])), "KLDivergence", "0.75");
        Message(() => KLDivergence(Tensor.Matrix<double>([[0.5, 0.5]]), logTargets: true), "0.5", "no logarithm of a probability");
        Message(() => KLDivergence(Tensor.Matrix<double>([[0.5, 0.5]]).Log() - 1.0, logTargets: true), "add up to 1");
        Message(() => KLDivergence(Tensor.Zeros<double>([0, 2])).At(Empty)(Tensor.Zeros<double>([0, 2])), "no samples");
    }

    [Fact]
    public void Targets_that_are_no_sides_classes_or_counts()
    {
        Message(() => Hinge(Tensor.Vector(1.0, 0.0)), "Hinge: the target 0 is neither -1 nor 1");
        Message(() => CosineEmbedding(Tensor.Vector(1.0, 0.5)), "CosineEmbedding: the target 0.5 is neither -1 nor 1");
        Message(() => BinaryFocalCrossEntropy(Tensor.Vector(1.0, 0.5)), "the target 0.5 is neither 0 nor 1");
        Message(() => PoissonNegativeLogLikelihood(Tensor.Vector(1.0, -1.0)), "the target -1 is no count");
        Message(() => PoissonNegativeLogLikelihood(Tensor.Vector(double.PositiveInfinity)), "no count");
        Message(() => MultiClassHinge([0, 3]).At(Empty)(Logits), "MultiClassHinge: label 1 is 3", "[2, 3]");
        Message(() => FocalCrossEntropy([0]).At(Empty)(Logits), "1 labels", "[2, 3]");
        Message(() => FocalCrossEntropy([0]).At(Empty)(Tensor.Ones<double>([1, 1])), "at least two classes", "[1, 1]");
    }

    [Fact]
    public void Settings_out_of_range()
    {
        var one = Tensor.Vector(1.0);
        Message(() => Huber(one, delta: 0), "Huber: delta is positive and finite", "0");
        Message(() => Hinge(one, margin: -1), "Hinge: the margin is at least 0 and finite", "-1");
        Message(() => MultiClassHinge([0], margin: double.NaN), "NaN");
        Message(() => Triplet(margin: -1), "Triplet: the margin", "-1");
        Message(() => CosineEmbedding(one, margin: 1.5), "CosineEmbedding: the margin is from -1 to 1", "1.5");
        Message(() => FocalCrossEntropy([0], gamma: -2), "gamma", "-2");
        Message(() => BinaryFocalCrossEntropy(one, alpha: 2), "alpha is from 0 to 1", "2");
        Message(() => InfoNce(temperature: 0), "InfoNce: the temperature is positive", "0");
        Message(() => Penalty.L2<double>(-1), "Penalty.L2: the strength", "-1");
        Message(() => Penalty.L1<double>(double.PositiveInfinity), "Penalty.L1: the strength", "Infinity");
    }

    [Fact]
    public void Outputs_of_other_shapes()
    {
        Two alike = (Logits, Logits), unlike = (Logits, Tensor.Ones<double>([3, 2]));
        Assert.All([MeanAbsoluteError, Huber, LogCosh, PoissonNegativeLogLikelihood], static (Func<Tensor<double>, Layer<double, Tensor<double>, Tensor<double>>> cost) =>
        {
            Message(() => cost(Logits).At(Empty)(Tensor.Ones<double>([3, 2])), "[2, 3]", "[3, 2]");
            Message(() => cost(Tensor.Ones<double>([0])).At(Empty)(Tensor.Ones<double>([0])), "no samples");
        });
        Message(() => GaussianNegativeLogLikelihood(Logits).At(Empty)(unlike), "logarithms of variances", "[2, 3]", "[3, 2]");
        Message(() => CosineEmbedding(Tensor.Vector(1.0, 1.0)).At(Empty)(unlike), "the second of the pair", "[2, 3]", "[3, 2]");
        Message(() => CosineEmbedding(Tensor.Vector(1.0)).At(Empty)(alike), "the targets beside vectors of shape [2, 3]", "[1]");
        Message(() => Triplet().At(Empty)((Logits, unlike)), "the negatives", "[2, 3]", "[3, 2]");
        Message(() => InfoNce().At(Empty)(unlike), "the second of the pair", "[2, 3]", "[3, 2]");
        Message(() => InfoNce().At(Empty)((Tensor.Vector(1.0), Tensor.Vector(1.0))), "[batch, features]", "[1]");
        Message(() => InfoNce().At(Empty)((Tensor.Ones<double>([0, 3]), Tensor.Ones<double>([0, 3]))), "no samples");
    }
}
