using Functional.Laws;
using static Functional.GradientTransformations<double>;

namespace Functional.Tests.Laws;

/// <summary>A law that is not for a kind of optimiser says so, and how to leave it out; every other law holds of it.</summary>
public class LawsThatDoNotFitTests
{
    private static readonly Dictionary<string, (Optimizer<double> Optimizer, string[] DoNotFit)> Kinds = new()
    {
        ["Accumulate"] = (Accumulate(2), ["downhill", "chosen"]),
        ["Accumulate, then Adam"] = (Accumulate(2).Then(ScaleByAdam()), ["downhill", "chosen"]),
        ["LookAhead"] = (Optimizer.Adam(0.01).Then(LookAhead(2, 0.5)), []),
        ["Adafactor"] = (Optimizer.Adafactor(0.01), ["moments fit"]),
        ["Muon"] = (Optimizer.Muon(0.01, Optimizer.Adam(0.01)), ["downhill"]),
        ["ClipByGlobalNorm"] = (ClipByGlobalNorm(0.1), ["leaf by leaf"]),
        ["ClipByNorm"] = (ClipByNorm(0.1), []),
        ["AdamW"] = (Optimizer.AdamW(0.01, 0.1), ["no gradient, no step"]),
        ["AdamW of weights alone"] = (Optimizer.AdamW(0.01, 0.1, Paths.EndsWith("weight")), ["no gradient, no step", "leaf by leaf"]),
        ["AddNoise"] = (AddNoise(0.1, new Key(1, 2)), ["no gradient, no step", "downhill"]),
        ["Centralize"] = (Centralize, ["downhill"]),
        ["Measure"] = (Measure("gradient"), ["moments fit"]),
        ["Freeze"] = (Optimizer.Sgd(0.1).Freeze(Paths.EndsWith("bias")), ["downhill", "leaf by leaf"]),
        ["Where"] = (ScaleByAdam().Where(Paths.EndsWith("weight")), ["leaf by leaf"]),
        ["a rate that begins at 0"] = (Optimizer.Sgd<double>(Schedule.Linear(0, 0.1, 10)), ["downhill"]),
        ["averages"] = (AverageParameters(0.9), []),
    };

    public static TheoryData<string> Names => [.. Kinds.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_does_not_fit_says_so(string kind)
    {
        var (optimizer, doNotFit) = Kinds[kind];
        var suite = OptimizerLaws.For(optimizer, kind);
        var broken = suite.Run(60, LawSettings.PinnedSeed).Results.Where(static result => result.Finding != Finding.Holds).ToArray();

        Assert.Equal(doNotFit, broken.Select(static result => result.Law));
        Assert.All(broken, static result => Assert.Matches(
            $@"\nThis law is not for .+\. Where that is meant, leave it out: \.Without\(""{result.Law}""\)$", result.Counterexample!.Message));
        if (doNotFit.Length > 0)
            Assert.Equal(Finding.Holds, suite.Without(doNotFit).Run(5, LawSettings.PinnedSeed).Finding);
    }

    [Fact]
    public void A_law_without_exceptions_says_nothing_of_them()
    {
        var law = new Law<int>("positive", "a number is above 0", static number => number > 0 ? Outcome.Holds : Outcome.Broken($"it is {number}"));

        Assert.Equal("it is 0", law.Check(0).Message);
        Assert.Equal("it is 0\nThis law is not for zero. Where that is meant, leave it out: .Without(\"positive\")", (law with { NotFor = "zero" }).Check(0).Message);
        Assert.Equal(Outcome.Holds, (law with { NotFor = "zero" }).On<string>(static text => text.Length).Check("one"));
        Assert.EndsWith(".Without(\"positive\")", (law with { NotFor = "zero" }).On<string>(static text => text.Length).Check("").Message, StringComparison.Ordinal);
    }
}
