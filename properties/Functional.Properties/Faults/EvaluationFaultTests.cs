using Functional.Laws;
using Xunit.Abstractions;

namespace Functional.Properties.Faults;

/// <summary>Each planted fault of a metric or of folds is caught by the law that is about it, at every seed; without it the laws hold.</summary>
public sealed class EvaluationFaultTests(ITestOutputHelper output)
{
    private const int Cases = 100;

    public static TheoryData<string> Faults => [.. EvaluationFault.All.Keys];

    [Fact]
    public void There_are_at_least_20_planted_faults_of_evaluation() => Assert.InRange(EvaluationFault.All.Count, 20, int.MaxValue);

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_planted_fault_of_evaluation_is_caught_by_its_law(string name)
    {
        var fault = EvaluationFault.All[name];
        for (var number = 1; number <= Schedule.FromEnvironment.Seeds; number++)
        {
            var report = fault.Laws(true).Only(fault.Law).Run(Cases, Schedule.Seed(number));
            output.WriteLine($"{report}");
            Assert.Equal(Finding.Broken, report.Finding);
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void Without_its_mistake_the_same_obeys_all_laws(string name)
    {
        var report = EvaluationFault.All[name].Laws(false).Run(Cases);
        Assert.True(report.Finding == Finding.Holds, report.ToString());
    }
}
