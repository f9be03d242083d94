using Xunit.Abstractions;

namespace Functional.Tests.Optimization.Faults;

/// <summary>What is compared with optimisers can tell a wrong one: each planted fault is caught, and without its mistake the same is not.</summary>
public sealed class OptimizerFaultTests(ITestOutputHelper output)
{
    public static TheoryData<string> Faults => [.. OptimizerFault.All.Keys];

    [Fact]
    public void There_are_at_least_40_planted_faults() => Assert.InRange(OptimizerFault.All.Count, 40, int.MaxValue);

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_planted_fault_is_caught(string name)
    {
        var fault = OptimizerFault.All[name];
        var found = fault.Find(true);

        Assert.True(found is not null, $"{name} goes unseen by {fault.Net}.");
        output.WriteLine(found);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void Without_its_mistake_nothing_is_found(string name) => Assert.Null(OptimizerFault.All[name].Find(false));
}
