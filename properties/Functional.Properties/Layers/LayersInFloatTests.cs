using Functional.Laws;
using Functional.Properties.Catalogue;

namespace Functional.Properties.Layers;

/// <summary>
/// The layers of the vocabulary in <c>float</c>, as they are: none raises a false alarm, and none whose pullback is off by one part in a thousand goes
/// unseen.
/// </summary>
public sealed class LayersInFloatTests
{
    private const float OnePartInAThousand = 1.001f;

    public static TheoryData<string> Layers => [.. Entries.Select(static entry => entry.Laws.Subject)];

    [Theory]
    [MemberData(nameof(Layers))]
    public void As_it_is_in_float_a_layer_obeys_all_laws(string layer) => Of(layer, 1).Check(Faults.Schedule.FromEnvironment.CasesInFloat);

    [Theory]
    [MemberData(nameof(Layers))]
    public void One_part_in_a_thousand_of_its_pullback_is_seen(string layer) =>
        Assert.Equal(Finding.Broken, Of(layer, OnePartInAThousand).Only("derived").Run(Faults.Schedule.FromEnvironment.CasesOfFaultsInFloat).Finding);

    private static LawSuite<Draw> Of(string layer, float factor) => Entries.Single(entry => entry.Laws.Subject == layer).InSingle!(factor);

    private static IEnumerable<Entry> Entries => LayerCatalogue.All.Concat(CombinatorCatalogue.All).Where(static entry => entry.InSingle is not null);
}
