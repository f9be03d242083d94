using Xunit.Abstractions;

namespace Functional.Tests.Golden;

/// <summary>
/// Fifty steps of each optimiser are those of PyTorch, and of the papers' formulas where PyTorch has none, in <c>double</c> and in <c>float</c>; schedules have
/// PyTorch's numbers at each step.
/// </summary>
public sealed class GoldenOptimizerTests(ITestOutputHelper output)
{
    private const string Torch = "torch", Formula = "formula", Schedules = "schedule";

    public static TheoryData<string> OfTorch => [.. Names(Torch)];

    public static TheoryData<string> OfFormula => [.. Names(Formula)];

    public static TheoryData<string> OfSchedules => [.. Names(Schedules)];

    [Theory]
    [MemberData(nameof(OfTorch))]
    public void Fifty_steps_are_those_of_PyTorch(string name) => Compare(name);

    [Theory]
    [MemberData(nameof(OfFormula))]
    public void Fifty_steps_are_those_of_the_formula(string name) => Compare(name);

    [Theory]
    [MemberData(nameof(OfSchedules))]
    public void A_schedule_has_the_numbers_of_PyTorch(string name) => Assert.All(GoldenTrajectory.Named(name), golden =>
    {
        var (schedule, expected) = (GoldenOptimizers.ScheduleOf(golden), golden.Values[0]);
        Assert.All(expected.Index(), at => Assert.Equal(at.Item, schedule.At(at.Index), GoldenTrajectory.ScheduleRounding * expected.Max()));
    });

    private static IEnumerable<string> Names(string kind) => GoldenTrajectory.All[kind].Select(static golden => golden.Name).Distinct();

    private void Compare(string name) => Assert.All(GoldenTrajectory.Named(name), golden =>
    {
        var inDouble = golden.Compare(GoldenOptimizers.Of<double>(golden));
        var inSingle = golden.Compare(GoldenOptimizers.Of<float>(golden));
        Assert.True(inDouble.Error <= 1, inDouble.Worst);
        Assert.True(inSingle.Error <= 1, inSingle.Worst);
        output.WriteLine(Invariant($"{name} {golden.Text}: {inDouble.Error:P0} of the error allowed in double, {inSingle.Error:P0} in float"));
    });
}
