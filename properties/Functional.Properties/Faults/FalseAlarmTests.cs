using System.Globalization;
using Functional.Laws;
using Xunit.Abstractions;

namespace Functional.Properties.Faults;

/// <summary>
/// Sound networks of the library's own grammar break no law, at any depth; <see cref="CheckersAreCheckedTests"/> says how to check 10,000 of them.
/// </summary>
public sealed class FalseAlarmTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Sound_networks_raise_no_false_alarm(int depth)
    {
        const int Depths = 6;
        var (all, each) = (Schedule.FromEnvironment.Networks, Schedule.FromEnvironment.Networks / Depths);
        var cases = depth == Depths ? all - each * (Depths - 1) : each;
        var seed = Schedule.FromEnvironment.IsWhole ? "random" : Schedule.Seed(1000 + depth);
        var report = NetworkLaws.For(Grammar.Standard, depth).Run(cases, seed);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cases} networks of depth {depth}:\n{report}"));
        Assert.True(report.Finding == Finding.Holds, report.ToString());
    }

    [Fact]
    public void Rounding_in_a_pullback_whose_terms_cancel_is_no_false_alarm() => LayerLaws.Verify(
        "finite differences",
        Fault.All[nameof(Normalisations.BatchNormWithConstantMean)].Sound.Make(0, []),
        TensorTree<double>.Empty,
        Tensor.Zeros<double>([3, 1]),
        key: new Key(865900998, 2009483662));
}
