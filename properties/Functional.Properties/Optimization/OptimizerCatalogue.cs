using System.Collections.Immutable;
using System.Numerics;
using Functional.Laws;
using Functional.Properties.Catalogue;

namespace Functional.Properties.Optimization;

/// <summary>The same optimiser for the same draw, at either element type.</summary>
public delegate Optimizer<T> DrawnOptimizer<T>(Draw draw)
    where T : struct, IFloatingPointIeee754<T>;

/// <summary>The optimisers, with numbers of their own that are drawn.</summary>
public static class OptimizerCatalogue
{
    public static ImmutableArray<Entry> All { get; } =
    [
        Of(nameof(Optimizer.GradientDescent), "GradientDescent(rate)", GradientDescent<double>, GradientDescent<float>),
        Of(nameof(Optimizer.Momentum), "Momentum(rate, momentum)", Momentum<double>, Momentum<float>),
        Of(nameof(Optimizer.Momentum), "Momentum(rate)", UsualMomentum<double>, UsualMomentum<float>),
        Of(nameof(Optimizer.Adam), "Adam(rate, β₁, β₂, ε)", Adam<double>, Adam<float>),
        Of(nameof(Optimizer.Adam), "Adam(rate)", UsualAdam<double>, UsualAdam<float>),
    ];

    private static Entry Of(string member, string use, DrawnOptimizer<double> optimizer, DrawnOptimizer<float> inSingle) =>
        new(member, OptimizerLaws.For(use, draw => optimizer(draw)).And(Steps.FloatAgainstDouble(optimizer, inSingle)));

    private static Optimizer<T> GradientDescent<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Optimizer.GradientDescent(Rate<T>(draw));

    private static Optimizer<T> Momentum<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Optimizer.Momentum(Rate<T>(draw), T.CreateChecked(draw.Number("momentum", 0, 0.99)));

    private static Optimizer<T> UsualMomentum<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Optimizer.Momentum(Rate<T>(draw));

    private static Optimizer<T> Adam<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> =>
        Optimizer.Adam(Rate<T>(draw), draw.Number("beta1", 0, 0.99), draw.Number("beta2", 0, 0.999), draw.Number("epsilon", 1e-6, 0.1));

    private static Optimizer<T> UsualAdam<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Optimizer.Adam(Rate<T>(draw));

    private static T Rate<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => T.CreateChecked(draw.Number("rate", 0.01, 1));
}

public sealed class OptimizersObeyTheLaws
{
    public static TheoryData<string, string> Laws => Entry.LawsOf(OptimizerCatalogue.All);

    [Theory]
    [MemberData(nameof(Laws))]
    public void In_double_and_in_float(string optimizer, string law) => Entry.Check(OptimizerCatalogue.All, optimizer, law);
}
