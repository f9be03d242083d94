using System.Collections.Immutable;
using System.Reflection;
using Functional.Properties.Catalogue;

namespace Functional.Properties.Layers;

/// <summary>Single layers: those that the static classes in the room of entries hold, one class a room of the vocabulary.</summary>
public static class LayerCatalogue
{
    public static ImmutableArray<Entry> All { get; } =
    [
        .. typeof(LayerCatalogue).Assembly.GetTypes()
            .Where(static type => type.Namespace == typeof(Entries.ActivationEntries).Namespace)
            .SelectMany(static type => type.GetProperties(BindingFlags.Static | BindingFlags.Public))
            .Where(static property => property.PropertyType == typeof(ImmutableArray<Entry>))
            .SelectMany(static property => (ImmutableArray<Entry>)property.GetValue(null)!),
    ];
}

public sealed class LayersObeyTheLaws
{
    public static TheoryData<string, string> Laws => Entry.LawsOf(LayerCatalogue.All);

    [Theory]
    [MemberData(nameof(Laws))]
    public void In_double_and_in_float(string layer, string law) => Entry.Check(LayerCatalogue.All, layer, law);
}
