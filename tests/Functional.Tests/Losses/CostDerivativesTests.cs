using Functional.Tests.Golden;
using Xunit.Abstractions;
using static Functional.Layers<double>;
using Cost = Functional.Layer<double, Functional.Tensor<double>, Functional.Tensor<double>>;

namespace Functional.Tests.Losses;

/// <summary>Costs, with the way back that is their own, have PyTorch's value, first and second derivatives, away from kinks and ties.</summary>
public class CostDerivativesTests(ITestOutputHelper output)
{
    private static readonly TensorTree<double> Empty = TensorTree<double>.Empty;

    private static readonly Dictionary<string, GoldenFunction> Costs = new(StringComparer.Ordinal)
    {
        ["crossEntropy"] = Of(static told => CrossEntropy(told.Labels, told.Reduction, told.Number("smoothing", 0), told.Weights, told.Ignored)),
        ["negativeLogLikelihood"] = Of(static told => NegativeLogLikelihood(told.Labels, told.Reduction, weights: told.Weights, ignored: told.Ignored)),
        ["crossEntropyOfProbabilities"] = Of(static told => CrossEntropy(told.Targets, told.Reduction, told.Number("smoothing", 0), told.Weights)),
        ["klDivergence"] = Of(static told => KLDivergence(told.Targets, told.Reduction, told.Is("logarithms"))),
        ["absolute"] = Of(static told => MeanAbsoluteError(told.Targets, told.Reduction)),
        ["huber"] = Of(static told => Huber(told.Targets, told.Reduction, told.Number("delta"))),
        ["smoothL1"] = static (x, golden) => new Told(golden) is var told && told.Number("delta") is var delta
            ? Huber(told.Targets, told.Reduction, delta).At(Empty).Apply(x[0]) / delta : x[0],
        ["logCosh"] = Of(static told => LogCosh(told.Targets, told.Reduction)),
        ["hinge"] = Of(static told => Hinge(told.Targets, told.Reduction, told.Number("margin"), told.Is("squared"))),
        ["multiClassHinge"] = Of(static told => MultiClassHinge(told.Labels, told.Reduction, told.Number("margin"), told.Is("squared"))),
        ["binaryFocal"] = Of(static told => BinaryFocalCrossEntropy(
            told.Targets, told.Reduction, told.Number("gamma"), told.Golden.Has("alpha") ? told.Number("alpha") : null)),
        ["focal"] = Of(static told => FocalCrossEntropy(told.Labels, told.Reduction, told.Number("gamma"))),
        ["poisson"] = Of(static told => PoissonNegativeLogLikelihood(told.Targets, told.Reduction, told.Is("full"))),
        ["gaussian"] = OfPairs(static told => GaussianNegativeLogLikelihood(told.Targets, told.Reduction, told.Is("full"))),
        ["cosineEmbedding"] = OfPairs(static told => CosineEmbedding(told.Targets, told.Reduction, told.Number("margin"))),
        ["triplet"] = static (x, golden) => new Told(golden) is var told
            ? Triplet(told.Reduction, told.Number("margin")).At(Empty).Apply((x[0], (x[1], x[2]))) : x[0],
        ["infoNce"] = OfPairs(static told => InfoNce(told.Reduction, told.Number("temperature"), told.Is("symmetric"))),
        ["ctc"] = Of(static told => LogSoftmax.Then(Ctc(
            told.Sequences, told.Reduction, Mask.OfLengths(told.Golden.Integers("lengths"), told.Golden.Operands[0].Shape[1]), told.Golden.Integers("blank")[0]))),
        ["l1"] = static (x, golden) => Penalty.L1<double>(new Told(golden).Number("strength")).Apply(x[0]),
        ["l2"] = static (x, golden) => Penalty.L2<double>(new Told(golden).Number("strength")).Apply(x[0]),
    };

    private static readonly GoldenFunctions Golden = new("losses.txt.gz", Costs);

    public static TheoryData<string> Names => [.. Costs.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_cost_has_the_value_and_the_first_and_second_derivatives_of_PyTorch(string name) => output.WriteLine(Golden.Compare(name, 20));

    [Fact]
    public void No_golden_cost_is_left_out() => Golden.AreAll();

    private static GoldenFunction Of(Func<Told, Cost> cost) => (x, golden) => cost(new(golden)).At(Empty).Apply(x[0]);

    private static GoldenFunction OfPairs(Func<Told, Layer<double, Pair<Tensor<double>, Tensor<double>>, Tensor<double>>> cost) =>
        (x, golden) => cost(new(golden)).At(Empty).Apply((x[0], x[1]));

    /// <summary>What a cost of a golden case is told.</summary>
    private sealed record Told(GoldenDerivatives Golden)
    {
        public Reduction Reduction => Is("mean") ? Reduction.Mean : Reduction.Sum;

        public Labels Labels => [.. Golden.Integers("labels")];

        public Tensor<double> Targets => Golden.Tensor("targets");

        public Tensor<double>? Weights => Golden.Has("weights") ? Golden.Tensor("weights") : null;

        public int? Ignored => Golden.Has("ignored") ? Golden.Integers("ignored")[0] : null;

        public LabelSequences Sequences
        {
            get
            {
                var ends = Golden.Integers("counts").Select((_, i) => Golden.Integers("counts")[..(i + 1)].Sum()).Prepend(0).ToArray();
                return [.. ends.Skip(1).Select((end, i) => Labels.Create(Golden.Integers("labels").AsSpan(ends[i]..end)))];
            }
        }

        public bool Is(string attribute) => Golden.Integers(attribute)[0] == 1;

        public double Number(string attribute, double? usual = null) => usual is { } number && !Golden.Has(attribute) ? number : Golden.Tensor(attribute).Scalar;
    }
}
