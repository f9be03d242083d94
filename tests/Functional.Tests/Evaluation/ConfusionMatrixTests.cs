using static Functional.Tests.Tensors.Refused;

namespace Functional.Tests.Evaluation;

public sealed class ConfusionMatrixTests
{
    // Of class 0 two are right and one is taken for 1; of 1 one is right; of 2 one is taken for 0; of 3 there is none, and nothing is predicted as 2 or 3.
    private static readonly ConfusionMatrix Small = ConfusionMatrix.Of(Labels.Create(0, 0, 1, 1, 0), Labels.Create(0, 0, 0, 1, 2), classes: 4);

    [Fact]
    public void Counts_are_by_the_true_class_and_then_by_the_predicted_one()
    {
        Assert.Equal((2, 1, 0, 1), (Small[0, 0], Small[0, 1], Small[1, 0], Small[2, 0]));
        Assert.Equal<long>([3, 1, 1, 0], Small.Support);
        Assert.Equal<long>([3, 2, 0, 0], Small.Predicted);
        Assert.Equal((5, 3, 0.6), (Small.Count, Small.Correct, Small.Accuracy));
    }

    [Fact]
    public void Ratios_of_a_class_are_null_where_they_are_0_by_0()
    {
        Assert.Equal([2 / 3.0, 0.5, null, null], Small.Precision);
        Assert.Equal([2 / 3.0, 1, 0, null], Small.Recall);
        Assert.Equal([2 / 3.0, 2 / 3.0, 0, null], Small.F1);
        Assert.Equal("precision: 0.6667, 0.5000, –, –", Small.Precision.ToString());
    }

    [Fact]
    public void An_average_says_what_is_undefined_or_is_told_what_it_counts_as()
    {
        With<InvalidOperationException>(() => Small.Precision.Macro(), "precision", "class 2", "no sample was predicted as it", "Undefined.LeftOut");
        With<InvalidOperationException>(() => Small.Recall.Weighted(), "recall", "class 3", "no sample is of it");
        With<InvalidOperationException>(() => Small.F1.Macro(), "F1", "class 3", "no sample is of it, and none was predicted as it");
        With<ArgumentOutOfRangeException>(() => Small.F1.Macro((Undefined)7), "7");
        Assert.Equal((2 / 3.0 + 0.5) / 4, Small.Precision.Macro(Undefined.Zero), 1e-15);
        Assert.Equal((2 / 3.0 + 0.5 + 2) / 4, Small.Precision.Macro(Undefined.One), 1e-15);
        Assert.Equal((2 / 3.0 + 0.5) / 2, Small.Precision.Macro(Undefined.LeftOut), 1e-15);
        Assert.Equal((3 * 2 / 3.0 + 0.5) / 4, Small.Precision.Weighted(Undefined.LeftOut), 1e-15);      // the weight of class 2 is left out, too
        Assert.Equal((2 / 3.0 + 1 + 0) / 3, Small.BalancedAccuracy, 1e-15);
        Assert.Equal(0.6, Small.F1.Micro);
    }

    /// <summary>Only class 1 is ever predicted, and no sample is of it.</summary>
    [Fact]
    public void Where_no_class_with_samples_is_left_there_is_no_weighted_average()
    {
        var wrong = ConfusionMatrix.Of(Labels.Create(1, 1), Labels.Create(0, 0));

        With<InvalidOperationException>(() => wrong.Precision.Weighted(Undefined.LeftOut), "weighted average of precision", "no class is left");
        Assert.Equal(0, wrong.Precision.Macro(Undefined.LeftOut));
        Assert.Contains("weighted average          –", wrong.Report(undefined: Undefined.LeftOut), StringComparison.Ordinal);
    }

    [Fact]
    public void A_matrix_has_the_classes_of_its_scores_or_those_that_labels_name()
    {
        Assert.Equal(3, ConfusionMatrix.Of(Tensor.Matrix<float>([1, 0, 0]), Labels.Create(1)).Classes);
        Assert.Equal(2, ConfusionMatrix.Of(Labels.Create(0), Labels.Create(1)).Classes);
        Assert.Equal(0, ConfusionMatrix.Of(Labels.Create(), Labels.Create()).Classes);
        var sum = ConfusionMatrix.Of(Labels.Create(0), Labels.Create(1)) + Small;
        Assert.Equal((4, 6, 1, 1), (sum.Classes, sum.Count, sum[1, 0], sum[2, 0]));
    }

    [Fact]
    public void Equal_scores_are_the_first_class()
    {
        var tied = Tensor.Matrix<float>([0.5f, 0.5f], [-0f, 0]);

        Assert.Equal<long>([2, 0], ConfusionMatrix.Of(tied, Labels.Create(1, 0)).Predicted);
        Assert.Equal(0.5, Accuracy.Of(tied, Labels.Create(1, 0)).Value);
        Assert.Equal((0.5, 1), (TopKAccuracy.Of(tied, Labels.Create(1, 0)).Among(1), TopKAccuracy.Of(tied, Labels.Create(1, 0)).Among(2)));
    }

    [Fact]
    public void Classes_and_shapes_that_do_not_fit_are_refused()
    {
        Shape(() => ConfusionMatrix.Of(Labels.Create(0), Labels.Create(0, 1)), "[1]", "[2]");
        Shape(() => ConfusionMatrix.Of(Indices.Of([1, 2], 0, 1), Labels.Create(0, 1)), "[1, 2]", "[2]");
        Shape(() => Accuracy.Of(Labels.Create(0), Labels.Create(0, 1)), "Accuracy", "[1]", "[2]");
        With<ArgumentOutOfRangeException>(() => ConfusionMatrix.Of(Labels.Create(0), Labels.Create(2), 2), "2 classes", "label is 2");
        With<ArgumentOutOfRangeException>(() => ConfusionMatrix.Of(Labels.Create(), Labels.Create(), 0), "at least 1", "0");
        With<ArgumentOutOfRangeException>(() => ConfusionMatrix.Of(Labels.Create(100_000), Labels.Create(0)), "100001 classes");
        Shape(() => Small[4, 0], "[4, 0]", "4 classes");
        Shape(() => Small[0, -1], "[0, -1]");
        Shape(() => Small.Precision[4], "class 4", "4");
        Shape(() => Small.Report(["a"]), "1 names", "4 classes");
        Shape(() => Small.Table(["a", "b", "c", "d", "e"]), "5 names", "4 classes");
    }
}
