using FsCheck;
using Functional.Laws;

namespace Functional.Properties.Kit;

/// <summary>What a case is made into to be smaller is smaller, and there is an end to it.</summary>
public sealed class ShrinkingLaws
{
    private const int LongestWay = 200;

    private static readonly Grammar WithOwn = Grammar.Standard.With(Production.Layer(Layers<double>.Relu, code: "Own"));

    [Law]
    public void A_smaller_network_fits_as_well(NetworkCase each)
    {
        foreach (var smaller in Arbitraries.StandardNetworks.Shrinker(each))
            NetworkGeneratorLaws.Fits(Grammar.Standard, smaller);
    }

    /// <summary>Fewer productions, or as many on a narrower input, or smaller sizes, or else a simpler draw.</summary>
    [Law]
    public void A_smaller_network_is_strictly_simpler(NetworkCase each) => Assert.All(
        Arbitraries.StandardNetworks.Shrinker(each),
        smaller => Assert.True(Measure(smaller).CompareTo(Measure(each)) < 0, $"{smaller} is no simpler"));

    [Law]
    public void Making_a_network_smaller_comes_to_an_end(NetworkCase each) => Ends(Arbitraries.StandardNetworks, each);

    [Law(30)]
    public void Making_a_network_with_a_required_word_smaller_comes_to_an_end(Draw draw)
    {
        var cases = Arbitraries.Networks(WithOwn, 2);
        foreach (var each in Sampled.Of(cases, 3))
            Ends(cases, each with { Draw = draw });
    }

    [Law]
    public void A_smaller_draw_is_strictly_simpler(Draw draw)
    {
        Assert.All(draw.Smaller(), smaller => Assert.True(Measure(smaller).CompareTo(Measure(draw)) < 0, $"{smaller} is no simpler"));
        Ends(Arbitraries.Draws, draw);
    }

    [Law]
    public void Making_a_shape_smaller_comes_to_an_end(Shape shape)
    {
        Assert.All(Arbitraries.Smaller(shape), smaller => Assert.True((smaller.Rank, smaller.Sum()).CompareTo((shape.Rank, shape.Sum())) < 0));
        Ends(Arbitraries.Shapes, shape);
    }

    [Law]
    public void Making_a_tensor_smaller_comes_to_an_end(Draw draw)
    {
        Ends(Arbitraries.Tensors<double>(), draw.Tensor<double>("x", draw.Batched("shape", 1, 3)));
        Ends(Arbitraries.Tensors<float>(), draw.Tensor<float>("x", draw.Batched("shape", 1, 3)));
    }

    [Law]
    public void Making_a_tree_smaller_comes_to_an_end(TensorTree<double> tree) => Ends(Arbitraries.Trees, tree);

    [Law]
    public void Making_a_function_smaller_comes_to_an_end(FunctionCase function) => Ends(Arbitraries.Functions, function);

    /// <summary>No smaller case is the case itself, and neither the first nor the last of them, taken again and again, leads on for ever.</summary>
    private static void Ends<A>(Arbitrary<A> cases, A start)
    {
        foreach (var last in (bool[])[false, true])
        {
            var (each, steps) = (start, 0);
            while (cases.Shrinker(each).ToArray() is { Length: > 0 } smaller)
            {
                Assert.DoesNotContain(each, smaller);
                Assert.True(++steps < LongestWay, $"after {steps} steps there is still {each}");
                each = last ? smaller[^1] : smaller[0];
            }
        }
    }

    private static (int Productions, int Width, int Sizes, (int, bool, int) Draw) Measure(NetworkCase each) =>
        (each.Network.All.Count(), each.Width, each.Network.All.Sum(static one => one.Size), Measure(each.Draw));

    private static (int Largest, bool EdgeCase, int Grain) Measure(Draw draw) => (draw.Largest, draw.EdgeCase != EdgeCase.None, draw.Grain);
}
