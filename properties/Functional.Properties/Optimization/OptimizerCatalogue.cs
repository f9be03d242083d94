using System.Collections.Immutable;
using System.Numerics;
using Functional.Laws;
using Functional.Properties.Catalogue;
using Functional.Properties.Keeping;

namespace Functional.Properties.Optimization;

/// <summary>The same optimiser for the same draw, at either element type.</summary>
public delegate Optimizer<T> DrawnOptimizer<T>(Draw draw)
    where T : struct, IFloatingPointIeee754<T>;

/// <summary>The optimisers, with numbers of their own that are drawn.</summary>
public static class OptimizerCatalogue
{
    /// <summary>What decays moves without a gradient, and may move against it.</summary>
    private static readonly string[] Decays = ["no gradient, no step", "downhill"];

    public static ImmutableArray<Entry> All { get; } =
    [
        Of(nameof(Optimizer.Sgd), "Sgd(rate)", Sgd<double>, Sgd<float>),
        Of(nameof(Optimizer.Sgd), "Sgd(rate, momentum)", Momentum<double>, Momentum<float>),
        Of(nameof(Optimizer.Sgd), "Sgd(rate, momentum, nesterov)", Nesterov<double>, Nesterov<float>),
        Of(nameof(Optimizer.Sgd), "Sgd(schedule)", Scheduled<double>, Scheduled<float>),
        Of(nameof(Optimizer.Adam), "Adam(rate, β₁, β₂, ε)", Adam<double>, Adam<float>),
        Of(nameof(Optimizer.Adam), "Adam(rate)", UsualAdam<double>, UsualAdam<float>),
        Of(nameof(Optimizer.AdamW), "AdamW(rate, decay)", AdamW<double>, AdamW<float>, [.. Decays, "leaf by leaf"]),
        Of(nameof(Optimizer.AmsGrad), "AmsGrad(rate, β₁, β₂, ε)", AmsGrad<double>, AmsGrad<float>),
        Of(nameof(Optimizer.Nadam), "Nadam(rate, β₁, β₂, ε)", Nadam<double>, Nadam<float>),
        Of(nameof(Optimizer.AdaBelief), "AdaBelief(rate, β₁, β₂, ε)", AdaBelief<double>, AdaBelief<float>),
        Of(nameof(Optimizer.Adagrad), "Adagrad(rate, start, ε)", Adagrad<double>, Adagrad<float>),
        Of(nameof(Optimizer.RmsProp), "RmsProp(rate, decay, ε)", RmsProp<double>, RmsProp<float>),
        Of(nameof(Optimizer.RmsProp), "RmsProp(rate, decay, ε, centered, momentum)", CenteredRmsProp<double>, CenteredRmsProp<float>),
        Of(nameof(Optimizer.Adadelta), "Adadelta(rate, decay, ε)", Adadelta<double>, Adadelta<float>),
        Of(nameof(Optimizer.Lion), "Lion(rate)", Lion<double>, Lion<float>),
        Of(nameof(Optimizer.Lion), "Lion(rate, decay)", DecayingLion<double>, DecayingLion<float>, Decays),
        Of(nameof(Optimizer.Lamb), "Lamb(rate)", Lamb<double>, Lamb<float>),
        Of(nameof(Optimizer.Lamb), "Lamb(rate, decay)", DecayingLamb<double>, DecayingLamb<float>, Decays),
        // What it remembers of matrices has the shapes of their rows and columns.
        Of(nameof(Optimizer.Adafactor), "Adafactor(rate)", Adafactor<double>, Adafactor<float>, "moments fit"),
        Of(nameof(Optimizer.Adafactor), "Adafactor(rate, relative: false, momentum)", AdafactorWithMomentum<double>, AdafactorWithMomentum<float>, "moments fit"),
        // The orthogonal matrix nearest to a gradient may have elements of other signs.
        Of(nameof(Optimizer.Muon), "Muon(rate, Adam(rate))", Muon<double>, Muon<float>, "downhill"),
    ];

    internal static Entry Of(string member, string use, DrawnOptimizer<double> optimizer, DrawnOptimizer<float> inSingle, params ReadOnlySpan<string> without)
    {
        var laws = OptimizerLaws.For(use, draw => optimizer(draw)).And(Steps.FloatAgainstDouble(optimizer, inSingle), Resumption.Law(optimizer, inSingle));
        foreach (var law in without)
            laws = laws.Without(law);
        return new(member, laws);
    }

    internal static T Rate<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => T.CreateChecked(draw.Number("rate", 0.01, 1));

    internal static (double Beta1, double Beta2, double Epsilon) Betas(Draw draw) =>
        (draw.Number("beta1", 0, 0.99), draw.Number("beta2", 0, 0.999), draw.Number("epsilon", 1e-6, 0.1));

    private static Optimizer<T> Sgd<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Optimizer.Sgd(Rate<T>(draw));

    private static Optimizer<T> Momentum<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Optimizer.Sgd(Rate<T>(draw), draw.Number("momentum", 0, 0.99));

    private static Optimizer<T> Nesterov<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Optimizer.Sgd(Rate<T>(draw), draw.Number("momentum", 0, 0.99), nesterov: true);

    private static Optimizer<T> Scheduled<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Optimizer.Sgd<T>(Schedule.Cosine(draw.Number("rate", 0.01, 1), 10).WarmUp(2), Schedule.Linear(0.5, 0.9, 3));

    private static Optimizer<T> Adam<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Betas(draw) is var (beta1, beta2, epsilon) ? Optimizer.Adam(Rate<T>(draw), beta1, beta2, epsilon) : null!;

    private static Optimizer<T> UsualAdam<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Optimizer.Adam(Rate<T>(draw));

    private static Optimizer<T> AdamW<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Optimizer.AdamW(Rate<T>(draw), draw.Number("decay", 0, 0.1), Paths.EndsWith("weight"));

    private static Optimizer<T> AmsGrad<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Betas(draw) is var (beta1, beta2, epsilon) ? Optimizer.AmsGrad(Rate<T>(draw), beta1, beta2, epsilon) : null!;

    private static Optimizer<T> Nadam<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Betas(draw) is var (beta1, beta2, epsilon) ? Optimizer.Nadam(Rate<T>(draw), beta1, beta2, epsilon) : null!;

    private static Optimizer<T> AdaBelief<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Betas(draw) is var (beta1, beta2, epsilon) ? Optimizer.AdaBelief(Rate<T>(draw), beta1, beta2, epsilon) : null!;

    private static Optimizer<T> Adagrad<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Optimizer.Adagrad(Rate<T>(draw), draw.Number("start", 0, 1), draw.Number("epsilon", 1e-6, 0.1));

    private static Optimizer<T> RmsProp<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Optimizer.RmsProp(Rate<T>(draw), draw.Number("decay", 0, 0.99), draw.Number("epsilon", 1e-6, 0.1));

    /// <summary>The variance of the first gradients is small beside them: a larger ε keeps the quotient from the digits that the difference has lost.</summary>
    private static Optimizer<T> CenteredRmsProp<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> =>
        Optimizer.RmsProp(Rate<T>(draw), draw.Number("decay", 0.5, 0.99), draw.Number("epsilon", 0.01, 0.1), centered: true, momentum: draw.Number("momentum", 0, 0.9));

    private static Optimizer<T> Adadelta<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Optimizer.Adadelta(Rate<T>(draw), draw.Number("decay", 0, 0.99), draw.Number("epsilon", 1e-6, 0.1));

    private static Optimizer<T> Lion<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Optimizer.Lion(Rate<T>(draw), beta1: draw.Number("beta1", 0, 0.99), beta2: draw.Number("beta2", 0, 0.999));

    private static Optimizer<T> DecayingLion<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Optimizer.Lion(Rate<T>(draw), draw.Number("decay", 0.01, 0.1));

    private static Optimizer<T> Lamb<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Optimizer.Lamb(Rate<T>(draw), epsilon: draw.Number("epsilon", 1e-6, 0.1));

    private static Optimizer<T> DecayingLamb<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Optimizer.Lamb(Rate<T>(draw), draw.Number("decay", 0.01, 0.1), epsilon: draw.Number("epsilon", 1e-6, 0.1));

    private static Optimizer<T> Adafactor<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Optimizer.Adafactor(Rate<T>(draw), epsilon: draw.Number("epsilon", 1e-6, 0.1), limit: draw.Number("limit", 0.5, 2));

    private static Optimizer<T> AdafactorWithMomentum<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> =>
        Optimizer.Adafactor(Rate<T>(draw), relative: false, momentum: draw.Number("momentum", 0.1, 0.9), power: draw.Number("power", 0.5, 1), epsilon: draw.Number("epsilon", 1e-6, 0.1));

    /// <summary>Five steps make a singular value near 0, and its rounding, 3.4445⁵ times larger: a small rate keeps that from the digits of θ.</summary>
    private static Optimizer<T> Muon<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Optimizer.Muon(
            T.CreateChecked(draw.Number("rate", 0.01, 0.1)), Optimizer.Adam(Rate<T>(draw), epsilon: draw.Number("epsilon", 1e-6, 0.1)), momentum: draw.Number("momentum", 0, 0.9));
}

public sealed class OptimizersObeyTheLaws
{
    public static TheoryData<string, string> Laws => Entry.LawsOf(OptimizerCatalogue.All);

    [Theory]
    [MemberData(nameof(Laws))]
    public void In_double_and_in_float(string optimizer, string law) => Entry.Check(OptimizerCatalogue.All, optimizer, law);
}
