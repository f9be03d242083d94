using Functional.Tests.Golden;
using static Functional.GradientTransformations<double>;

namespace Functional.Tests.Optimization.Faults;

/// <summary>Mistakes in what is put together: momentum, decay, clipping, accumulation, averages.</summary>
internal static class Chains
{
    /// <summary>Nesterov's momentum goes on with the velocity alone.</summary>
    public static OptimizerFault NesterovDoesNotLookAhead { get; } = OptimizerFault.OfSteps("nesterov", static (faulty, by) => Optimizer.Sgd(by["rate"], by["momentum"], nesterov: !faulty));

    /// <summary>v ← momentum·v + (1 − momentum)·g.</summary>
    public static OptimizerFault VelocityDamped { get; } = OptimizerFault.OfSteps("momentum", static (faulty, by) => new Optimizer<double>(new Formula(
        "momentum", 1, leaf => leaf.Next(0, by["momentum"], faulty ? 1 - by["momentum"] : 1, leaf.Gradient))).Then(ScaleBy(by["rate"])));

    /// <summary>The velocity is one of steps, and keeps the rate of each.</summary>
    public static OptimizerFault RateInsideTheVelocity { get; } = OptimizerFault.OfSteps("scheduled-sgd", static (faulty, by) =>
        faulty ? ScaleBy(Rate(by)).Then(Momentum(by["momentum"])) : Momentum(by["momentum"]).Then(ScaleBy(Rate(by))));

    /// <summary>The decay is part of the gradient, and is divided by the root of its square.</summary>
    public static OptimizerFault DecayInsideTheGradient { get; } = OptimizerFault.OfSteps("adamw", static (faulty, by) => faulty
        ? AddDecayedWeights(by["decay"]).Then(Adam(by)).Then(ScaleBy(by["rate"]))
        : Adam(by).Then(AddDecayedWeights(by["decay"])).Then(ScaleBy(by["rate"])));

    /// <summary>The decay is not multiplied by the rate.</summary>
    public static OptimizerFault DecayWithoutTheRate { get; } = OptimizerFault.OfSteps("adamw", static (faulty, by) => faulty
        ? Adam(by).Then(ScaleBy(by["rate"])).Then(AddDecayedWeights(by["decay"]))
        : Adam(by).Then(AddDecayedWeights(by["decay"])).Then(ScaleBy(by["rate"])));

    /// <summary>The decay is multiplied by the rate that the schedule began with.</summary>
    public static OptimizerFault DecayByTheFirstRate { get; } = OptimizerFault.OfSteps("scheduled-adamw", static (faulty, by) => faulty
        ? ScaleByAdam().Then(ScaleBy(Rate(by))).Then(AddDecayedWeights(by["decay"] * by["rate"]))
        : ScaleByAdam().Then(AddDecayedWeights(by["decay"])).Then(ScaleBy(Rate(by))));

    /// <summary>The slope of decay·‖θ‖², and not of its half.</summary>
    public static OptimizerFault DecayTwice { get; } = OptimizerFault.OfSteps("l2", static (faulty, by) =>
        AddDecayedWeights((faulty ? 2 : 1) * by["decay"]).Then(Optimizer.Sgd(by["rate"], by["momentum"])));

    /// <summary>‖u‖/‖θ‖ in place of ‖θ‖/‖u‖.</summary>
    public static OptimizerFault TrustRatioInverted { get; } = Lamb(static (leaf, faulty) => faulty ? leaf.Gradient.Norm() / leaf.Parameter.Norm() : leaf.Parameter.Norm() / leaf.Gradient.Norm());

    /// <summary>The ratio of squares.</summary>
    public static OptimizerFault TrustRatioOfSquares { get; } = Lamb(static (leaf, faulty) =>
        (leaf.Parameter.Norm() / leaf.Gradient.Norm()) is var ratio && faulty ? ratio * ratio : ratio);

    /// <summary>The decay is added to what is in proportion already.</summary>
    public static OptimizerFault DecayAfterTheTrustRatio { get; } = OptimizerFault.OfSteps("lamb", static (faulty, by) => (faulty
        ? Adam(by).Then(ScaleByTrustRatio).Then(AddDecayedWeights(by["decay"]))
        : Adam(by).Then(AddDecayedWeights(by["decay"])).Then(ScaleByTrustRatio)).Then(ScaleBy(by["rate"])));

    /// <summary>Each tensor is clipped by its own norm.</summary>
    public static OptimizerFault GlobalNormOfEachTensor { get; } = OptimizerFault.OfSteps("clip-then-sgd", static (faulty, by) =>
        (faulty ? ClipByNorm(by["limit"]) : ClipByGlobalNorm(by["limit"])).Then(ScaleBy(by["rate"])));

    /// <summary>What is shorter than the limit is made longer.</summary>
    public static OptimizerFault ClippedToTheNormAlways { get; } = OptimizerFault.OfSteps("clip-then-sgd", static (faulty, by) => new Optimizer<double>(new Whole(
        "clip", tree => Math.Sqrt(tree.Dot(tree)) is var norm ? (by["limit"] / (faulty ? norm : Math.Max(norm, by["limit"]))) * tree : tree)).Then(ScaleBy(by["rate"])));

    /// <summary>Adam's averages are those of gradients that are not clipped, its updates are.</summary>
    public static OptimizerFault ClippedAfterTheMoments { get; } = OptimizerFault.OfSteps("clip-then-adam", static (faulty, by) => faulty
        ? ScaleByAdam(epsilon: by["epsilon"]).Then(ClipByGlobalNorm(by["limit"])).Then(ScaleBy(by["rate"]))
        : ClipByGlobalNorm(by["limit"]).Then(ScaleByAdam(epsilon: by["epsilon"])).Then(ScaleBy(by["rate"])));

    /// <summary>The mean is that of clipped gradients, the squares are those of what came in.</summary>
    public static OptimizerFault SquaresOfWhatIsNotClipped { get; } = OptimizerFault.OfSteps("clip-then-adam", static (faulty, by) => faulty
        ? ClipByGlobalNorm(by["limit"]).Then(new Formula("mean", 1, static leaf => leaf.Mean(0, 0.9, leaf.Gradient) / (1 - Math.Pow(0.9, leaf.Step)))).Then(ScaleByRmsProp(0.999, by["epsilon"])).Then(ScaleBy(by["rate"]))
        : ClipByGlobalNorm(by["limit"]).Then(ScaleByAdam(epsilon: by["epsilon"])).Then(ScaleBy(by["rate"])));

    /// <summary>Gradients add up where they should be averaged.</summary>
    public static OptimizerFault AccumulationSums { get; } = OptimizerFault.OfSteps("accumulate-then-sgd", static (faulty, by) =>
        Accumulate((int)by["count"]).Then(ScaleBy(by["rate"] * (faulty ? by["count"] : 1))));

    /// <summary>What was left out counts as a gradient of zero: Adam's averages and corrections count every step.</summary>
    public static OptimizerFault AccumulationThatLetsAdamCountEveryStep { get; } = OptimizerFault.OfSteps("accumulate-then-adam", static (faulty, by) =>
        (faulty ? new Optimizer<double>(new Formula("mean", 1, leaf =>
        {
            leaf.Next(0, 1, 1 / by["count"], leaf.Gradient);
            var isLast = leaf.Step % (int)by["count"] == 0;
            var update = isLast ? leaf.Moments[0] : leaf.Gradient.Zero;
            leaf.Moments[0] = isLast ? leaf.Gradient.Zero : leaf.Moments[0];
            return update;
        })) : Accumulate((int)by["count"])).Then(ScaleByAdam()).Then(ScaleBy(by["rate"])));

    /// <summary>The mean goes on one gradient too early.</summary>
    public static OptimizerFault AccumulationOneGradientShort { get; } = OptimizerFault.OfSteps("accumulate-then-sgd", static (faulty, by) =>
        Accumulate((int)by["count"] - (faulty ? 1 : 0)).Then(ScaleBy(by["rate"])));

    /// <summary>The average takes in the parameters before the step.</summary>
    public static OptimizerFault AverageOfTheStepBefore { get; } = OptimizerFault.OfSteps("average-of-adam", static (faulty, by) =>
        Optimizer.Adam(by["rate"]).Then(new After("average", (before, after, average, _) => (after, by["decay"] * average + (1 - by["decay"]) * (faulty ? before : after)))));

    /// <summary>The share of the average and that of the parameters are swapped.</summary>
    public static OptimizerFault AverageWithItsSharesSwapped { get; } = OptimizerFault.OfSteps("average-of-adam", static (faulty, by) =>
        Optimizer.Adam(by["rate"]).Then(AverageParameters(faulty ? 1 - by["decay"] : by["decay"])));

    /// <summary>The mean begins a step late.</summary>
    public static OptimizerFault MeanBeginsLate { get; } = OptimizerFault.OfSteps("mean-of-adam", static (faulty, by) =>
        Optimizer.Adam(by["rate"]).Then(MeanOfParameters((long)by["begin"] + (faulty ? 1 : 0))));

    /// <summary>The first step is the last one of those ahead.</summary>
    public static OptimizerFault LookAheadCountedFromOne { get; } = LookingAhead(static (faulty, count, step) => (step + (faulty ? 0 : 1)) % count == 0, static _ => false);

    /// <summary>The slow parameters follow, and the fast ones go on from where they are.</summary>
    public static OptimizerFault LookAheadThatNeverLooksBack { get; } = LookingAhead(static (_, count, step) => (step + 1) % count == 0, static faulty => faulty);

    private static Optimizer<double> Adam(GoldenTrajectory by) => ScaleByAdam(by["beta1"], by["beta2"], by["epsilon"]);

    private static Schedule Rate(GoldenTrajectory by) => Schedule.Step(by["rate"], (long)by["every"], by["factor"]);

    private static OptimizerFault Lamb(Func<FormulaLeaf, bool, Tensor<double>> ratio, [System.Runtime.CompilerServices.CallerMemberName] string name = "") => OptimizerFault.OfSteps(
        "lamb",
        (faulty, by) => Adam(by).Then(AddDecayedWeights(by["decay"])).Then(new Formula("trust", 0, leaf => leaf.Gradient * ratio(leaf, faulty))).Then(ScaleBy(by["rate"])),
        name);

    private static OptimizerFault LookingAhead(
        Func<bool, long, long, bool> isLast, Func<bool, bool> goesOn, [System.Runtime.CompilerServices.CallerMemberName] string name = "") => OptimizerFault.OfSteps(
        "adam-with-look-ahead",
        (faulty, by) => Optimizer.Adam(by["rate"]).Then(new After("slow", (_, after, slow, step) =>
        {
            if (!isLast(faulty, (long)by["count"], step))
                return (after, slow);
            var next = slow + by["share"] * (after - slow);
            return (goesOn(faulty) ? after : next, next);
        })),
        name);

    /// <summary>A function of all updates.</summary>
    private sealed record Whole(string Called, Func<TensorTree<double>, TensorTree<double>> Function) : GradientTransformation<double>
    {
        public override string Name => Called;

        public override Transformed<double> Apply(TensorTree<double> updates, TensorTree<double> moments, TensorTree<double> parameters, UpdateStep at) => new(Function(updates), moments);
    }

    /// <summary>What is done after the step, with one tree beside the parameters that begins as they do.</summary>
    private sealed record After(
        string Called, Func<TensorTree<double>, TensorTree<double>, TensorTree<double>, long, (TensorTree<double>, TensorTree<double>)> Function) : ParameterTransformation<double>
    {
        public override string Name => Called;

        public override TensorTree<double> Initialize(TensorTree<double> parameters) => TensorTree<double>.Of((Called, parameters));

        public override (TensorTree<double> Parameters, TensorTree<double> Moments) Finish(
            TensorTree<double> before, TensorTree<double> after, TensorTree<double> moments, UpdateStep at)
        {
            var (parameters, beside) = Function(before, after, moments.Child(Called), at.Index);
            return (parameters, TensorTree<double>.Of((Called, beside)));
        }
    }
}
