using Functional.Laws;
using Xunit.Abstractions;

namespace Functional.Properties.Losses.Faults;

/// <summary>Each planted fault of a cost is caught by a law of costs, and shrinks to small outputs; without it the laws hold.</summary>
public sealed class CostFaultTests(ITestOutputHelper output)
{
    private const int Cases = 100;

    public static TheoryData<string> Faults => [.. CostFault.All.Keys];

    [Fact]
    public void There_are_at_least_20_planted_faults_of_costs() => Assert.InRange(CostFault.All.Count, 20, int.MaxValue);

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_planted_fault_of_a_cost_is_caught_and_shrinks(string name)
    {
        var suite = CostFault.All[name].Laws(true);
        foreach (var law in suite.Names)
        {
            if (suite.Only(law).Run(Cases) is not { Worst.Counterexample: { } found } report)
                continue;
            var draw = Assert.IsType<Draw>(found.Subject);
            output.WriteLine($"{name} | {law} | case {found.Number} | shrinks {found.Shrinks} | {draw}\n{report}");
            Assert.InRange(draw.Largest, 1, 4);
            Assert.NotEmpty(found.Message);
            return;
        }
        Assert.Fail($"{name} goes unseen.");
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void Without_its_mistake_the_same_cost_obeys_all_laws(string name)
    {
        var report = CostFault.All[name].Laws(false).Run(20);
        Assert.True(report.Finding == Finding.Holds, report.ToString());
    }
}
