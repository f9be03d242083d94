using Functional.Tests.Golden;
using static Functional.GradientTransformations<double>;

namespace Functional.Tests.Optimization.Faults;

/// <summary>Mistakes in formulas that divide by the root of a mean square.</summary>
internal static class Adaptive
{
    /// <summary>The mean is corrected by the power of the step before.</summary>
    public static OptimizerFault BiasCorrectedOneStepLate { get; } = Adam(static (leaf, m, v, by, faulty) =>
        m / Left(by["beta1"], faulty ? Math.Max(1, leaf.Step - 1) : leaf.Step) / ((v / Left(by["beta2"], leaf.Step)).Sqrt() + by["epsilon"]));

    /// <summary>Neither average is corrected.</summary>
    public static OptimizerFault BiasCorrectionForgotten { get; } = Adam(static (leaf, m, v, by, faulty) =>
        m / (faulty ? 1 : Left(by["beta1"], leaf.Step)) / ((v / (faulty ? 1 : Left(by["beta2"], leaf.Step))).Sqrt() + by["epsilon"]));

    /// <summary>√(v̂ + ε) in place of √v̂ + ε.</summary>
    public static OptimizerFault EpsilonInsideTheRoot { get; } = Adam(static (leaf, m, v, by, faulty) =>
    {
        var (mean, square) = (m / Left(by["beta1"], leaf.Step), v / Left(by["beta2"], leaf.Step));
        return faulty ? mean / (square + by["epsilon"]).Sqrt() : mean / (square.Sqrt() + by["epsilon"]);
    });

    /// <summary>ε is added to the root before the correction, which makes it larger.</summary>
    public static OptimizerFault EpsilonCorrected { get; } = Adam(static (leaf, m, v, by, faulty) =>
    {
        var (mean, root) = (m / Left(by["beta1"], leaf.Step), Math.Sqrt(Left(by["beta2"], leaf.Step)));
        return faulty ? mean / (v.Sqrt() + by["epsilon"]) * root : mean / (v.Sqrt() / root + by["epsilon"]);
    });

    /// <summary>β₁ for the squares, and β₂ for the mean.</summary>
    public static OptimizerFault BetasSwapped { get; } = OptimizerFault.OfSteps("adam", static (faulty, by) =>
    {
        var (beta1, beta2) = faulty ? (by["beta2"], by["beta1"]) : (by["beta1"], by["beta2"]);
        return Scaled(by, 2, leaf => leaf.Mean(0, beta1, leaf.Gradient) / Left(beta1, leaf.Step)
            / ((leaf.Mean(1, beta2, leaf.Gradient * leaf.Gradient) / Left(beta2, leaf.Step)).Sqrt() + by["epsilon"]));
    });

    /// <summary>Each moment is put in the other's place.</summary>
    public static OptimizerFault MomentsSwapped { get; } = OptimizerFault.OfSteps("adam", static (faulty, by) => Scaled(by, 2, leaf =>
    {
        var (m, v) = (leaf.Mean(0, by["beta1"], leaf.Gradient), leaf.Mean(1, by["beta2"], leaf.Gradient * leaf.Gradient));
        if (faulty)
            (leaf.Moments[0], leaf.Moments[1]) = (v, m);
        return m / Left(by["beta1"], leaf.Step) / ((v / Left(by["beta2"], leaf.Step)).Abs().Sqrt() + by["epsilon"]);
    }));

    /// <summary>The square of the mean, in place of the mean of squares.</summary>
    public static OptimizerFault SquareOfTheMean { get; } = OptimizerFault.OfSteps("adam", static (faulty, by) => Scaled(by, 2, leaf =>
    {
        var m = leaf.Mean(0, by["beta1"], leaf.Gradient);
        var v = leaf.Mean(1, by["beta2"], faulty ? m * m : leaf.Gradient * leaf.Gradient);
        return m / Left(by["beta1"], leaf.Step) / ((v / Left(by["beta2"], leaf.Step)).Sqrt() + by["epsilon"]);
    }));

    /// <summary>The largest of the corrected squares, in place of the largest square, corrected.</summary>
    public static OptimizerFault AmsGradOfCorrectedSquares { get; } = OptimizerFault.OfSteps("amsgrad", static (faulty, by) => Scaled(by, 3, leaf =>
    {
        var (m, v) = (leaf.Mean(0, by["beta1"], leaf.Gradient), leaf.Mean(1, by["beta2"], leaf.Gradient * leaf.Gradient));
        var left = Left(by["beta2"], leaf.Step);
        var largest = leaf.Moments[2] = leaf.Moments[2].Maximum(faulty ? v / left : v);
        return m / Left(by["beta1"], leaf.Step) / ((faulty ? largest : largest / left).Sqrt() + by["epsilon"]);
    }));

    /// <summary>The largest square is not remembered: it is Adam.</summary>
    public static OptimizerFault AmsGradForgetsTheLargest { get; } = OptimizerFault.OfSteps("amsgrad", static (faulty, by) =>
        faulty ? Optimizer.Adam(by["rate"], by["beta1"], by["beta2"], by["epsilon"]) : Optimizer.AmsGrad(by["rate"], by["beta1"], by["beta2"], by["epsilon"]));

    /// <summary>The mean does not look ahead: it is Adam.</summary>
    public static OptimizerFault NadamDoesNotLookAhead { get; } = OptimizerFault.OfSteps("nadam", static (faulty, by) => Scaled(by, 2, leaf =>
    {
        var (m, v) = (leaf.Mean(0, by["beta1"], leaf.Gradient), leaf.Mean(1, by["beta2"], leaf.Gradient * leaf.Gradient));
        var ahead = by["beta1"] * m / Left(by["beta1"], leaf.Step + 1) + (1 - by["beta1"]) * leaf.Gradient / Left(by["beta1"], leaf.Step);
        return (faulty ? m / Left(by["beta1"], leaf.Step) : ahead) / ((v / Left(by["beta2"], leaf.Step)).Sqrt() + by["epsilon"]);
    }));

    /// <summary>How far the gradient is from the mean before it, and not from that with it.</summary>
    public static OptimizerFault AdaBeliefOfTheMeanBefore { get; } = OptimizerFault.OfSteps("adabelief", static (faulty, by) => Scaled(by, 2, leaf =>
    {
        var before = leaf.Moments[0];
        var m = leaf.Mean(0, by["beta1"], leaf.Gradient);
        var off = leaf.Gradient - (faulty ? before : m);
        var s = leaf.Moments[1] = leaf.Mean(1, by["beta2"], off * off) + by["epsilon"];
        return m / Left(by["beta1"], leaf.Step) / ((s / Left(by["beta2"], leaf.Step)).Sqrt() + by["epsilon"]);
    }));

    /// <summary>The sum begins at 0, whatever was said.</summary>
    public static OptimizerFault AdagradForgetsWhereItBegins { get; } = OptimizerFault.OfSteps("adagrad", static (faulty, by) =>
        Optimizer.Adagrad(by["rate"], faulty ? 0 : by["initial"], by["epsilon"]));

    /// <summary>RMSprop corrects nothing; with Adam's correction its first steps are others.</summary>
    public static OptimizerFault RmsPropWithACorrection { get; } = OptimizerFault.OfSteps("rmsprop", static (faulty, by) =>
        (by["centered"] == 1 ? ScaleByRmsProp(by["decay"], by["epsilon"], centered: true) : new Formula("rmsprop", 1, leaf =>
            leaf.Gradient / ((leaf.Mean(0, by["decay"], leaf.Gradient * leaf.Gradient) / (faulty ? Left(by["decay"], leaf.Step) : 1)).Sqrt() + by["epsilon"])))
        .Then(Momentum(by["momentum"])).Then(ScaleBy(by["rate"])));

    /// <summary>Adadelta remembers its steps after they are multiplied by the rate.</summary>
    public static OptimizerFault AdadeltaRemembersTheRate { get; } = OptimizerFault.OfSteps("adadelta", static (faulty, by) => new Formula("adadelta", 2, leaf =>
    {
        var v = leaf.Mean(0, by["decay"], leaf.Gradient * leaf.Gradient);
        var update = leaf.Gradient * (leaf.Moments[1] + by["epsilon"]).Sqrt() / (v + by["epsilon"]).Sqrt();
        leaf.Mean(1, by["decay"], (faulty ? by["rate"] * by["rate"] : 1) * update * update);
        return by["rate"] * update;
    }));

    /// <summary>Its own steps are averaged before they are used.</summary>
    public static OptimizerFault AdadeltaAheadOfItself { get; } = OptimizerFault.OfSteps("adadelta", static (faulty, by) => Scaled(by, 2, leaf =>
    {
        var v = leaf.Mean(0, by["decay"], leaf.Gradient * leaf.Gradient);
        var before = leaf.Moments[1];
        var update = leaf.Gradient * (before + by["epsilon"]).Sqrt() / (v + by["epsilon"]).Sqrt();
        var after = leaf.Mean(1, by["decay"], update * update);
        return faulty ? leaf.Gradient * (after + by["epsilon"]).Sqrt() / (v + by["epsilon"]).Sqrt() : update;
    }));

    /// <summary>β₂ in the sign, β₁ for what is remembered.</summary>
    public static OptimizerFault LionWithBetasSwapped { get; } = OptimizerFault.OfSteps("lion", static (faulty, by) =>
        Optimizer.Lion(by["rate"], by["decay"], null, faulty ? by["beta2"] : by["beta1"], faulty ? by["beta1"] : by["beta2"]));

    /// <summary>The sign of what is remembered, in place of that of the mixture.</summary>
    public static OptimizerFault LionOfWhatIsRemembered { get; } = OptimizerFault.OfSteps("lion", static (faulty, by) => new Optimizer<double>(new Formula("lion", 1, leaf =>
    {
        var mixed = by["beta1"] * leaf.Moments[0] + (1 - by["beta1"]) * leaf.Gradient;
        var next = leaf.Mean(0, by["beta2"], leaf.Gradient);
        return (faulty ? next : mixed).Sign();
    })).Then(AddDecayedWeights(by["decay"])).Then(ScaleBy(by["rate"])));

    /// <summary>What stays of squares is nearly 1 from the second step on.</summary>
    public static OptimizerFault AdafactorThatForgetsNothing { get; } = OptimizerFault.OfSteps("adafactor", static (faulty, by) =>
        Optimizer.Adafactor(by["rate"], by["relative"] == 1, by["momentum"], faulty ? 10 : by["power"]));

    /// <summary>One Newton–Schulz step more.</summary>
    public static OptimizerFault MuonWithAStepTooMany { get; } = OptimizerFault.OfSteps("muon", static (faulty, by) =>
        Optimizer.Muon(by["rate"], Optimizer.Adam(0.01), momentum: by["momentum"], steps: (int)by["steps"] + (faulty ? 1 : 0)));

    /// <summary>The weights are taken for [out, in].</summary>
    public static OptimizerFault MuonScaledByInputs { get; } = OptimizerFault.OfSteps("muon", static (faulty, by) =>
        Momentum(by["momentum"], nesterov: true).Then(Orthogonalize((int)by["steps"])).Then(new Formula("turned", 0, leaf =>
            faulty ? leaf.Gradient * Math.Sqrt((double)leaf.Gradient.Shape[0] / leaf.Gradient.Shape[1]) : leaf.Gradient)).Then(ScaleBy(by["rate"]))
        .Where(Paths.Matrices).Then(Optimizer.Adam(0.01).Where(!Paths.Matrices)));

    /// <summary>1 − βᵗ.</summary>
    private static double Left(double beta, long step) => 1 - Math.Pow(beta, step);

    private static Optimizer<double> Scaled(GoldenTrajectory by, int moments, Func<FormulaLeaf, Tensor<double>> step) =>
        new Optimizer<double>(new Formula("formula", moments, step)).Then(ScaleBy(by["rate"]));

    private static OptimizerFault Adam(
        Func<FormulaLeaf, Tensor<double>, Tensor<double>, GoldenTrajectory, bool, Tensor<double>> quotient, [System.Runtime.CompilerServices.CallerMemberName] string name = "") =>
        OptimizerFault.OfSteps(
            "adam",
            (faulty, by) => Scaled(by, 2, leaf => quotient(
                leaf, leaf.Mean(0, by["beta1"], leaf.Gradient), leaf.Mean(1, by["beta2"], leaf.Gradient * leaf.Gradient), by, faulty)),
            name);
}
