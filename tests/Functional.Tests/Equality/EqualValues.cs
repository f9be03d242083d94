using FsCheck.Fluent;
using Functional.Laws;
using Cost = Functional.Layer<double, Functional.Tensor<double>, Functional.Tensor<double>>;

namespace Functional.Tests.Equality;

/// <summary>
/// Of each public type with value equality: a value, the same one made a second time of parts of its own, and one that differs in every part. Functions are
/// equal when they are the same object, so both have the same ones.
/// </summary>
internal static class EqualValues
{
    private static readonly Cost Layer = Layers<double>.Dense(2), OtherLayer = Layers<double>.Named("t", Layers<double>.Tanh);
    private static readonly Optimizer<double> Optimizer = Functional.Optimizer.Adam(0.1), OtherOptimizer = Functional.Optimizer.Sgd(0.1, momentum: 0.9);
    private static readonly Func<Tensor<double>, Cotangents<double, Tensor<double>>> Back = static _ => null!, OtherBack = static _ => null!;
    private static readonly Func<Reduction, Cost> Whole = static _ => Layer, OtherWhole = static _ => Layer;
    private static readonly Func<int, Cost> OfSample = static _ => Layer, OtherOfSample = static _ => Layer;
    private static readonly Func<int, Outcome> Test = static _ => Outcome.Holds, OtherTest = static _ => Outcome.Holds;
    private static readonly Func<int, Law<int>, string?> Blame = static (_, _) => null;
    private static readonly Func<Law<int>, int, string> Print = static (_, _) => "", OtherPrint = static (_, _) => "";
    private static readonly FsCheck.Arbitrary<int> Cases = ArbMap.Default.ArbFor<int>(), OtherCases = Arb.From(Cases.Generator);
    private static readonly Differentiable<Tensor<double>, Tensor<double>> Function = static x => (x, static dy => dy), OtherFunction = static x => (x, static dy => dy);
    private static readonly Twin<Tensor<double>, Tensor<double>> Twin = Functional.Laws.Twin.Of(Layers<float>.Tanh), OtherTwin = Functional.Laws.Twin.Of(Layers<float>.Tanh);
    private static readonly Context<double> Context = Context<double>.Inference(), OtherContext = Context<double>.Training(new(3, 4));
    private static readonly Production Production = Production.Layer(Layer), OtherWord = Production.Units("Other", static units => Layers<double>.Dense(units), static units => Layers<float>.Dense(units))
        with { MixesSamples = true, Flattens = true, SmallestBatch = 2, IsInSingle = true };

    /// <summary>By the type or its definition.</summary>
    public static IReadOnlyDictionary<Type, (object Value, object Same, object Other)> All { get; } = new Dictionary<Type, (object, object, object)>
    {
        [typeof(LabelledSet<>)] = Of(static () => new LabelledSet<double>(Samples(1), ["a", "b"], ["c", "d"]), new(Samples(2), ["a", "x"], ["c", "x"])),
        [typeof(Labels)] = Of(static () => Labels.Create(1, 2), [1, 3]),
        [typeof(LabelSequences)] = Of(static () => LabelSequences.Create([1, 2], [3]), [[1, 2], [4]]),
        [typeof(Samples<,>)] = Of(static () => Samples(1), new Samples<Tensor<double>, Labels>(Vector(2), [1])),
        [typeof(Standardization<>)] = Of(static () => new Standardization<double>(Vector(1), Vector(2)), new(Vector(2), Vector(3))),
        [typeof(Accuracy)] = Of(static () => Accuracy.Of(Labels.Create(1, 0), Labels.Create(1, 1)), Accuracy.Of(Labels.Create(1, 1, 0), Labels.Create(1, 1, 1))),
        [typeof(TopKAccuracy)] = Of(static () => TopKAccuracy.Of(Vector(1, 2), Labels.Create(0)), TopKAccuracy.Of(Vector(1, 2), Labels.Create(1))),
        [typeof(ConfusionMatrix)] = Of(static () => ConfusionMatrix.Of(Labels.Create(1), Labels.Create(0)), ConfusionMatrix.Of(Labels.Create(2), Labels.Create(0))),
        [typeof(Ranking)] = Of(static () => Ranking.Of(Vector(0.5), Vector(1)), Ranking.Of(Vector(0.5), Vector(0))),
        [typeof(Calibration)] = Of(static () => Calibration.Of(Vector(0.5), Vector(1)), Calibration.Of(Vector(0.5), Vector(0))),
        [typeof(BrierScore)] = Of(static () => BrierScore.Of(Vector(0.5), Vector(1)), BrierScore.Of(Vector(0.5, 0.25), Vector(0, 1))),
        [typeof(LogLoss)] = Of(static () => LogLoss.OfLogLikelihood(-1, 2), LogLoss.OfLogLikelihood(-2, 3)),
        [typeof(Moments)] = Of(static () => Moments.Of(Vector(1, 2)), Moments.Of(Vector(2, 3, 5))),
        [typeof(RegressionErrors)] = Of(static () => RegressionErrors.Of(Vector(1), Vector(2)), RegressionErrors.Of(Vector(1), Vector(3))),
        [typeof(MedianAbsoluteError)] = Of(static () => MedianAbsoluteError.Of(Vector(1), Vector(2)), MedianAbsoluteError.Of(Vector(1), Vector(3))),
        [typeof(LinearSolver)] = Of(static () => (LinearSolver)new Gmres(1, 2, 3), new Gmres(2, 3, 4)),
        [typeof(ConjugateGradients)] = Of(static () => new ConjugateGradients(1, 2), new(2, 3)),
        [typeof(Gmres)] = Of(static () => new Gmres(1, 2, 3), new(2, 3, 4)),
        [typeof(LinearSolution<>)] = Of(
            static () => new LinearSolution<Tensor<double>>(Vector(1), 1, 2, SolverStatus.Converged), new(Vector(2), 2, 3, SolverStatus.NoProgress)),
        [typeof(FixedPointIteration)] = Of(static () => new FixedPointIteration(1, 2, 3, 0.5), new(2, 3, 4, 0.25)),
        [typeof(Newton)] = Of(static () => new Newton(1, 2, new Gmres(1)), new(2, 3, new Gmres(2))),
        [typeof(OdeSolver)] = Of(static () => (OdeSolver)new RungeKutta4(1), new RungeKutta4(2)),
        [typeof(RungeKutta4)] = Of(static () => new RungeKutta4(1), new(2)),
        [typeof(DormandPrince)] = Of(static () => new DormandPrince(1, 2, 3), new(2, 3, 4)),
        [typeof(Trajectory<>)] = Of(static () => new Trajectory<Tensor<double>>(Vector(1), Vector(2)), new(Vector(1), Vector(3))),
        [typeof(GradientComparison)] = Of(static () => Comparison(1), Comparison(2)),
        [typeof(ArgumentReport)] = Of(static () => Argument(1), Argument(2)),
        [typeof(GradientReport)] = Of(static () => new GradientReport([Argument(1), Argument(2)]), new([Argument(1), Argument(3)])),
        [typeof(Evaluation<,,>)] = Of(
            static () => new Evaluation<double, Tensor<double>, Tensor<double>>(Vector(1), Back, Tree(1)), new(Vector(2), OtherBack, Tree(2))),
        [typeof(Initialization<>)] = Of(
            static () => new Initialization<double>("a", Shape.Create(2), Tree(1), Tree(2), [("0", Initialization<double>.Of(Shape.Create(1), Tree(1)))]),
            new Initialization<double>("b", Shape.Create(3), Tree(2), Tree(3), [("0", Initialization<double>.Of(Shape.Create(1), Tree(2)))])
            {
                Input = Shape.Create(4), MultiplyAdds = 5, Steps = 6, IsParallel = true,
            }),
        [typeof(MultiplyAdds)] = Of(static () => MultiplyAdds.Exactly(1), MultiplyAdds.Exactly(2) + default(MultiplyAdds)),
        [typeof(LayerDescription)] = Of(static () => Described(1), Described(2) with { Steps = 2, IsParallel = true }),
        [typeof(NetworkDescription)] = Of(
            static () => new NetworkDescription(
                Shape.Create(1), Shape.Create(2), [Described(1)], [("", Shape.Create(1))], 1, Mode.Training, 1, 2, null),
            new(Shape.Create(3), Shape.Create(4), [Described(2)], [("", Shape.Create(2))], 2, Mode.Inference, 2, null, "why")),
        [typeof(Indices)] = Of(static () => Indices.Of([2, 2], 1, 2, 3, 4), Indices.Create(1, 2, 3, 5)),
        [typeof(Mask)] = Of(static () => Mask.Of([2, 1], true, false), Mask.Create(true, true)),
        [typeof(Link<>)] = Of(static () => Layers<double>.Dense(2).Links[0], Layers<double>.Named("t", Layers<double>.Dense(3, false, static (_, shape, _, _) => Tensor.Zeros<double>(shape))).Links[0]),
        [typeof(PureLink<,,>)] = Of(
            static () => (PureLink<double, Tensor<double>, Tensor<double>>)Layers<double>.Slice(0, 1, 2).Links[0],
            (PureLink<double, Tensor<double>, Tensor<double>>)Layers<double>.Named("t", Layers<double>.Slice(-1, 0, 1)).Links[0]),
        [typeof(Link<,,>)] = Of(static () => (Link<double, Tensor<double>, Tensor<double>>)Layers<double>.Dropout(0.5).Links[0], (Link<double, Tensor<double>, Tensor<double>>)Layers<double>.Named("t", Layers<double>.Dropout(0.25)).Links[0]),
        [typeof(Layer<,,>)] = Of(static () => Layers<double>.Dense(2), OtherLayer),
        [typeof(RelativePositions)] = Of(static () => RelativePositions.Rotary(10), RelativePositions.Rotary(20)),
        [typeof(BlockSettings<>)] = Of(
            static () => new BlockSettings<double> { Normalization = Layers<double>.LayerNorm(), Activation = Layers<double>.Dense(2), KeyValueHeads = 1, Positions = RelativePositions.Rotary() },
            new BlockSettings<double>
            {
                NormFirst = false, Normalization = Layers<double>.RmsNorm(), Activation = OtherLayer, IsGated = true, Dropout = 0.5, Bias = false, KeyValueHeads = 2,
                Positions = RelativePositions.Alibi,
            }),
        [typeof(TensorTree<>)] = Of(static () => Tree(1), Tree(2)),
        [typeof(Shapes)] = Of(static () => Shapes.Pair(Shape.Create(1), Shape.Create(2)), Shapes.Pair(Shape.Create(2), Shape.Create(3))),
        [typeof(Minimizer)] = Of(static () => (Minimizer)new Lbfgs(1, new StrongWolfe(), 2, 3), new Lbfgs(2, new StrongWolfe(0.1), 3, 4)),
        [typeof(Lbfgs)] = Of(static () => new Lbfgs(1, new StrongWolfe(), 2, 3), new(2, new StrongWolfe(0.1), 3, 4)),
        [typeof(NonlinearConjugateGradients)] = Of(static () => new NonlinearConjugateGradients(new StrongWolfe(), 2, 3), new(new StrongWolfe(0.1), 3, 4)),
        [typeof(NewtonConjugateGradients)] = Of(static () => new NewtonConjugateGradients(1, new StrongWolfe(), 2, 3), new(2, new StrongWolfe(0.1), 3, 4)),
        [typeof(StrongWolfe)] = Of(static () => new StrongWolfe(0.1, 0.5, 1), new(0.2, 0.6, 2)),
        [typeof(MinimizationState<>)] = Of(
            static () => new MinimizationState<double>(Tree(1), 1, Tree(2), 3, 4, MinimizationStatus.Running), new(Tree(2), 2, Tree(3), 4, 5, MinimizationStatus.Converged)),
        [typeof(Norms<>)] = Of(static () => new Norms<double>(Tree(1)), new(Tree(2))),
        [typeof(OptimizerState<>)] = Of(static () => new OptimizerState<double>(1, Tree(1)), new(2, Tree(2))),
        [typeof(Optimizer<>)] = Of(static () => Functional.Optimizer.Adam(0.1), OtherOptimizer),
        [typeof(GradientTransformation<>)] = Of(static () => Functional.Optimizer.Adam(0.1).Links[0], Functional.Optimizer.Adam(0.1, 0.5).Links[0]),
        [typeof(ParameterTransformation<>)] = Of(static () => (ParameterTransformation<double>)new LookAhead<double>(1, 0.5), new LookAhead<double>(2, 0.25)),
        [typeof(ElementwiseTransformation<,>)] = Of(
            static () => (ElementwiseTransformation<double, MomentumRule<double>>)new PolyakMomentum<double>(0.5), new PolyakMomentum<double>(0.25)),
        [typeof(Transformed<>)] = Of(static () => new Transformed<double>(Tree(1), Tree(2)), new(Tree(2), Tree(3)) { Scale = 2 }),
        [typeof(Spread<>)] = Of(static () => (Spread<double>)1.0, 2.0),
        [typeof(UpdateStep)] = Of(static () => new UpdateStep(1, false), new(2, true)),
        [typeof(Schedule)] = Of(static () => Schedule.Cosine(1, 2), Schedule.Cosine(1, 3)),
        [typeof(Paths)] = Of(static () => Paths.EndsWith("a"), Paths.Under("a")),
        [typeof(Rate<>)] = Of(static () => (Rate<double>)0.1, Schedule.Cosine(1, 2)),
        [typeof(Key)] = Of(static () => new Key(1, 2), new(2, 3)),
        [typeof(Pair<,>)] = Of(static () => new Pair<Tensor<double>, Tensor<double>>(Vector(1), Vector(2)), new(Vector(2), Vector(3))),
        [typeof(Shape)] = Of(static () => Shape.Create(1, 2), [1, 3]),
        [typeof(Tensor<>)] = Of(static () => Vector(1), Vector(2)),
        [typeof(GraphNode)] = Of(static () => Node(1, "Exp"), new(2, GraphNodeKind.Constant, "Log", [0], [("axis", 2)], [3], typeof(float), 4, Vector(1))),
        [typeof(Graph)] = Of(static () => new Graph([Node(0, "Exp")], [0], [0]), new([Node(0, "Log")], [], [])),
        [typeof(ConvolutionSettings)] = Of(static () => new ConvolutionSettings([1, 2], [2, 1], [0, 1], [1, 0], 2), new([2, 1], [1, 2], [1, 0], [0, 1], 3)),
        [typeof(Padding)] = Of(static () => Padding.Explicit([1, 2], [3, 4]), Padding.Same),
        [typeof(Every)] = Of(static () => Every.Steps(2), Every.Steps(3)),
        [typeof(TrainingState<>)] = Of(
            static () => new TrainingState<double>(Tree(1), Tree(2), Optimizer, new(1, Tree(1)), new(1, 2), 1, 2, 3, 0.5),
            new TrainingState<double>(Tree(2), Tree(3), OtherOptimizer, new(2, Tree(1)), new(2, 2), 2, 3, 4, 0.25) { EndsEpoch = true, Sample = (Shape)([2, 3]), Auxiliary = Tree(1), Samples = 7 }),
        [typeof(TrainingReport)] = Of(
            static () => new TrainingReport(1, 2, 3, 0.5),
            new(2, 3, 4, 0.25) { EndsEpoch = true, Samples = 7, Rate = 0.1, StepsPerSecond = 8, SamplesPerSecond = 9, Auxiliary = Tree(1), Norms = Tree(2) }),
        [typeof(ObjectiveValue<>)] = Of(static () => new ObjectiveValue<double>(Vector(1)), new(Vector(2)) { State = Tree(1), Auxiliary = Tree(2) }),
        [typeof(CostPoint<>)] = Of(static () => new CostPoint<Tensor<double>>(Whole, OfSample, Vector(1), 1), new(OtherWhole, OtherOfSample, Vector(2), 2)),
        [typeof(Draw)] = Of(static () => new Draw(new(1, 2)), new(new(2, 2), 4, 3, EdgeCase.Ties)),
        [typeof(FunctionCase)] = Of(static () => new FunctionCase(Case(2)), new(Case(3))),
        [typeof(Law<>)] = Of(static () => new Law<int>("a", "b", Test), new Law<int>("b", "c", OtherTest) { Blame = Blame, NotFor = "d" }),
        [typeof(LawResult)] = Of(static () => Result(1), new("b", "c", 3, 2, Counterexample(2), "why")),
        [typeof(Counterexample)] = Of(static () => Counterexample(1), Counterexample(2)),
        [typeof(LawReport)] = Of(static () => new LawReport("a", [Result(1), Result(2)]), new("b", [Result(1), Result(3)])),
        [typeof(LawSuite<>)] = Of(
            static () => new LawSuite<int>("a", Cases, [new("a", "b", Test), new("b", "b", Test)]) { Print = Print },
            new LawSuite<int>("b", OtherCases, [new("a", "b", Test), new("c", "b", Test)]) { Print = OtherPrint }),
        [typeof(Outcome)] = Of(static () => Outcome.Broken("a"), Outcome.Inconclusive("b")),
        [typeof(LayerPoint<,,>)] = Of(
            static () => new LayerPoint<double, Tensor<double>, Tensor<double>>(Layer, Tree(1), Vector(1), Context) { Code = "a", Sample = Shape.Create(1), Twin = Twin },
            new LayerPoint<double, Tensor<double>, Tensor<double>>(OtherLayer, Tree(2), Vector(2), OtherContext, new(1, 2))
            {
                Code = "b", Sample = Shape.Create(2), Twin = OtherTwin, MixesSamples = true,
            }),
        [typeof(Twin<,>)] = Of(static () => Twin with { }, OtherTwin with { Code = "b" }),
        [typeof(Network)] = Of(static () => Network.Of("a", 1, Network.Of("b")), Network.Of("b", 2, Network.Of("c"))),
        [typeof(NetworkCase)] = Of(
            static () => new NetworkCase(Network.Of("a", 1), 1, new(new(1, 2))) { Grammar = new(Production) },
            new NetworkCase(Network.Of("a", 2), 2, new(new(2, 2))) { Grammar = new(OtherWord) }),
        [typeof(Grammar)] = Of(static () => new Grammar(Production), new Grammar(Production).With(OtherWord) with { OuterAxes = 1 }),
        [typeof(Production)] = Of(static () => Production with { }, OtherWord),
        [typeof(OptimizerPoint)] = Of(static () => new OptimizerPoint(Optimizer, Tree(1), [Tree(1), Tree(2)]), new(OtherOptimizer, Tree(2), [Tree(1), Tree(3)])),
        [typeof(Arguments<,>)] = Of(static () => new Arguments<double, Tensor<double>>(Tree(1), Vector(1)), new(Tree(2), Vector(2))),
        [typeof(Point<,>)] = Of(static () => new Point<Tensor<double>, Tensor<double>>(Function, Vector(1), new(1, 2)), new(OtherFunction, Vector(2), new(2, 2))),
        [typeof(VectorPoint<>)] = Of(
            static () => new VectorPoint<Tensor<double>>(Vector(1), Vector(2), Vector(3), 1, 2), new(Vector(2), Vector(3), Vector(4), 2, 3)),
    };

    /// <summary>Fields that follow from others, or fit each other alone, so that one cannot be replaced: the tests of tensors, shapes and trees are about them.</summary>
    public static IReadOnlyCollection<(Type, string)> Derived { get; } =
    [
        (typeof(Layer<,,>), "sequence"), (typeof(Layer<,,>), "alone"), (typeof(Optimizer<>), "names"), (typeof(Optimizer<>), "frozen"), (typeof(Optimizer<>), "title"),
        (typeof(Optimizer<>), "AcceptsNonFinite"), (typeof(Schedule), "function"), (typeof(Schedule), "isOwn"), (typeof(Schedule), "Always"), (typeof(Schedule), "IsProduct"),
        (typeof(Paths), "contains"), (typeof(Paths), "near"), (typeof(Paths), "choices"), (typeof(Rate<>), "traced"), (typeof(Rate<>), "always"),
        (typeof(TensorTree<>), "Count"), (typeof(Shape), "ElementCount"),
        (typeof(Tensor<>), "hold"), (typeof(Tensor<>), "isTraced"), (typeof(Tensor<>), "finiteness"), (typeof(TensorTree<>), "value"), (typeof(TensorTree<>), "children"), (typeof(Tensor<>), "memory"),
        (typeof(Tensor<>), "Shape"), (typeof(Grammar), "byName"), (typeof(FunctionCase), "point"),
    ];

    private static (object, object, object) Of<V>(Func<V> make, V other)
        where V : notnull => (make(), make(), other);

    private static GraphNode Node(int index, string name) => new(index, GraphNodeKind.Operation, name, [], [], [2], typeof(double), 0, null);

    private static Tensor<double> Vector(params double[] numbers) => Tensor.Vector<double>(numbers);

    private static TensorTree<double> Tree(double number) => TensorTree<double>.Of(("weight", Vector(number)), ("bias", Vector(0)));

    private static Samples<Tensor<double>, Labels> Samples(double number) => new(Vector(number), [0]);

    private static GradientComparison Comparison(int n) => new($"a{n}", $"b{n}", n, n + 1, n + 2) { Judge = $"c{n}" };

    private static ArgumentReport Argument(int n) => new($"a{n}", n, n + 1, n + 2, Comparison(n));

    private static LayerDescription Described(int n) => new(
        $"{n}", $"a{n}", Shape.Create(n), Shape.Create(n + 2), [("weight", Shape.Create(n))], n, n,
        [new("0", "a", Shape.Create(1), Shape.Create(1), [], n, null, [])]);

    private static NetworkCase Case(int units) => new(Network.Of("Dense", units), 2, new(new(1, 2)));

    private static Counterexample Counterexample(int n) => new($"a{n}", $"b{n}", $"c{n}", n, n + 1, $"d{n}");

    private static LawResult Result(int n) => new("a", "b", n, n - 1, Counterexample(1));
}
