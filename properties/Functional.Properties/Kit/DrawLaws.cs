using Functional.Laws;

namespace Functional.Properties.Kit;

public sealed class DrawLaws
{
    [Law]
    public void The_same_draw_makes_the_same_case(Draw draw)
    {
        var again = new Draw(draw.Key, draw.Largest, draw.Grain, draw.EdgeCase);
        Assert.Equal(draw, again);
        Assert.Equal(draw.Batched("shape"), again.Batched("shape"));
        Assert.Equal(draw.Number("number", -3, 3), again.Number("number", -3, 3));
        Assert.Equal(draw.Labels("labels", 9, 3), again.Labels("labels", 9, 3));
        Assert.Equal(draw.Tensor<double>("x", [3, 4]), again.Tensor<double>("x", [3, 4]));
        Assert.Equal(draw.Under("a").Key, again.Under("a").Key);
    }

    [Law]
    public void Choices_of_different_names_are_different(Draw draw)
    {
        Assert.NotEqual(draw.Under("a").Key, draw.Under("b").Key);
        Assert.NotEqual(draw.Tensor<double>("a", [20], -1, 1), draw.Tensor<double>("b", [20], -1, 1));
    }

    [Law]
    public void Sizes_lie_between_their_bounds(Draw draw, byte lowest, byte more)
    {
        Assert.InRange(draw.Size("size", lowest, lowest + more), lowest, Math.Max(lowest, Math.Min(lowest + more, draw.Largest)));
        Assert.InRange(draw.Batch(), 1, 4);
        Assert.InRange(draw.Batch(3), 3, 4);
        Assert.InRange(draw.Choice("choice", more + 1), 0, more);
        Assert.Equal(draw.Batch(), draw.Batched("shape")[0]);
        Assert.All(draw.Labels("labels", lowest, more + 1), label => Assert.InRange(label, 0, more));
    }

    [Law]
    public void Numbers_lie_between_their_bounds_and_on_the_grid(Draw draw)
    {
        foreach (var each in (Draw[])[draw, .. draw.Smaller()])
            foreach (var (lowest, highest) in ((double, double)[])[(-1.5, 1.5), (0, 0.9), (1e-5, 0.1), (0.3, 2), (-0.25, -0.2)])
            {
                var (number, unit) = (each.Number("number", lowest, highest), double.Exp2(-each.Grain));
                Assert.InRange(number, lowest, highest);
                Assert.True(number / unit == double.Round(number / unit) || number == highest, $"{number} is no multiple of {unit}");
            }
    }

    [Law]
    public void Ordinary_tensors_lie_between_their_bounds_and_on_the_grid(Draw draw)
    {
        foreach (var x in draw.Ordinary.Tensor<double>("x", [4, 5]).Concat(draw.Tensor<double>("y", [4, 5], -1.5, 1.5)))
        {
            Assert.InRange(x, -1.5, 1.5);
            Assert.Equal(double.Round(x * double.Exp2(draw.Grain)), x * double.Exp2(draw.Grain));
        }
    }

    /// <summary>But for denormal ones, which are another number at each precision.</summary>
    [Law]
    public void Tensors_are_the_same_in_float_and_in_double(Draw draw)
    {
        foreach (var corner in Enum.GetValues<EdgeCase>().Where(static corner => corner != EdgeCase.Denormal))
        {
            var each = draw with { EdgeCase = corner };
            Assert.Equal(each.Tensor<double>("x", [4, 5]), each.Tensor<float>("x", [4, 5]).Cast<double>());
        }
        Assert.Equal(draw.Tensor<double>("y", [20], -4, 4), draw.Tensor<float>("y", [20], -4, 4).Cast<double>());
    }

    [Law]
    public void A_corner_holds_the_numbers_that_it_is_named_after(Draw draw)
    {
        var (zeros, ties, large) = (In(EdgeCase.Zeros), In(EdgeCase.Ties), In(EdgeCase.Large));
        Assert.Contains(0.0, zeros);
        Assert.Contains(zeros, static x => x != 0);
        Assert.All(ties, static x => Assert.True(x is -1 or 0 or 1));
        Assert.Contains(large, static x => double.Abs(x) > 300);
        Assert.All(In(EdgeCase.Tiny), static x => Assert.InRange(double.Abs(x), 0, 1e-17));
        Assert.All(In(EdgeCase.Denormal), static x => Assert.True(x == 0 || double.IsSubnormal(x)));
        Assert.All((draw with { EdgeCase = EdgeCase.Denormal }).Tensor<float>("x", [50]), static x => Assert.True(x == 0 || float.IsSubnormal(x)));

        Tensor<double> In(EdgeCase corner) => (draw with { EdgeCase = corner, Grain = Draw.Finest }).Tensor<double>("x", [50]);
    }

    [Law]
    public void Leaves_keep_names_and_shapes_and_variances_stay_positive(Draw draw)
    {
        var inner = TensorTree<double>.Of(("variance", Tensor.Zeros<double>([4])));
        var tree = TensorTree<double>.Of(("weight", Tensor.Zeros<double>([2, 3])), ("inner", inner));
        var leaves = draw.Leaves("leaves", tree);
        Assert.Equal(tree, leaves.Zero);
        Assert.All(leaves["inner.variance"], static value => Assert.InRange(value, 0.3, 2));
    }
}
