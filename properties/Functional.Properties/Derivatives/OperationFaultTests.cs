using Functional.Laws;
using Xunit.Abstractions;

namespace Functional.Properties.Derivatives;

/// <summary>
/// Each planted fault of a rule is caught by a law of operations, shrinks to small operands, and is printed as C#; without it the laws hold.
/// </summary>
public sealed class OperationFaultTests(ITestOutputHelper output)
{
    private const int Cases = 100;

    public static TheoryData<string> Faults => [.. OperationFaults.All.Keys];

    [Fact]
    public void There_are_at_least_25_planted_faults_of_rules() => Assert.InRange(OperationFaults.All.Count, 25, int.MaxValue);

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_planted_fault_of_a_rule_is_caught_and_shrinks(string name)
    {
        var suite = OperationFaults.All[name].Laws(faulty: true);
        foreach (var law in suite.Names)
        {
            if (suite.Only(law).Run(Cases) is not { Worst.Counterexample: { } found } report)
                continue;
            var draw = Assert.IsType<Draw>(found.Subject);
            output.WriteLine($"{name} | {law} | case {found.Number} | shrinks {found.Shrinks} | {draw}\n{report}");
            Assert.InRange(draw.Largest, 1, 3);
            Assert.NotEmpty(found.Message);
            Assert.Equal($"DifferentiableLaws.For(\"{name}\", …).Verify(\"{law}\", {draw});", found.Case);
            return;
        }
        Assert.Fail($"{name} goes unseen.");
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void Without_its_mistake_the_same_rule_obeys_all_laws(string name)
    {
        var report = OperationFaults.All[name].Laws(faulty: false).Run(20);
        Assert.True(report.Finding == Finding.Holds, report.ToString());
    }
}
