using Functional.Laws;

namespace Functional.Properties.Kit;

public class LawSettingsTests
{
    [Fact]
    public void Without_variables_the_seed_and_the_number_of_cases_are_the_laws_own()
    {
        Assert.Equal(LawSettings.PinnedSeed, LawSettings.Seed(null));
        Assert.Equal(LawSettings.PinnedSeed, LawSettings.Seed(""));
        Assert.Equal(30, LawSettings.Cases(null, 30));
    }

    [Fact]
    public void A_seed_is_taken_as_a_failure_prints_it()
    {
        Assert.Equal("12,345", LawSettings.Seed("12,345"));
        Assert.Equal("12,345", LawSettings.Seed("(12, 345)"));
        Assert.Equal("18446744073709551615,1", LawSettings.Seed("18446744073709551615,1"));
        Assert.Equal("12,345,60", LawSettings.Seed("(12,345,60)"));
    }

    [Fact]
    public void Random_pins_nothing() => Assert.Null(LawSettings.Seed("random"));

    [Fact]
    public void The_number_of_cases_is_taken_from_the_variable() => Assert.Equal(7, LawSettings.Cases("7", 30));

    [Theory]
    [InlineData("12")]
    [InlineData("12,34")]
    [InlineData("12,-3")]
    [InlineData("1,3,5,7")]
    [InlineData("1,3,x")]
    [InlineData("1,3,99999")]
    [InlineData(",")]
    [InlineData("Random")]
    public void Another_seed_is_refused_by_name(string value)
    {
        var message = Assert.Throws<FormatException>(() => LawSettings.Seed(value)).Message;
        Assert.Contains($"FUNCTIONAL_SEED is \"{value}\"", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("many")]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("1e3")]
    public void Another_number_of_cases_is_refused_by_name(string value)
    {
        var message = Assert.Throws<FormatException>(() => LawSettings.Cases(value, 30)).Message;
        Assert.Contains($"FUNCTIONAL_CASES is \"{value}\"", message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_even_gamma_is_told_to_be_odd()
    {
        var message = Assert.Throws<FormatException>(() => LawSettings.Seed("12,34")).Message;
        Assert.Contains("gamma, is 34, but must be odd", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_pinned_seed_makes_the_same_cases_every_time()
    {
        var once = Sampled.Of(Arbitraries.Keys, 50);
        Assert.Equal(50, once.Distinct().Count());
        Assert.Equal(once, Sampled.Of(Arbitraries.Keys, 50));
    }

    [Fact]
    public void A_law_has_the_seed_and_the_number_of_cases_of_the_settings()
    {
        var law = new LawAttribute(30);
        var seed = Environment.GetEnvironmentVariable(LawSettings.SeedVariable);
        var cases = Environment.GetEnvironmentVariable(LawSettings.CasesVariable);
        Assert.Equal((LawSettings.Seed(seed), LawSettings.Cases(cases, 30)), (law.Replay, law.MaxTest));
    }
}
