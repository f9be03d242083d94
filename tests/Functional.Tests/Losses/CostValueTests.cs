using static Functional.Layers<double>;

namespace Functional.Tests.Losses;

/// <summary>Costs are values like all layers: two that are told the same are equal, whatever was told by name.</summary>
public class CostValueTests
{
    private static readonly Tensor<double> Probabilities = Tensor.Matrix<double>([[0.25, 0.75], [1, 0]]), Sides = Tensor.Vector(1.0, -1.0);

    /// <summary>Each cost made twice of parts of its own, and one that is told something else.</summary>
    public static TheoryData<string, object, object, object[]> Told => new()
    {
        { "MeanSquaredError", MeanSquaredError([1, 2]), MeanSquaredError([1, 2]), [MeanSquaredError([1, 3]), MeanSquaredError([1, 2], Reduction.Sum), MeanAbsoluteError([1, 2])] },
        { "BinaryCrossEntropy", BinaryCrossEntropy([1, 0]), BinaryCrossEntropy([1, 0]), [BinaryCrossEntropy([1, 1]), BinaryCrossEntropy([1, 0], Reduction.Sum)] },
        {
            "CrossEntropy", CrossEntropy([1, 0]), CrossEntropy([1, 0], smoothing: 0),
            [CrossEntropy([1, 1]), CrossEntropy([1, 0], smoothing: 0.1), CrossEntropy([1, 0], ignored: 1), CrossEntropy([1, 0], weights: Tensor.Vector(1.0, 1.0)), NegativeLogLikelihood([1, 0])]
        },
        { "CrossEntropy", CrossEntropy(Probabilities), CrossEntropy(Probabilities + 0.0), [CrossEntropy(Probabilities, smoothing: 0.1), CrossEntropy(Probabilities, Reduction.Sum)] },
        { "KLDivergence", KLDivergence(Probabilities), KLDivergence(Probabilities + 0.0), [KLDivergence(Probabilities.Log(), logTargets: true)] },
        { "Huber", Huber([1, 2]), Huber([1, 2], delta: 1), [Huber([1, 2], delta: 2), Huber([1, 3])] },
        { "LogCosh", LogCosh([1, 2]), LogCosh([1, 2], Reduction.Mean), [LogCosh([1, 2], Reduction.Sum)] },
        { "Hinge", Hinge(Sides), Hinge(Sides, margin: 1), [Hinge(Sides, margin: 2), Hinge(Sides, squared: true), Hinge(-Sides)] },
        { "MultiClassHinge", MultiClassHinge([1, 0]), MultiClassHinge([1, 0], margin: 1), [MultiClassHinge([1, 0], squared: true)] },
        { "FocalCrossEntropy", FocalCrossEntropy([1, 0]), FocalCrossEntropy([1, 0], gamma: 2), [FocalCrossEntropy([1, 0], gamma: 1)] },
        { "BinaryFocalCrossEntropy", BinaryFocalCrossEntropy([1, 0]), BinaryFocalCrossEntropy([1, 0], gamma: 2), [BinaryFocalCrossEntropy([1, 0], alpha: 0.25)] },
        { "PoissonNegativeLogLikelihood", PoissonNegativeLogLikelihood([1, 2]), PoissonNegativeLogLikelihood([1, 2]), [PoissonNegativeLogLikelihood([1, 2], full: true)] },
        { "GaussianNegativeLogLikelihood", GaussianNegativeLogLikelihood([1, 2]), GaussianNegativeLogLikelihood([1, 2]), [GaussianNegativeLogLikelihood([1, 2], full: true)] },
        { "CosineEmbedding", CosineEmbedding(Sides), CosineEmbedding(Sides + 0.0), [CosineEmbedding(Sides, margin: 0.5)] },
        { "Triplet", Triplet(), Triplet(margin: 1), [Triplet(margin: 2)] },
        { "InfoNce", InfoNce(), InfoNce(temperature: 0.07), [InfoNce(symmetric: true), InfoNce(temperature: 0.1)] },
        { "Ctc", Ctc([[1, 2], [3]]), Ctc([[1, 2], [3]], blank: 0), [Ctc([[1, 2], [1]]), Ctc([[1, 2], [3]], blank: 4), Ctc([[1, 2], [3]], frames: Mask.OfLengths([3, 3], 3))] },
    };

    [Theory]
    [MemberData(nameof(Told))]
    public void Costs_that_are_told_the_same_are_equal_and_print_as_their_name(string name, object cost, object same, object[] others)
    {
        Assert.Equal(cost, same);
        Assert.Equal(cost.GetHashCode(), same.GetHashCode());
        Assert.All(others, other => Assert.NotEqual(cost, other));
        Assert.Equal(name, cost.ToString());
    }

    [Fact]
    public void Whole_numbers_in_brackets_are_labels_and_others_are_probabilities()
    {
        var x = Tensor.Matrix<double>([[0, 0]]);

        Assert.Equal(double.Log(2), CrossEntropy([1]).At(TensorTree<double>.Empty)(x).Output.Scalar, 1e-15);
        Assert.Equal(double.Log(2), CrossEntropy([0.25, 0.75]).At(TensorTree<double>.Empty)(x.Reshape(2)).Output.Scalar, 1e-15);
    }
}
