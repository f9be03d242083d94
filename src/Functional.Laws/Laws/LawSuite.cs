using System.Collections.Immutable;
using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;

namespace Functional.Laws;

/// <summary>
/// The laws of one subject, and the cases on which they are checked. A value: laws can be left out, picked and added before they are checked, in a
/// plain test, in a property, or one by one in a theory.
/// </summary>
/// <typeparam name="D">The description of a case: what is generated, shrunk and printed.</typeparam>
/// <param name="Subject">What the laws are about, for messages.</param>
/// <param name="Cases">Generates the cases and makes them smaller; a case prints as C#.</param>
/// <param name="Laws">The laws, in the order in which they are checked.</param>
/// <example><code>
/// [Fact]
/// public void Swish_obeys_the_laws() => LayerLaws.For(Swish, inputShape: [5]).Check();
///
/// [Property]
/// public Property Swish_obeys_the_laws_too() => LayerLaws.For(Swish, inputShape: [5]).ToProperty();
/// </code></example>
[StackTraceHidden]
public sealed record LawSuite<D>(string Subject, Arbitrary<D> Cases, ImmutableArray<Law<D>> Laws)
{
    /// <summary>How a case that breaks a law is printed as C#; its own text where nothing else is said.</summary>
    public Func<Law<D>, D, string> Print { get; init; } = static (_, description) => Invariant($"{description}");

    /// <summary>The names of the laws.</summary>
    public IEnumerable<string> Names => Laws.Select(static law => law.Name);

    /// <summary>The suite without some of its laws.</summary>
    /// <param name="names">Their names.</param>
    /// <exception cref="ArgumentException">There is no law of that name.</exception>
    public LawSuite<D> Without(params ReadOnlySpan<string> names)
    {
        var known = Known(names);
        return this with { Laws = [.. Laws.Where(law => !known.Contains(law.Name))] };
    }

    /// <summary>
    /// The suite without the laws that trace: for a layer that reads numbers where an operation on tensors would do as well. Nothing is known then of its
    /// second derivatives.
    /// </summary>
    public LawSuite<D> WithoutTracing() => this with { Laws = [.. Laws.Where(static law => !DerivativeLaws.Names.Contains(law.Name))] };

    /// <summary>The suite with some of its laws alone.</summary>
    /// <param name="names">Their names.</param>
    /// <exception cref="ArgumentException">There is no law of that name.</exception>
    public LawSuite<D> Only(params ReadOnlySpan<string> names)
    {
        var known = Known(names);
        return this with { Laws = [.. Laws.Where(law => known.Contains(law.Name))] };
    }

    /// <summary>The suite with more laws.</summary>
    /// <param name="laws">The laws to add.</param>
    public LawSuite<D> And(params ReadOnlySpan<Law<D>> laws) => this with { Laws = [.. Laws, .. laws] };

    /// <summary>Checks every law on generated cases.</summary>
    /// <param name="cases">How many; when none is given, what <c>FUNCTIONAL_CASES</c> says, or else 100.</param>
    /// <param name="seed">"random" or "seed,gamma[,size]"; when none is given, what <c>FUNCTIONAL_SEED</c> says, or else always the same.</param>
    /// <returns>What was found, as a value.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are no cases.</exception>
    /// <exception cref="FormatException">The seed is none.</exception>
    public LawReport Run(int? cases = null, string? seed = null)
    {
        if (cases is { } given)
            LawSuite.ExpectCases(given);
        var count = cases ?? LawSettings.CasesFromEnvironment(LawSettings.DefaultCases);
        var start = seed is null ? LawSettings.SeedFromEnvironment : LawSettings.Seed(seed, "seed");
        var results = ImmutableArray.CreateBuilder<LawResult>(Laws.Length);
        var broken = false;
        foreach (var law in Laws)
        {
            // One case made small is enough for a person; of the laws that are broken as well, the names are.
            results.Add(LawRun.Of(law, broken ? Arb.From(Cases.Generator) : Cases, Print, count, start));
            broken |= results[^1].Finding == Finding.Broken;
        }
        return new(Subject, results.DrainToImmutable());
    }

    /// <summary>Checks every law on generated cases, and throws where one is broken or could not be checked.</summary>
    /// <param name="cases">How many; when none is given, what <c>FUNCTIONAL_CASES</c> says, or else 100.</param>
    /// <param name="seed">"random" or "seed,gamma[,size]"; when none is given, what <c>FUNCTIONAL_SEED</c> says, or else always the same.</param>
    /// <exception cref="LawException">A law is broken or could not be checked: the message is the report.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no cases.</exception>
    /// <exception cref="FormatException">The seed is none.</exception>
    public void Check(int? cases = null, string? seed = null)
    {
        var report = Run(cases, seed);
        if (report.Finding != Finding.Holds)
            throw new LawException(report.ToString());
    }

    /// <summary>Checks one law at one case, and throws where it is broken: what a printed counterexample calls.</summary>
    /// <param name="law">The law's name.</param>
    /// <param name="description">The case.</param>
    /// <exception cref="LawException">The law is broken.</exception>
    /// <exception cref="ArgumentException">There is no law of that name.</exception>
    public void Verify(string law, D description)
    {
        var known = Only(law).Laws[0];
        if (known.Check(description) is { Finding: Finding.Broken } outcome)
            throw new LawException($"{Subject} breaks the law \"{law}\": {known.Statement}.\n\n  {known.Explain(description, outcome)}");
    }

    /// <summary>All laws as one property: each case is checked against every law, and a broken one is a label.</summary>
    public Property ToProperty() => Prop.ForAll(Cases, description =>
    {
        var unclear = false;
        foreach (var law in Laws)
        {
            var outcome = law.Check(description);
            if (outcome.Finding == Finding.Broken)
                return false.Label($"{Subject} breaks the law \"{law.Name}\": {law.Statement}.\n  {law.Explain(description, outcome)}\n\n{Print(law, description)}\n");
            unclear |= outcome.Finding == Finding.Inconclusive;
        }
        return true.When(!unclear);
    });

    /// <inheritdoc/>
    public bool Equals(LawSuite<D>? other) => ReferenceEquals(this, other)
        || (other is not null && Subject == other.Subject && Cases == other.Cases && Print == other.Print
            && Laws.AsSpan().SequenceEqual(other.Laws.AsSpan()));

    /// <inheritdoc/>
    public override int GetHashCode() => Laws.Aggregate(HashCode.Combine(Subject, Cases, Print), HashCode.Combine);

    /// <summary>The subject and the names of its laws.</summary>
    public override string ToString() => $"{Subject}: {string.Join(", ", Names)}";

    private HashSet<string> Known(ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (!Names.Contains(name))
                throw new ArgumentException($"{Subject} has no law \"{name}\"; it has: {string.Join(", ", Names)}.", nameof(names));
        return [.. names];
    }
}

[StackTraceHidden]
internal static class LawSuite
{
    public static void ExpectCases(int cases)
    {
        if (cases < 1)
            throw new ArgumentOutOfRangeException(nameof(cases), Invariant($"A law is checked on at least one case, not on {cases}: no cases prove nothing."));
    }
}
