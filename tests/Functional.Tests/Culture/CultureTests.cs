using System.Globalization;
using Functional.Laws;
using static Functional.Cultures.Cultures;
using static Functional.Layers<float>;

namespace Functional.Tests.Culture;

/// <summary>What is read, named, ordered and printed is the same in every culture.</summary>
public sealed class CultureTests
{
    private static readonly Tensor<float> One = Tensor.Ones<float>([1]);
    private static readonly ConfusionMatrix Matrix = ConfusionMatrix.Of(Labels.Create(new int[12345]), Labels.Create(new int[12345]));

    public static TheoryData<string> Names => [.. ByName.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Trees_made_in_two_cultures_are_equal_and_can_be_added(string culture)
    {
        static TensorTree<float> Tree() => TensorTree<float>.Of(("1", One), ("-1", One), ("weight", One));

        var (here, there) = (In(CultureInfo.InvariantCulture, Tree), In(Named(culture), Tree));

        Assert.Equal(here, there);
        Assert.Equal(here.Scale(2), In(Named(culture), () => here.Plus(there)));
    }

    [Fact]
    public void A_training_state_tells_its_cost_with_a_point_in_a_culture_of_commas()
    {
        var start = Training.Start(Dense(1), [1], Optimizer.Sgd(0.1f), Key.FromSeed(1));

        Assert.Equal("step 0, epoch 0, batch 0, cost 0.5", In(German, (start with { Cost = 0.5f }).ToString));
    }

    /// <summary>Texts and messages with numbers, among them negative ones and ones with a fraction.</summary>
    private static readonly Dictionary<string, Func<string>> Texts = new()
    {
        ["shape"] = () => $"{Shape.Create(2, 3)}",
        ["labels"] = () => $"{Labels.Create(2, 3)}",
        ["indices"] = () => $"{Indices.Of([2, 2], 1, 20, 3, 4)}",
        ["mask"] = () => $"{Mask.OfLengths([1], 2)}",
        ["negative index of indices"] = () => Message(() => Indices.Create(0, -1)),
        ["length beyond the size"] = () => Message(() => Mask.OfLengths([-1], 2)),
        ["row of indices"] = () => Message(() => Indices.Create(0).TakeRows(-1)),
        ["rows of parts"] = () => Message(() => SampleRows.Count(Indices.Create(0), Mask.Create())),
        ["tensor"] = () => $"{Tensor.Vector(-0.5f, 12345.678f)}",
        ["large tensor"] = () => $"{Tensor.Vector(-1e-9, 1e9)}",
        ["parameters"] = () => $"{Dense(3).Start(default, [2]).Parameters}",
        ["pair"] = () => $"{new Pair<Tensor<double>, Plain>(Tensor.Vector(-0.5), new(-0.5))}",
        ["key"] = () => $"{new Key(1, 2)}",
        ["samples"] = () => $"{new Samples<Tensor<float>, Labels>(Tensor.Matrix<float>([[-0.5f]]), [0])}",
        ["standardization"] = () => $"{Standardization.Fit(Tensor.Matrix<float>([[-0.5f], [1.5f]]))}",
        ["optimizers"] = () => $"{Optimizer.Sgd(0.1)}, {Optimizer.Sgd(0.1f, momentum: 0.9)}, {Optimizer.Adam(1e-5)}",
        ["optimizer state"] = () => $"{new OptimizerState<float>(-3, One)}",
        ["layers"] = () => $"{Dense(10).Name}, {Dropout(0.25).Name}, {Reshape([2, 2]).Name}",
        ["description"] = () => $"{Chain(Dense(1024), Dropout(0.5)).Describe([1024], 2000)}",
        ["initialization"] = () => $"{Dense(1024).Start(default, [1024])}",
        ["flowchart"] = () => Chain(Dense(1024), Dropout(0.5)).Describe([1024]).ToMermaid(),
        ["described layer"] = () => $"{Dense(1024).Describe([1024]).Layers[0]}",
        ["evaluation"] = () => $"{new Evaluation<float, double, double>(-0.5, static _ => null!, One)}",
        ["gradient report"] = () => $"{new GradientReport([new("x", 2, 1, 1, new("[0]", "[0]", -0.5, 0.25, 1e-9))])}",
        ["gradient check"] = () => $"{GradientCheck.Of<Tensor<double>, Tensor<double>>(static x => (x * x, dy => 2.0 * x * dy), Tensor.Vector(-0.5, 1.25))}",
        ["coordinate"] = () => Tensor.Ones<float>([2, 3]).CoordinateName(4),
        ["negative axis"] = () => Message(() => Shape.Create(2).Axis(-3)),
        ["negative size"] = () => Message(() => Shape.Create(2, -3)),
        ["negative label"] = () => Message(() => Labels.Create(0, -3)),
        ["negative row"] = () => Message(() => One.TakeRows(-3)),
        ["negative row of labels"] = () => Message(() => Labels.Create(1).TakeRows(-3)),
        ["negative index"] = () => Message(() => One[-3]),
        ["negative place"] = () => Message(() => One.Slice(0, -3, 2)),
        ["negative sizes of parts"] = () => Message(() => Tensor.Ones<float>([2, 3]).Split(1, -3, 5)),
        ["reshape"] = () => Message(() => One.Reshape(-1, -1)),
        ["reshape to other sizes"] = () => Message(() => One.Reshape(-1, 2)),
        ["permute"] = () => Message(() => One.Permute(0, -1)),
        ["stack"] = () => Message(() => Tensor.Stack(-7, One, One)),
        ["share"] = () => Message(() => Partition.SplitStratified(new Samples<Tensor<float>, Labels>(One, [0]), -0.5, default)),
        ["share of a split"] = () => Message(() => new Samples<Tensor<float>, Labels>(One, [0]).Split(0.25, default)),
        ["folds"] = () => Message(() => new Samples<Tensor<float>, Labels>(One, [0]).KFold(-3, default)),
        ["report"] = () => Matrix.Report() + Matrix.Table(),
        ["ratios"] = () => $"{Matrix.F1}, {Matrix}",
        ["accuracies"] = () => $"{Accuracy.Of(Labels.Create(0, 1), Labels.Create(0, 0))}, {TopKAccuracy.Of(Tensor.Vector(-0.5f, 1), Labels.Create(0))}",
        ["probabilities"] = () => $"{Calibration.Of(One / 2f, One)}, {BrierScore.Of(One / 2f, One)}, {LogLoss.OfLogLikelihood(-0.5, 12345)}",
        ["ranking"] = () => $"{Ranking.Of(Tensor.Vector(-0.5f, 1), Tensor.Vector(0f, 1))}",
        ["errors"] = () => $"{RegressionErrors.Of(One / 2f, One)}, {MedianAbsoluteError.Of(One / 2f, One)}, {Moments.Of(One / -2f)}",
        ["no probability"] = () => Message(() => BrierScore.Of(-0.5f * One, One)),
        ["log-likelihood"] = () => Message(() => LogLoss.OfLogLikelihood(0.5, -3)),
        ["no spread"] = () => Message(() => RegressionErrors.Of(-0.5f * One, -0.5f * One).RSquared),
        ["batch of a negative size"] = () => Message(() => new Samples<Tensor<float>, Labels>(One, [0]).Batches(-3)),
        ["units"] = () => Message(() => Dense(-3)),
        ["rate"] = () => Message(() => Dropout(-0.5)),
        ["repeat"] = () => Message(() => Repeat(-3, Tanh)),
        ["momentum of a normalisation"] = () => Message(() => BatchNorm(-0.5f)),
        ["learning rate"] = () => Message(() => Optimizer.Adam(-0.5f)),
        ["momentum"] = () => Message(() => Optimizer.Sgd(0.5, momentum: -0.5)),
        ["uniform"] = () => Message(() => default(Key).Uniform<double>([1], 0.5, -0.5)),
        ["normal"] = () => Message(() => default(Key).Normal<double>([1], deviation: -0.5)),
        ["permutation"] = () => Message(() => default(Key).Permutation(-3)),
        ["threads"] = () => Message(() => Threads.AtMost(-3, static () => 0)),
        ["look"] = () => Message(() => Every.Steps(-3)),
        ["epochs"] = () => Message(() => Array.Empty<TrainingState<float>>().Epochs(-3)),
        ["directions"] = () => Message(() => GradientCheck.Of<Tensor<double>, Tensor<double>>(static x => (x, dy => dy), Tensor.Vector(1.0), directions: -3)),
        ["data that is not finite"] = () => Message(() => Standardization.Fit(Tensor.Matrix<float>([[float.NegativeInfinity]]))),
        ["target"] = () => Message(() => BinaryCrossEntropy(Tensor.Vector(-0.5f))),
        ["margin"] = () => Message(() => Hinge(Tensor.Vector(1f), margin: -0.5)),
        ["ignored label"] = () => Message(() => CrossEntropy([0], ignored: -3)),
        ["sequences"] = () => $"{LabelSequences.Create([1, 2], [3])}",
        ["too few frames"] = () => Message(() => Ctc([[1, 1]]).At(TensorTree<float>.Empty)(Tensor.Zeros<float>([1, 2, 3]))),
        ["cost"] = () => Message(() => throw new NonFiniteException(-3, Direction.Forward, "", Invariant($"the cost of step {-3} is {-0.5}"))),
        ["draw"] = () => Message(() => new Draw(new(1, 2), -3, -2)),
        ["network"] = () => $"{Network.Of("Dense", -3)}",
        ["network as code"] = () => Grammar.Standard.ToCode(Network.Of("Repeat", -2, Network.Of("Dense", -3))),
        ["law result"] = () => $"{new LawResult("law", "it holds", -3, 2, null)}",
        ["unclear report"] = () => $"{new LawReport("layer", [new("law", "it holds", 3, 2, null)])}",
        ["broken report"] = () => $"{new LawReport("layer", [new("law", "it holds", 3, 2, new("message", "case", 0, -3, 4, "1,1"))])}",
        ["arguments"] = () => $"{new Arguments<double, Plain>(TensorTree<double>.Empty, new(-0.5))}",
        ["vectors"] = () => $"{new VectorPoint<Plain>(new(-0.5), new(1), new(2), -0.5, 0.25)}",
        ["cost point"] = () => $"{new CostPoint<Tensor<double>>(null!, null!, Tensor.Vector(-0.5), -3)}",
        ["counterexample"] = () => $"{new Counterexample("message", "case", 0, -3, -4, "1,1")}",
        ["no cases"] = () => Message(() => VectorSpaceLaws.For("numbers", static _ => new Plain(-0.5)).Run(-3)),
        ["a law of numbers"] = () => $"{LayerLaws.For(Faulty(), [2]).Run(20)}",
    };

    public static TheoryData<string> Subjects => [.. Texts.Keys];

    [Theory]
    [MemberData(nameof(Subjects))]
    public void A_text_is_the_same_in_every_culture(string subject)
    {
        var text = Texts[subject];
        var expected = In(CultureInfo.InvariantCulture, text);

        Assert.NotEqual("", expected);
        Assert.All(ByName.Values, culture => Assert.True(expected == In(culture, text), $"{expected} became {In(culture, text)}"));
    }

    [Fact]
    public void A_run_in_a_culture_that_is_not_known_is_refused_and_the_known_ones_are_named()
    {
        var refused = Assert.Throws<FormatException>(static () => Named("xx-XX"));

        Assert.Equal("FUNCTIONAL_CULTURE is \"xx-XX\": expected one of de-DE, fa-IR, he-IL, sv-SE.", refused.Message);
        Assert.Same(CultureInfo.InvariantCulture, Named(null));
    }

    [Fact]
    public void A_run_has_the_culture_that_the_environment_asks_for_on_each_thread()
    {
        CultureInfo? there = null;
        var thread = new Thread(() => there = CultureInfo.CurrentCulture);
        thread.Start();
        thread.Join();

        Assert.Same(Functional.Cultures.RunCulture.FromEnvironment, CultureInfo.CurrentCulture);
        Assert.Same(Functional.Cultures.RunCulture.FromEnvironment, there);
    }

    private static string Message(Func<object?> body) => Assert.ThrowsAny<Exception>(() => { body(); }).Message;

    /// <summary>A layer with a mistake, whose report has numbers in it.</summary>
    private static Layer<double, Tensor<double>, Tensor<double>> Faulty() =>
        Layers<double>.Function("Half", static x => (x.Scale(0.5), static dy => dy.Scale(-0.75)));

    /// <summary>A vector of one number that prints as the culture of its provider has it.</summary>
    private readonly record struct Plain(double Value) : IVectorSpace<Plain>, IFormattable
    {
        public Plain Zero => new(0);

        public int Dimension => 1;

        public Plain Plus(Plain other) => new(Value + other.Value);

        public Plain Scale(double factor) => new(Value * factor);

        public double Dot(Plain other) => Value * other.Value;

        public double Coordinate(int index) => Value;

        public string CoordinateName(int index) => "[]";

        public Plain WithCoordinates(Func<int, double> coordinate) => new(coordinate(0));

        public override string ToString() => ToString(null, CultureInfo.CurrentCulture);

        public string ToString(string? format, IFormatProvider? provider) => Value.ToString(format, provider);
    }
}
