using Functional.Laws;
using static Functional.Layers<float>;

namespace Functional.Tests.Laws;

/// <summary>What is written for a layer in <c>double</c> holds of one in <c>float</c> as it is, and a mistake of one part in a thousand is seen.</summary>
public class LawsInFloatTests
{
    private static readonly Key Seed = Key.FromSeed(7);

    [Fact]
    public void A_layer_without_a_mistake_obeys_the_laws()
    {
        LayerLaws.For(Swish(1), inputShape: [5]).Check();
        LayerLaws.For(Gain(1), inputShape: [2, 3]).Check();
        DifferentiableLaws.For(Cube(1), inputShape: [3]).Check();
    }

    [Fact]
    public void One_part_in_a_thousand_is_seen_in_the_input() => Breaks("derived", LayerLaws.For(Swish(1.001f), inputShape: [5]), "In the layer itself (Swish): cotangent of input[");

    [Fact]
    public void One_part_in_a_thousand_is_seen_in_the_parameters() => Breaks("derived", LayerLaws.For(Gain(1.001f), inputShape: [2, 3]), "cotangent of gain[");

    [Fact]
    public void One_part_in_a_thousand_is_seen_in_a_function() => Breaks("derived", DifferentiableLaws.For(Cube(1.001f), inputShape: [3]), "cotangent of input[");

    [Fact]
    public void In_a_network_the_layer_is_named() => Breaks(
        "derived", LayerLaws.For(Chain(Dense(4), Swish(1.001f), Dense(2)), inputShape: [3]), "In layer '1' (Swish): cotangent of input[");

    [Fact]
    public void In_random_networks_what_is_left_is_the_layer()
    {
        var swish = Swish(1.001f);
        var found = NetworkLaws.For(swish).Run(LawSettings.DefaultCases, LawSettings.PinnedSeed).Worst!.Counterexample!;

        Assert.StartsWith("var layer = swish;\nvar input = Tensor.Matrix<float>([[", found.Case, StringComparison.Ordinal);
        Assert.Contains("LayerLaws.Verify(\"derived\", layer, TensorTree<float>.Empty, input, ", found.Case, StringComparison.Ordinal);
        NetworkLaws.For(Swish(1)).Check(30);
    }

    [Fact]
    public void A_pullback_that_is_not_linear_is_seen() => Breaks(
        "linearity", LayerLaws.For(Function("Clipped", x => (x, dy => dy.Minimum(Tensor.Ones<float>([]))) ), inputShape: [3]).Only("linearity"), "α·P(a) + β·P(b) is");

    [Fact]
    public void A_batch_whose_samples_are_weighted_is_seen() => Breaks(
        "batch additivity", LayerLaws.For(Function("Shared", x => (x - x.Mean([0], keepAxes: true), dy => dy - dy.Mean([0], keepAxes: true))), inputShape: [3]), "mixesSamples: true");

    [Fact]
    public void Numbers_that_are_read_are_not_passed()
    {
        var cubed = Function("Cubed", x => (x.Map(static value => value * value * value), dy => 3f * x * x * dy));

        var report = LayerLaws.For(cubed, inputShape: [5]).Run(LawSettings.DefaultCases, LawSettings.PinnedSeed);

        Assert.Equal((Finding.Inconclusive, "derived"), (report.Finding, report.Worst!.Law));
        Assert.Throws<TraceException>(() => cubed.CheckGradients(TensorTree<float>.Empty, Seed.Normal<float>([2, 3])));
    }

    [Fact]
    public void What_a_float_does_not_have_is_not_asked()
    {
        var laws = LayerLaws.For(Swish(1), inputShape: [5]).Names.ToArray();

        Assert.DoesNotContain("finite differences", laws);
        Assert.DoesNotContain("second differences", laws);
        Assert.DoesNotContain(LayerLaws.FloatAgainstDouble, laws);
        Assert.Contains("derived", laws);
        Assert.Contains("adjoint", laws);
    }

    [Fact]
    public void A_counterexample_in_float_can_be_pasted()
    {
        var gain = Gain(1.001f);
        var found = LayerLaws.For(gain, inputShape: [2]).Run(LawSettings.DefaultCases, LawSettings.PinnedSeed).Worst!.Counterexample!;

        Assert.Equal(
            """
            var layer = gain;
            var parameters = TensorTree<float>.Of(("gain", Tensor.Vector<float>(-1, 0)));
            var input = Tensor.Matrix<float>([[-1, 0]]);
            LayerLaws.Verify("derived", layer, parameters, input, key: new Key(401467383, 302481671));
            """, found.Case);
    }

    [Fact]
    public void A_check_of_gradients_takes_a_layer_in_float()
    {
        var (theta, x) = (TensorTree<float>.Of(("gain", Seed.Normal<float>([3]))), Seed.Split("x").Normal<float>([2, 3]));

        Assert.Equal(Verdict.Passed, Gain(1).CheckGradients(theta, x).Verdict);
        Assert.Equal(Verdict.Passed, Chain(Dense(50), Tanh, Dense(40)).CheckGradients(Chain(Dense(50), Tanh, Dense(40)).Start(Seed, [3]).Parameters, x).Verdict);
        var report = Gain(1.001f).CheckGradients(theta, x);
        Assert.Equal(Verdict.Failed, report.Verdict);
        Assert.Matches(@"parameters: failed, 18 derivatives compared; wrong ∂output\[\d, \d\]/∂gain\[\d\]: pullback \S+, derived \S+, error \S+, tolerance \S+", report.ToString());
        Assert.Equal(Verdict.Passed, report.Arguments[1].Verdict);
        Assert.Throws<ArgumentException>(() => Function("Log", static each => (each.Log(), dy => dy / each)).CheckGradients(TensorTree<float>.Empty, Tensor.Vector<float>(-1)));
    }

    private static void Breaks(string law, LawSuite<Draw> suite, string part)
    {
        var worst = suite.Run(LawSettings.DefaultCases, LawSettings.PinnedSeed).Worst!;

        Assert.Equal((law, Finding.Broken), (worst.Law, worst.Finding));
        Assert.Contains(part, worst.Counterexample!.Message, StringComparison.Ordinal);
    }

    private static Layer<float, Tensor<float>, Tensor<float>> Swish(float factor) => Function("Swish", x =>
    {
        var s = x.Sigmoid();
        return (x * s, dy => factor * dy * (s + x * s * (1f - s)));
    });

    private static Layer<float, Tensor<float>, Tensor<float>> Gain(float factor) => Function(
        "Gain", static (_, shape) => TensorTree<float>.Of(("gain", Tensor.Ones<float>(shape[^1..]))), (theta, x) => (
            x * theta["gain"],
            dy => new(() => TensorTree<float>.Of(("gain", factor * (x * dy).SumTo(theta["gain"].Shape))), () => dy * theta["gain"])));

    private static Differentiable<Tensor<float>, Tensor<float>> Cube(float factor) => x => (x * x * x, dy => factor * 3f * x * x * dy);
}
