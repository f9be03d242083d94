using static Functional.GradientTransformations<double>;

namespace Functional.Tests.Optimization;

/// <summary>What one optimiser remembers is not what another one needs: that is said at once.</summary>
public class ForeignStateTests
{
    private static readonly TensorTree<double> Parameters = TensorTree<double>.Of(("weight", Tensor.Matrix<double>([1, 2], [3, 4])), ("bias", Tensor.Vector(1.0, 2)));

    public static TheoryData<Optimizer<double>> Optimizers =>
    [
        ScaleByAdam(), ScaleByAdafactor(), Accumulate(2), AverageParameters(0.9), MeanOfParameters(), LookAhead(), Measure("gradient"), SkipNonFinite,
    ];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void A_state_without_the_moments_of_an_optimiser_is_refused(Optimizer<double> optimizer)
    {
        var found = Assert.Throws<ParameterException>(() => optimizer.Update(Parameters, new(1, TensorTree<double>.Empty), Parameters));

        Assert.Contains($"{optimizer}: an update needs the moments [{optimizer.Initialize(Parameters).Moments.Children[0].Name}]", found.Message, StringComparison.Ordinal);
        Assert.Contains("has no moments: it was made for another optimiser", found.Message, StringComparison.Ordinal);
    }
}
