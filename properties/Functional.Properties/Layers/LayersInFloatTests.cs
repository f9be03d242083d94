using Functional.Properties.Catalogue;

namespace Functional.Properties.Layers;

/// <summary>The layers of the vocabulary in <c>float</c>, as they are: none raises a false alarm.</summary>
public sealed class LayersInFloatTests
{
    public static TheoryData<string> Layers => [.. Entries.Select(static entry => entry.Laws.Subject)];

    [Theory]
    [MemberData(nameof(Layers))]
    public void In_float_as_it_is_a_layer_obeys_all_laws(string layer) =>
        Entries.Single(entry => entry.Laws.Subject == layer).InSingle!.Check(Faults.Schedule.FromEnvironment.CasesInFloat);

    private static IEnumerable<Entry> Entries => LayerCatalogue.All.Concat(CombinatorCatalogue.All).Where(static entry => entry.InSingle is not null);
}
