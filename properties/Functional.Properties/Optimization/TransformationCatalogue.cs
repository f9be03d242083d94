using System.Collections.Immutable;
using System.Numerics;
using Functional.Laws;
using Functional.Properties.Catalogue;

namespace Functional.Properties.Optimization;

/// <summary>The gradient transformations, each as an optimiser of its own, with numbers that are drawn.</summary>
public static class TransformationCatalogue
{
    private const string NoStep = "no gradient, no step", Downhill = "downhill", LeafByLeaf = "leaf by leaf", Fit = "moments fit", Chosen = "chosen", Elsewhere = "wherever it lies";

    public static ImmutableArray<Entry> All { get; } =
    [
        OptimizerCatalogue.Of("Identity", "Identity", Identity<double>, Identity<float>),
        OptimizerCatalogue.Of("ScaleBy", "ScaleBy(rate)", ScaleBy<double>, ScaleBy<float>),
        OptimizerCatalogue.Of("AddDecayedWeights", "AddDecayedWeights(decay)", AddDecayedWeights<double>, AddDecayedWeights<float>, NoStep, Downhill),
        OptimizerCatalogue.Of("AddDecayedWeights", "AddDecayedWeights(decay).Where(paths)", AddDecayedWeightsChosen<double>, AddDecayedWeightsChosen<float>, NoStep, Downhill, LeafByLeaf),
        OptimizerCatalogue.Of("Momentum", "Momentum(momentum)", Momentum<double>, Momentum<float>),
        OptimizerCatalogue.Of("Momentum", "Momentum(momentum, nesterov)", MomentumOther<double>, MomentumOther<float>),
        OptimizerCatalogue.Of("ScaleByAdam", "ScaleByAdam(β₁, β₂, ε)", ScaleByAdam<double>, ScaleByAdam<float>),
        OptimizerCatalogue.Of("ScaleByAdam", "ScaleByAdam().Where(paths)", ScaleByAdamChosen<double>, ScaleByAdamChosen<float>, LeafByLeaf),
        OptimizerCatalogue.Of("ScaleByAmsGrad", "ScaleByAmsGrad(β₁, β₂, ε)", ScaleByAmsGrad<double>, ScaleByAmsGrad<float>),
        OptimizerCatalogue.Of("ScaleByNadam", "ScaleByNadam(β₁, β₂, ε)", ScaleByNadam<double>, ScaleByNadam<float>),
        OptimizerCatalogue.Of("ScaleByAdaBelief", "ScaleByAdaBelief(β₁, β₂, ε)", ScaleByAdaBelief<double>, ScaleByAdaBelief<float>),
        OptimizerCatalogue.Of("ScaleByLion", "ScaleByLion(β₁, β₂)", ScaleByLion<double>, ScaleByLion<float>),
        OptimizerCatalogue.Of("ScaleByAdagrad", "ScaleByAdagrad(start, ε)", ScaleByAdagrad<double>, ScaleByAdagrad<float>),
        OptimizerCatalogue.Of("ScaleByRmsProp", "ScaleByRmsProp(decay, ε)", ScaleByRmsProp<double>, ScaleByRmsProp<float>),
        OptimizerCatalogue.Of("ScaleByRmsProp", "ScaleByRmsProp(decay, ε, centered)", ScaleByRmsPropOther<double>, ScaleByRmsPropOther<float>),
        OptimizerCatalogue.Of("ScaleByAdadelta", "ScaleByAdadelta(decay, ε)", ScaleByAdadelta<double>, ScaleByAdadelta<float>),
        OptimizerCatalogue.Of("ScaleByTrustRatio", "ScaleByTrustRatio.Then(ScaleBy(0.1))", ScaleByTrustRatio<double>, ScaleByTrustRatio<float>),
        // What is remembered of matrices has the shapes of their rows and columns.
        OptimizerCatalogue.Of("ScaleByAdafactor", "ScaleByAdafactor(power, ε, limit)", ScaleByAdafactor<double>, ScaleByAdafactor<float>, "moments fit"),
        OptimizerCatalogue.Of("ScaleByParameterSize", "ScaleByParameterSize(least)", ScaleByParameterSize<double>, ScaleByParameterSize<float>),
        // The orthogonal matrix nearest to a gradient may have elements of other signs.
        OptimizerCatalogue.Of("Orthogonalize", "Orthogonalize().Then(ScaleBy(0.1))", Orthogonalize<double>, Orthogonalize<float>, Downhill),
        OptimizerCatalogue.Of("ClipByValue", "ClipByValue(limit)", ClipByValue<double>, ClipByValue<float>),
        OptimizerCatalogue.Of("ClipByNorm", "ClipByNorm(limit)", ClipByNorm<double>, ClipByNorm<float>),
        OptimizerCatalogue.Of("ClipByGlobalNorm", "ClipByGlobalNorm(limit)", ClipByGlobalNorm<double>, ClipByGlobalNorm<float>, LeafByLeaf),
        OptimizerCatalogue.Of("AddNoise", "AddNoise(deviation, key)", AddNoise<double>, AddNoise<float>, NoStep, Downhill),
        OptimizerCatalogue.Of("Centralize", "Centralize", Centralize<double>, Centralize<float>, Downhill),
        OptimizerCatalogue.Of("Accumulate", "Accumulate(2)", Accumulate<double>, Accumulate<float>, Downhill, Chosen),
        OptimizerCatalogue.Of("Accumulate", "Accumulate(2).Then(ScaleByAdam())", AccumulateOther<double>, AccumulateOther<float>, Downhill, Chosen),
        OptimizerCatalogue.Of("AverageParameters", "AverageParameters(decay)", AverageParameters<double>, AverageParameters<float>),
        OptimizerCatalogue.Of("MeanOfParameters", "MeanOfParameters(1)", MeanOfParameters<double>, MeanOfParameters<float>),
        OptimizerCatalogue.Of("LookAhead", "LookAhead(2, share)", LookAhead<double>, LookAhead<float>),
        OptimizerCatalogue.Of("Measure", "Measure(\"gradient\")", Measure<double>, Measure<float>, Fit),
        OptimizerCatalogue.Of("Measure", "Measure(\"gradient\").Then(ScaleByAdam()).Then(Measure(\"update\"))", MeasureAround<double>, MeasureAround<float>, Fit),
        // What is remembered is a count, and of no parameter.
        OptimizerCatalogue.Of("SkipNonFinite", "SkipNonFinite", SkipNonFinite<double>, SkipNonFinite<float>, Elsewhere, Chosen, Fit),
    ];

    private static Optimizer<T> Drawn<T>(Draw draw, Func<double, double, double, Optimizer<T>> of)
        where T : struct, IFloatingPointIeee754<T> => OptimizerCatalogue.Betas(draw) is var (beta1, beta2, epsilon) ? of(beta1, beta2, epsilon) : null!;

    private static Optimizer<T> Identity<T>(Draw _)
        where T : struct, IFloatingPointIeee754<T> => GradientTransformations<T>.Identity;

    private static Optimizer<T> ScaleBy<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => GradientTransformations<T>.ScaleBy(draw.Number("rate", 0.01, 1));

    private static Optimizer<T> AddDecayedWeights<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => GradientTransformations<T>.AddDecayedWeights(draw.Number("decay", 0.01, 1));

    private static Optimizer<T> AddDecayedWeightsChosen<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => GradientTransformations<T>.AddDecayedWeights(draw.Number("decay", 0.01, 1)).Where(Paths.EndsWith("weight"));

    private static Optimizer<T> Momentum<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => GradientTransformations<T>.Momentum(draw.Number("momentum", 0, 0.9));

    private static Optimizer<T> MomentumOther<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => GradientTransformations<T>.Momentum(draw.Number("momentum", 0, 0.9), nesterov: true);

    private static Optimizer<T> ScaleByAdam<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Drawn(draw, static (a, b, e) => GradientTransformations<T>.ScaleByAdam(a, b, e));

    private static Optimizer<T> ScaleByAdamChosen<T>(Draw _)
        where T : struct, IFloatingPointIeee754<T> => GradientTransformations<T>.ScaleByAdam(epsilon: 0.01).Where(Paths.EndsWith("weight") | Paths.EndsWith("gain"));

    private static Optimizer<T> ScaleByAmsGrad<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Drawn(draw, static (a, b, e) => GradientTransformations<T>.ScaleByAmsGrad(a, b, e));

    private static Optimizer<T> ScaleByNadam<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Drawn(draw, static (a, b, e) => GradientTransformations<T>.ScaleByNadam(a, b, e));

    private static Optimizer<T> ScaleByAdaBelief<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Drawn(draw, static (a, b, e) => GradientTransformations<T>.ScaleByAdaBelief(a, b, e));

    private static Optimizer<T> ScaleByLion<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => GradientTransformations<T>.ScaleByLion(draw.Number("beta1", 0, 0.99), draw.Number("beta2", 0, 0.99));

    private static Optimizer<T> ScaleByAdagrad<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => GradientTransformations<T>.ScaleByAdagrad(draw.Number("start", 0, 1), draw.Number("epsilon", 1e-6, 0.1));

    private static Optimizer<T> ScaleByRmsProp<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => GradientTransformations<T>.ScaleByRmsProp(draw.Number("decay", 0, 0.99), draw.Number("epsilon", 1e-6, 0.1));

    private static Optimizer<T> ScaleByRmsPropOther<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => GradientTransformations<T>.ScaleByRmsProp(draw.Number("decay", 0.5, 0.99), draw.Number("epsilon", 0.01, 0.1), centered: true);

    private static Optimizer<T> ScaleByAdadelta<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => GradientTransformations<T>.ScaleByAdadelta(draw.Number("decay", 0, 0.99), draw.Number("epsilon", 1e-6, 0.1));

    private static Optimizer<T> ScaleByTrustRatio<T>(Draw _)
        where T : struct, IFloatingPointIeee754<T> => GradientTransformations<T>.ScaleByTrustRatio.Then(GradientTransformations<T>.ScaleBy(0.1));

    private static Optimizer<T> ScaleByAdafactor<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> =>
        GradientTransformations<T>.ScaleByAdafactor(draw.Number("power", 0.5, 1), draw.Number("epsilon", 1e-6, 0.1), draw.Number("limit", 0.5, 2));

    private static Optimizer<T> ScaleByParameterSize<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => GradientTransformations<T>.ScaleByParameterSize(draw.Number("least", 0.01, 1));

    private static Optimizer<T> Orthogonalize<T>(Draw _)
        where T : struct, IFloatingPointIeee754<T> => GradientTransformations<T>.Orthogonalize().Then(GradientTransformations<T>.ScaleBy(0.1));

    private static Optimizer<T> ClipByValue<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => GradientTransformations<T>.ClipByValue(draw.Number("limit", 0.1, 2));

    private static Optimizer<T> ClipByNorm<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => GradientTransformations<T>.ClipByNorm(draw.Number("limit", 0.1, 2));

    private static Optimizer<T> ClipByGlobalNorm<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => GradientTransformations<T>.ClipByGlobalNorm(draw.Number("limit", 0.1, 2));

    private static Optimizer<T> AddNoise<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => GradientTransformations<T>.AddNoise(draw.Number("deviation", 0.01, 1), draw.Key.Split("noise"));

    private static Optimizer<T> Centralize<T>(Draw _)
        where T : struct, IFloatingPointIeee754<T> => GradientTransformations<T>.Centralize;

    private static Optimizer<T> Accumulate<T>(Draw _)
        where T : struct, IFloatingPointIeee754<T> => GradientTransformations<T>.Accumulate(2);

    private static Optimizer<T> AccumulateOther<T>(Draw _)
        where T : struct, IFloatingPointIeee754<T> => GradientTransformations<T>.Accumulate(2).Then(GradientTransformations<T>.ScaleByAdam(epsilon: 0.01));

    private static Optimizer<T> AverageParameters<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => GradientTransformations<T>.AverageParameters(draw.Number("decay", 0, 0.99));

    private static Optimizer<T> MeanOfParameters<T>(Draw _)
        where T : struct, IFloatingPointIeee754<T> => GradientTransformations<T>.MeanOfParameters(1);

    private static Optimizer<T> LookAhead<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => GradientTransformations<T>.LookAhead(2, draw.Number("share", 0.1, 1));

    /// <summary>What it remembers of a parameter is one number.</summary>
    private static Optimizer<T> Measure<T>(Draw _)
        where T : struct, IFloatingPointIeee754<T> => GradientTransformations<T>.Measure("gradient");

    private static Optimizer<T> MeasureAround<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Measure<T>(draw)
            .Then(GradientTransformations<T>.ScaleByAdam(epsilon: 0.01)).Then(GradientTransformations<T>.Measure("update"));

    private static Optimizer<T> SkipNonFinite<T>(Draw _)
        where T : struct, IFloatingPointIeee754<T> => GradientTransformations<T>.SkipNonFinite;
}

public sealed class TransformationsObeyTheLaws
{
    public static TheoryData<string, string> Laws => Entry.LawsOf(TransformationCatalogue.All);

    [Theory]
    [MemberData(nameof(Laws))]
    public void In_double_and_in_float(string transformation, string law) => Entry.Check(TransformationCatalogue.All, transformation, law);
}
