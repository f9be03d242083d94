using Functional.Laws;

namespace Functional.Properties.Catalogue;

/// <summary>What is checked of a public member of the library.</summary>
/// <param name="Member">The member's name, one for all overloads.</param>
/// <param name="Laws">The laws, and how cases are drawn; the subject says how the member is called, and so which overload it is.</param>
public sealed record Entry(string Member, LawSuite<Draw> Laws)
{
    /// <summary>The laws of the same in <c>float</c>, as it is, but for a factor of its cotangents; null where the entry does not say how it is made.</summary>
    public Func<float, LawSuite<Draw>>? InSingle { get; init; }

    /// <summary>Every law of every entry: a test each.</summary>
    public static TheoryData<string, string> LawsOf(IEnumerable<Entry> entries)
    {
        var all = new TheoryData<string, string>();
        foreach (var entry in entries)
            foreach (var law in entry.Laws.Names)
                all.Add(entry.Laws.Subject, law);
        return all;
    }

    /// <summary>Checks one law of one entry.</summary>
    public static void Check(IEnumerable<Entry> entries, string subject, string law) =>
        entries.Single(entry => entry.Laws.Subject == subject).Laws.Only(law).Check();
}
