using System.Collections.Immutable;
using Functional.Laws;
using static Functional.Properties.Derivatives.Operands;
using static Functional.Properties.Derivatives.OperationEntry;
using V = Functional.Tensor<double>;

namespace Functional.Properties.Derivatives.Entries;

/// <summary>Normalisation by the group. Epsilon is not tiny: differences near a variance of 0 say nothing.</summary>
internal static class NormalizationOperationEntries
{
    public static ImmutableArray<OperationEntry> All { get; } =
    [
        Of("Normalize", "x.Normalize(epsilon, centred)", static draw => (Epsilon(draw), draw.Coin("centred")) is var (epsilon, centred)
            ? (x => x.Normalize(epsilon, centred), Grouped(draw)) : default),
        Of("NormalizeBack", "d.NormalizeBack(x, epsilon, centred)", static draw => Grouped(draw) is var x
            && (Epsilon(draw), draw.Coin("centred")) is var (epsilon, centred)
            ? ((d, x) => d.NormalizeBack(x, epsilon, centred), draw.Tensor<double>("d", x.Shape), x) : default),
    ];

    private static double Epsilon(Draw draw) => draw.Number("epsilon", 0.2, 1);

    private static V Grouped(Draw draw) => Any(draw, 4, 4);
}
