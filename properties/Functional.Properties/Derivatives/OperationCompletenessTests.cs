using Functional.Laws;

namespace Functional.Properties.Derivatives;

/// <summary>The set of operations is closed, and each of them has an entry in the catalogue that runs it.</summary>
public sealed class OperationCompletenessTests
{
    // Their numbers have slopes that they are meant not to have: no difference agrees with them. ConstantLaws are about these.
    private static readonly string[] Apart = ["StopGradient", "Nearby"];

    private static IEnumerable<Type> Operations => typeof(Operation<>).Assembly.GetTypes().Where(static type => !type.IsAbstract && Is(type));

    [Fact]
    public void Every_operation_has_an_entry()
    {
        var names = Operations.Select(NameOf).ToArray();
        Assert.InRange(names.Length, 40, int.MaxValue);
        Assert.Empty(names.Except(OperationCatalogue.All.Select(static entry => entry.Operation)).Except(Apart));
        Assert.Empty(OperationCatalogue.All.Select(static entry => entry.Operation).Except(names));
    }

    /// <summary>The name of an entry is not enough: what it runs is what counts.</summary>
    [Fact]
    public void Every_entry_runs_the_operation_that_it_is_of()
    {
        foreach (var entry in OperationCatalogue.All)
        {
            var seen = Seen(entry);
            Assert.True(seen.Contains(entry.Operation), $"{entry.Laws.Subject} runs {string.Join(", ", seen)}, but not {entry.Operation}.");
        }
    }

    [Fact]
    public void Together_the_entries_run_every_operation() =>
        Assert.Empty(Operations.Select(NameOf).Except(OperationCatalogue.All.SelectMany(Seen)).Except(Apart));

    private static HashSet<string> Seen(OperationEntry entry) =>
        [.. Enumerable.Range(0, 20).SelectMany(i => entry.Runs(new Draw(Key.FromSeed((ulong)i)))).Select(NameOf)];

    private static string NameOf(Type operation) => operation.Name.Split("Operation")[0];

    private static bool Is(Type? type) => type is not null
        && ((type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Operation<>)) || Is(type.BaseType));
}
