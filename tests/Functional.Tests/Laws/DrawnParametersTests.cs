using Functional.Laws;

namespace Functional.Tests.Laws;

/// <summary>A layer that does not take all parameters is checked at those that it takes.</summary>
public class DrawnParametersTests
{
    [Fact]
    public void Without_them_a_root_is_not_finite()
    {
        var found = LayerLaws.For(KindsTour.Root(), [3]).Run(LawSettings.DefaultCases, LawSettings.PinnedSeed).Worst!;

        Assert.Equal("finite", found.Law);
        Assert.Contains("parameters: draw => …", found.Counterexample!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void With_them_it_obeys_in_both_precisions()
    {
        KindsTour.CheckRoot(KindsTour.Root());
        LayerLaws.For(Root(1), [3], parameters: Scale).Check();
    }

    [Fact]
    public void With_them_a_mistake_is_caught_and_printed_with_them()
    {
        var root = Root(1.001f);
        var found = LayerLaws.For(root, [3], parameters: Scale).Run(LawSettings.DefaultCases, LawSettings.PinnedSeed).Worst!;

        Assert.Equal("derived", found.Law);
        Assert.Matches(@"var parameters = TensorTree<float>\.Of\(\(""scale"", Tensor\.Vector<float>\([0-9.f, ]+\)\)\);", found.Counterexample!.Case);
    }

    [Fact]
    public void They_are_those_of_the_layer_in_every_composition()
    {
        var picky = Layers<double>.Function("Picky", static (_, shape) => TensorTree<double>.Of(("scale", Tensor.Ones<double>(shape))), static (theta, x) =>
            theta["scale"].All(static each => each > 0)
                ? (x * theta["scale"], dy => new(() => TensorTree<double>.Of(("scale", (x * dy).SumTo(theta["scale"].Shape))), () => dy * theta["scale"]))
                : throw new InvalidOperationException("a scale is positive"));

        LayerLaws.For(picky, [3], parameters: static draw => TensorTree<double>.Of(("scale", draw.Tensor<double>("scale", [3], 0.5, 2))))
            .WithoutTracing().Without("identity of Then", "associativity of Then", "products", "wherever it lies").Check();
    }

    [Fact]
    public void Others_than_the_layer_starts_with_are_told_beside_those()
    {
        var suite = LayerLaws.For(Root(1), [3], parameters: static draw => TensorTree<float>.Of(("scales", draw.Tensor<float>("scale", [2]))));

        Assert.Contains(
            "parameters: draw => … made 'scales' [2], but the layer starts with 'scale' [3].",
            suite.Run(LawSettings.DefaultCases, LawSettings.PinnedSeed).Worst!.Counterexample!.Message, StringComparison.Ordinal);
    }

    private static TensorTree<float> Scale(Draw draw) => TensorTree<float>.Of(("scale", draw.Tensor<float>("scale", [3], 0.5, 2)));

    private static Layer<float, Tensor<float>, Tensor<float>> Root(float slip) => Layers<float>.Function(
        "Root", static (_, shape) => TensorTree<float>.Of(("scale", Tensor.Ones<float>(shape))), (theta, x) =>
    {
        var factor = theta["scale"].Sqrt();
        return (x * factor, dy => new(
            () => TensorTree<float>.Of(("scale", slip * (x * dy).SumTo(factor.Shape) / (2f * factor))),
            () => dy * factor));
    });
}
