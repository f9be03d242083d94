using System.Collections.Immutable;

namespace Functional.Laws;

/// <summary>What was found about one law.</summary>
/// <param name="Law">The law's name.</param>
/// <param name="Statement">What it says.</param>
/// <param name="Cases">How many cases there were.</param>
/// <param name="Inconclusive">How many of them said nothing.</param>
/// <param name="Counterexample">The smallest case that breaks it; null where none was found.</param>
/// <param name="Reason">Why a case said nothing; empty where all did.</param>
public sealed record LawResult(string Law, string Statement, int Cases, int Inconclusive, Counterexample? Counterexample, string Reason = "")
{
    /// <summary>The largest part of the cases that may say nothing.</summary>
    public const double LargestPartInconclusive = 0.2;

    /// <summary>Broken by a case, inconclusive where too many cases said nothing, or held.</summary>
    public Finding Finding => Counterexample is not null ? Finding.Broken
        : Inconclusive > LargestPartInconclusive * Cases ? Finding.Inconclusive
        : Finding.Holds;

    /// <summary>One line.</summary>
    public override string ToString() => Invariant($"{Finding.ToString().ToLowerInvariant(),-12} {Law} ({Cases} cases")
        + (Inconclusive > 0 ? Invariant($", {Inconclusive} inconclusive)") : ")");
}

/// <summary>The smallest case that was found to break a law.</summary>
/// <param name="Message">The place, and both numbers.</param>
/// <param name="Case">The case, as C#.</param>
/// <param name="Subject">The case itself.</param>
/// <param name="Number">Which case it was before it was made smaller, from 1.</param>
/// <param name="Shrinks">How often it was made smaller.</param>
/// <param name="Replay">The seed at which the case comes up at once.</param>
public sealed record Counterexample(string Message, string Case, object Subject, int Number, int Shrinks, string Replay)
{
    /// <summary>The message, and the case as C#.</summary>
    public override string ToString() => Invariant($"{Message}\n{Case}");
}

/// <summary>What was found about all laws of one subject.</summary>
/// <param name="Subject">What the laws are about.</param>
/// <param name="Results">One result a law, in the order in which they were checked.</param>
public sealed record LawReport(string Subject, ImmutableArray<LawResult> Results)
{
    /// <summary>The worst finding.</summary>
    public Finding Finding => Results.Select(static result => result.Finding).DefaultIfEmpty(Finding.Holds).Max();

    /// <summary>The first law that is broken, or else inconclusive; null where all hold.</summary>
    public LawResult? Worst => Results.FirstOrDefault(static result => result.Finding == Finding.Broken)
        ?? Results.FirstOrDefault(static result => result.Finding == Finding.Inconclusive);

    /// <inheritdoc/>
    public bool Equals(LawReport? other) => ReferenceEquals(this, other)
        || (other is not null && Subject == other.Subject && Results.AsSpan().SequenceEqual(other.Results.AsSpan()));

    /// <inheritdoc/>
    public override int GetHashCode() => Results.Aggregate(Subject.GetHashCode(StringComparison.Ordinal), HashCode.Combine);

    /// <summary>All that a person needs: the first broken law, its smallest case as C#, and how to see it again; one line a law where all hold.</summary>
    public override string ToString() => Worst switch
    {
        null => Invariant($"{Subject} obeys all {Results.Length} laws.\n{string.Join("\n", Results.Select(static result => "  " + result))}"),
        { Counterexample: { } found } broken => Told(broken, found),
        var unclear => $"{Subject}: the law \"{unclear.Law}\" could not be checked: "
            + Invariant($"{unclear.Inconclusive} of {unclear.Cases} cases said nothing, ")
            + Invariant($"more than {LawResult.LargestPartInconclusive:P0}.\n  {unclear.Reason}"),
    };

    private string Told(LawResult broken, Counterexample found)
    {
        var others = Results.Where(result => result.Finding == Finding.Broken && result != broken).Select(static result => result.Law).ToArray();
        return Invariant($"""
            {Subject} breaks the law "{broken.Law}": {broken.Statement}.

              {found.Message.ReplaceLineEndings("\n  ")}

            The smallest case that was found (from case {found.Number}, made smaller {Times(found.Shrinks)}), as C#:

            {Indented(found.Case)}

            """)
            + (others.Length == 0 ? "" : $"\nBroken as well: {string.Join(", ", others)}.")
            + $"\nTo start from this case again: {LawSettings.SeedVariable}={found.Replay}";
    }

    private static string Times(int count) => count switch { 0 => "no further", 1 => "once", 2 => "twice", _ => Invariant($"{count} times") };

    private static string Indented(string code) => "    " + code.ReplaceLineEndings("\n    ");
}
