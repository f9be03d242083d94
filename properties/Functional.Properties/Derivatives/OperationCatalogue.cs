using System.Collections.Immutable;
using System.Reflection;
using Functional.Laws;
using Functional.Properties.Catalogue;

namespace Functional.Properties.Derivatives;

/// <summary>Every operation on tensors that can be traced, those inside of pullbacks, too, by the name of its record.</summary>
internal static class OperationCatalogue
{
    /// <summary>Operations whose derivatives are those of their numbers: those that the static classes in the room of entries hold.</summary>
    public static ImmutableArray<OperationEntry> All { get; } =
    [
        .. typeof(OperationCatalogue).Assembly.GetTypes()
            .Where(static type => type.Namespace == typeof(Entries.Drawn).Namespace)
            .SelectMany(static type => type.GetProperties(BindingFlags.Static | BindingFlags.Public))
            .Where(static property => property.PropertyType == typeof(ImmutableArray<OperationEntry>))
            .SelectMany(static property => (ImmutableArray<OperationEntry>)property.GetValue(null)!),
    ];
}

public sealed class OperationsObeyTheLaws
{
    private const int Cases = 25;

    public static TheoryData<string, string> Laws => Entry.LawsOf(OperationCatalogue.All.Select(static each => new Entry(each.Operation, each.Laws)));

    [Theory]
    [MemberData(nameof(Laws))]
    public void Of_derivatives(string operation, string law) => OperationCatalogue.All.Single(entry => entry.Laws.Subject == operation).Laws.Only(law)
        .Check(LawSettings.Cases(Environment.GetEnvironmentVariable(LawSettings.CasesVariable), Cases));
}
