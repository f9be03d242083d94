using FsCheck.Fluent;
using Functional.Laws;

namespace Functional.Properties.Kit;

/// <summary>Suites as values: laws are picked, left out and added; what is found is a value too.</summary>
public sealed class LawSuiteTests
{
    private static readonly LawSuite<int> Numbers = new(
        "Numbers",
        Arb.From(Gen.Choose(0, 1000), static n => n > 0 ? [n / 2, n - 1] : []),
        [
            new("small", "a number is below 100", static n => n < 100 ? Outcome.Holds : Outcome.Broken($"{n} is not")),
            new("whole", "a number is whole", static _ => Outcome.Holds),
            new("unclear", "nobody knows", static n => n % 2 == 0 ? Outcome.Holds : Outcome.Inconclusive($"{n} is odd")),
            new("thrown", "a number throws nothing", static n => n > 10 ? throw new InvalidOperationException("too much") : Outcome.Holds),
        ]);

    [Fact]
    public void Laws_are_picked_left_out_and_added()
    {
        Assert.Equal(["small", "whole", "unclear", "thrown"], Numbers.Names);
        Assert.Equal(["whole"], Numbers.Only("whole").Names);
        Assert.Equal(["small", "whole"], Numbers.Without("unclear", "thrown").Names);
        Assert.Equal(["whole", "more"], Numbers.Only("whole").And(new Law<int>("more", "there is more", static _ => Outcome.Holds)).Names);
    }

    [Fact]
    public void A_law_that_is_not_there_is_named_with_those_that_are()
    {
        var message = Assert.Throws<ArgumentException>(() => Numbers.Only("large")).Message;
        Assert.Contains("\"large\"", message, StringComparison.Ordinal);
        Assert.Contains("small, whole, unclear, thrown", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Numbers.Without("large"));
    }

    [Fact]
    public void The_smallest_case_that_breaks_a_law_is_found()
    {
        var result = Numbers.Only("small").Run().Results.Single();
        Assert.Equal(Finding.Broken, result.Finding);
        Assert.Equal(100, result.Counterexample!.Subject);
        Assert.Equal("100 is not", result.Counterexample.Message);
    }

    [Fact]
    public void The_printed_seed_starts_from_the_case_again()
    {
        var found = Numbers.Only("small").Run().Worst!.Counterexample!;
        var again = Numbers.Only("small").Run(seed: found.Replay).Worst!.Counterexample!;
        Assert.Equal((1, found.Subject), (again.Number, again.Subject));
    }

    [Fact]
    public void What_is_thrown_breaks_the_law_with_its_message()
    {
        var result = Numbers.Only("thrown").Run().Results.Single();
        Assert.Equal(11, result.Counterexample!.Subject);
        Assert.Equal("InvalidOperationException was thrown: too much", result.Counterexample.Message);
    }

    [Fact]
    public void Too_many_cases_that_say_nothing_are_no_success()
    {
        var report = Numbers.Only("unclear").Run(cases: 50);
        Assert.Equal(Finding.Inconclusive, report.Finding);
        Assert.Contains("is odd", report.ToString(), StringComparison.Ordinal);
        Assert.Throws<LawException>(() => Numbers.Only("unclear").Check());
    }

    [Fact]
    public void A_report_names_the_subject_the_law_and_what_else_is_broken()
    {
        var message = Assert.Throws<LawException>(() => Numbers.Check()).Message;
        Assert.StartsWith("Numbers breaks the law \"small\": a number is below 100.", message, StringComparison.Ordinal);
        Assert.Contains("Broken as well: thrown.", message, StringComparison.Ordinal);
        Assert.Contains(LawSettings.SeedVariable, message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_cases_prove_nothing()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Numbers.Run(cases: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LawAttribute(0));
    }

    [Fact]
    public void One_case_can_be_looked_at_alone()
    {
        Numbers.Verify("small", 99);
        Assert.Contains("100 is not", Assert.Throws<LawException>(() => Numbers.Verify("small", 100)).Message, StringComparison.Ordinal);
    }
}
