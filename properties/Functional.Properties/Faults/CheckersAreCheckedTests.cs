using System.Globalization;
using System.Text.RegularExpressions;
using Functional.Laws;
using Xunit.Abstractions;

namespace Functional.Properties.Faults;

/// <summary>
/// A law that cannot fail is no law: each planted fault is caught in random networks, whatever the seed, and is shown in a network with hardly more
/// than the faulty layer. Without the mistake the same layer breaks no law.
/// <para>All of it, 20 seeds and 10,000 networks, is for a schedule; without the variable a sample is run:</para>
/// <code>FUNCTIONAL_SCHEDULED=1 dotnet test properties/Functional.Properties -c Release --filter FullyQualifiedName~Faults</code>
/// <para>With <c>--logger "console;verbosity=detailed"</c> what was found and in how many cases is printed.</para>
/// </summary>
public sealed partial class CheckersAreCheckedTests(ITestOutputHelper output)
{
    private const int LayersTooMany = 2;
    private const int Cases = 100;

    public static TheoryData<string> Faults => [.. Fault.All.Keys];

    [Fact]
    public void There_are_at_least_32_planted_faults() => Assert.InRange(Fault.All.Count, 32, int.MaxValue);

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_planted_fault_is_caught_and_shrinks_to_a_small_network(string name)
    {
        var fault = Fault.All[name];
        for (var number = 1; number <= Schedule.FromEnvironment.Seeds; number++)
        {
            var (report, found) = Caught(fault, Schedule.Seed(number));
            var network = Assert.IsType<NetworkCase>(found.Subject).Network;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name} | needs {fault.Needs} | seed {number} | {report.Worst!.Law} | case {found.Number} | shrinks {found.Shrinks} | "
                + $"layers {network.Layers} | {network}"));
            Assert.True(
                network.Layers <= fault.Needs + LayersTooMany, $"{network.Layers} layers are shown where {fault.Needs} are needed:\n{report}");
            Assert.NotEmpty(found.Message);
            Assert.Contains($"breaks the law \"{report.Worst.Law}\"", report.ToString(), StringComparison.Ordinal);
            if (fault.HasPlace)
                Assert.Matches(Coordinate(), found.Message);
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void Without_its_mistake_the_same_production_obeys_all_laws(string name)
    {
        var (fault, laws) = (Fault.All[name], NetworkLaws.For(Fault.All[name].Sound));
        var report = (fault.IsTraceable ? laws : laws.WithoutTracing()).Run(Schedule.FromEnvironment.CasesOfSound, Schedule.Seed(1));
        Assert.True(report.Finding == Finding.Holds, report.ToString());
    }

    [Theory]
    [InlineData(null, 1, 500)]
    [InlineData("", 1, 500)]
    [InlineData("1", 20, 10_000)]
    [InlineData("on", 20, 10_000)]
    [InlineData("50", 50, 10_000)]
    public void The_variable_says_how_much_is_checked(string? value, int seeds, int networks) =>
        Assert.Equal((seeds, networks), (Schedule.Of(value).Seeds, Schedule.Of(value).Networks));

    [Theory]
    [InlineData("0")]
    [InlineData("many")]
    public void Another_value_of_the_variable_is_refused_by_name(string value)
    {
        var message = Assert.Throws<FormatException>(() => Schedule.Of(value)).Message;
        Assert.Contains($"FUNCTIONAL_SCHEDULED is \"{value}\"", message, StringComparison.Ordinal);
    }

    /// <summary>The first law that is broken, law by law in the suite's order, so that the laws after it need not be run.</summary>
    private static (LawReport Report, Counterexample Found) Caught(Fault fault, string seed)
    {
        var suite = NetworkLaws.For(fault.Production);
        foreach (var law in suite.Names)
            if (suite.Only(law).Run(Cases, seed) is { Worst.Counterexample: { } found } report)
                return (report, found);
        throw new Xunit.Sdk.XunitException($"{fault} goes unseen at the seed {seed}.");
    }

    [GeneratedRegex(@"\[\d+(, \d+)*\]")]
    private static partial Regex Coordinate();
}
