using System.Diagnostics;

namespace Functional.Laws;

/// <summary>
/// A law: a name, what it says, and a test of it at one case. A value: laws are picked out, added, and carried over from what they are about to
/// anything that it can be made from.
/// </summary>
/// <typeparam name="A">What the law is about.</typeparam>
/// <param name="Name">A short name: <c>linearity</c>.</param>
/// <param name="Statement">What it says, as a sentence without its full stop.</param>
/// <param name="Test">What a case says about it.</param>
/// <example><code>
/// var odd = new Law&lt;Point&lt;Tensor&lt;double&gt;, Tensor&lt;double&gt;&gt;&gt;("odd", "f(−x) is −f(x)", p =>
///     p.Function(-p.At).Output == -p.Function(p.At).Output ? Outcome.Holds : Outcome.Broken($"at {p.At}"));
/// </code></example>
[StackTraceHidden]
public sealed record Law<A>(string Name, string Statement, Func<A, Outcome> Test)
{
    /// <summary>Says more about a case that breaks the law, such as which part of it is to blame; null where there is no more to say.</summary>
    public Func<A, Law<A>, string?>? Blame { get; init; }

    /// <summary>
    /// What the law is not for, as the end of a sentence: <c>"what decays parameters, which moves them without a gradient"</c>. A case that breaks the law says so;
    /// null where there is no exception.
    /// </summary>
    public string? NotFor { get; init; }

    /// <summary>The same law of what can be made into an <typeparamref name="A"/>.</summary>
    /// <typeparam name="B">What the new law is about.</typeparam>
    /// <param name="make">Makes the one from the other.</param>
    public Law<B> On<B>(Func<B, A> make) => new(Name, Statement, b => Test(make(b)))
    {
        Blame = Blame is null ? null : (b, _) => Blame(make(b), this),
        NotFor = NotFor,
    };

    /// <summary>What a case says about the law. What the tested code throws breaks the law.</summary>
    /// <param name="subject">The case.</param>
    public Outcome Check(A subject)
    {
        var found = Tried(subject);
        return NotFor is null || found.Finding != Finding.Broken
            ? found
            : Outcome.Broken($"{found.Message}\nThis law is not for {NotFor}. Where that is meant, leave it out: .Without(\"{Name}\")");
    }

    private Outcome Tried(A subject)
    {
        try
        {
            return Test(subject);
        }
#pragma warning disable CA1031 // Whatever a user's code throws is what the law has to report.
        catch (Exception thrown) when (thrown is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            var cause = thrown is AggregateException { InnerExceptions: [var only] } ? only : thrown;
            return Outcome.Broken($"{cause.GetType().Name} was thrown: {cause.Message}");
        }
    }

    /// <summary>What a broken case shows, and which part of it is to blame.</summary>
    /// <param name="subject">The case.</param>
    /// <param name="seen">What was seen of it.</param>
    internal string Explain(A subject, Outcome seen)
    {
        try
        {
            return Blame?.Invoke(subject, this) ?? seen.Message;
        }
#pragma warning disable CA1031 // What was seen stands, whatever happens when it is looked at once more.
        catch (Exception thrown) when (thrown is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            return seen.Message;
        }
    }
}
