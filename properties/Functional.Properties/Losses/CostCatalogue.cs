using System.Collections.Immutable;
using System.Reflection;
using Functional.Properties.Catalogue;

namespace Functional.Properties.Losses;

/// <summary>The costs: those that the static classes in the room of entries hold, one class for each kind of targets.</summary>
public static class CostCatalogue
{
    public static ImmutableArray<Entry> All { get; } =
    [
        .. typeof(CostCatalogue).Assembly.GetTypes()
            .Where(static type => type.Namespace == typeof(Entries.ClassEntries).Namespace)
            .SelectMany(static type => type.GetProperties(BindingFlags.Static | BindingFlags.Public))
            .Where(static property => property.PropertyType == typeof(ImmutableArray<Entry>))
            .SelectMany(static property => (ImmutableArray<Entry>)property.GetValue(null)!),
    ];
}

public sealed class CostsObeyTheLaws
{
    public static TheoryData<string, string> Laws => Entry.LawsOf(CostCatalogue.All);

    [Theory]
    [MemberData(nameof(Laws))]
    public void In_double_and_in_float(string cost, string law) => Entry.Check(CostCatalogue.All, cost, law);
}
