using System.Collections.Immutable;
using Functional.Laws;
using Functional.Properties.Catalogue;

namespace Functional.Properties.Losses;

/// <summary>The costs, each as a sum and as a mean; those of labels on scores <c>[batch, classes]</c> and <c>[batch, time, classes]</c>.</summary>
public static class CostCatalogue
{
    public static ImmutableArray<Entry> All { get; } =
    [
        new(nameof(Layers<double>.NegativeLogLikelihood), CostLaws.For<Labels>(
            Layers<double>.NegativeLogLikelihood, Classified, inSingle: Layers<float>.NegativeLogLikelihood,
            code: "NegativeLogLikelihood(labels, summary)")),
        new(nameof(Layers<double>.CrossEntropy), CostLaws.For<Labels>(
            Layers<double>.CrossEntropy, Classified, inSingle: Layers<float>.CrossEntropy, code: "CrossEntropy(labels, summary)")),
        new(nameof(Layers<double>.MeanSquaredError), CostLaws.For<Tensor<double>>(
            Layers<double>.MeanSquaredError, Measured, static outputs => outputs.Length,
            static (targets, summary) => Layers<float>.MeanSquaredError(targets.Cast<float>(), summary), "MeanSquaredError(targets, summary)")),
        new(nameof(Layers<double>.BinaryCrossEntropy), CostLaws.For<Tensor<double>>(
            Layers<double>.BinaryCrossEntropy, Decided, static outputs => outputs.Length,
            static (targets, summary) => Layers<float>.BinaryCrossEntropy(targets.Cast<float>(), summary), "BinaryCrossEntropy(targets, summary)")),
    ];

    /// <summary>Labels and scores.</summary>
    public static (Labels Labels, Tensor<double> Scores) Classified(Draw draw)
    {
        var shape = draw.Batched("shape");
        return (draw.Labels("labels", shape[..^1].ElementCount, shape[^1]), draw.Tensor<double>("scores", shape));
    }

    /// <summary>Targets and outputs of any size.</summary>
    public static (Tensor<double> Targets, Tensor<double> Outputs) Measured(Draw draw)
    {
        var shape = draw.Batched("shape", 1);
        return (draw.Tensor<double>("targets", shape, -2, 2), draw.Tensor<double>("outputs", shape));
    }

    /// <summary>Probabilities, some of them 0 and 1, and logits.</summary>
    public static (Tensor<double> Targets, Tensor<double> Logits) Decided(Draw draw)
    {
        var shape = draw.Batched("shape", 1);
        var targets = draw.Tensor<double>("targets", shape, 0, 1);
        return (draw.Coin("hard") ? targets.Map(double.Round) : targets, draw.Tensor<double>("logits", shape));
    }
}

public sealed class CostsObeyTheLaws
{
    public static TheoryData<string, string> Laws => Entry.LawsOf(CostCatalogue.All);

    [Theory]
    [MemberData(nameof(Laws))]
    public void In_double_and_in_float(string cost, string law) => Entry.Check(CostCatalogue.All, cost, law);
}
