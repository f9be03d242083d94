using static Functional.Layers<double>;
using static Functional.Tests.Tensors.Refused;

namespace Functional.Tests.Layers;

/// <summary>Dropout of what is dropped together, and dropout that keeps mean and variance.</summary>
public class SharedDropoutTests
{
    private const double Rate = 0.3;
    private static readonly Key Seed = Key.FromSeed(4);

    public static TheoryData<Layer<double, Tensor<double>, Tensor<double>>, int[]> SharedAxes => new()
    {
        { SpatialDropout(Rate), [1, 2] }, { VariationalDropout(Rate), [1] }, { DropPath(Rate), [1, 2, 3] },
    };

    /// <summary>Ones come out as 0 or 1/(1 − rate), the same along the axes that share a mask, and not the same along any other.</summary>
    [Theory]
    [MemberData(nameof(SharedAxes))]
    public void A_mask_is_shared_along_its_axes_and_no_others(Layer<double, Tensor<double>, Tensor<double>> layer, int[] axes)
    {
        var mask = Output(layer, Tensor.Ones<double>([40, 5, 6, 40]));
        Assert.Equal([0, 1 / (1 - Rate)], mask.Distinct().Order());
        for (var axis = 0; axis < 4; axis++)
            Assert.Equal(axes.Contains(axis), mask.Max([axis]) == -(-mask).Max([axis]));
    }

    /// <summary>
    /// Of n masks a share of rate·n is 0 with deviation √(rate·(1 − rate)/n): further away than 5 deviations is one seed in 1.7 million.
    /// </summary>
    [Theory]
    [MemberData(nameof(SharedAxes))]
    public void So_many_are_dropped_as_the_rate_says_and_the_mean_stays(Layer<double, Tensor<double>, Tensor<double>> layer, int[] axes)
    {
        var mask = Output(layer, Tensor.Ones<double>([2000, 2, 3, 10])).Mean(axes);
        var bound = 5 * double.Sqrt(Rate * (1 - Rate) / mask.Length);
        Assert.InRange(mask.Count(static factor => factor == 0) / (double)mask.Length, Rate - bound, Rate + bound);
        Assert.InRange(mask.Mean().Scalar, 1 - bound / (1 - Rate), 1 + bound / (1 - Rate));
    }

    [Fact]
    public void Sequences_have_their_features_dropped_at_all_times_by_both()
    {
        var x = Seed.Normal<double>([3, 7, 5]);
        Assert.Equal(Output(SpatialDropout(Rate), x), Output(VariationalDropout(Rate), x));
    }

    [Fact]
    public void A_path_that_is_dropped_leaves_the_residual_its_input()
    {
        var x = Seed.Normal<double>([50, 4]);
        var y = Output(Residual(Chain(Tanh, DropPath(Rate))), x);
        var dropped = Enumerable.Range(0, 50).Count(row => x.TakeRows(row) == y.TakeRows(row));
        Assert.InRange(dropped, 1, 49);
        Assert.All(Enumerable.Range(0, 50).Where(row => x.TakeRows(row) != y.TakeRows(row)), row => Assert.InRange(
            (y - x - x.Tanh() / (1 - Rate)).TakeRows(row).Abs().Max().Scalar, 0, 1e-15));
    }

    [Fact]
    public void At_inference_nothing_happens()
    {
        var x = Seed.Normal<double>([2, 3, 4]);
        foreach (var layer in (Layer<double, Tensor<double>, Tensor<double>>[])[SpatialDropout(Rate), VariationalDropout(Rate), DropPath(Rate), AlphaDropout(Rate)])
            Assert.Same(x, layer.Forward(TensorTree<double>.Empty, x, Context<double>.Inference()).Output);
    }

    /// <summary>
    /// Of standard normal x the output has mean 0 and variance 1. Its square has the variance Ey⁴ − 1: with a·x + b and a·α′ + b as the two it can be,
    /// that is below 4 at each of these rates, and so are 5 deviations of both means below 10/√n.
    /// </summary>
    [Theory]
    [InlineData(0.05)]
    [InlineData(0.2)]
    [InlineData(0.5)]
    public void Alpha_dropout_keeps_mean_and_variance(double rate)
    {
        var y = Output(AlphaDropout(rate), Seed.Split("x").Normal<double>([1000, 400]));
        var bound = 10 / double.Sqrt(y.Length);
        Assert.InRange(y.Mean().Scalar, -bound, bound);
        Assert.InRange((y * y).Mean().Scalar, 1 - bound, 1 + bound);
    }

    /// <summary>PyTorch's formula, which its documentation gives: a = ((1 − p)·(1 + p·α′²))^−½, b = −a·α′·p.</summary>
    [Fact]
    public void Alpha_dropout_is_affine_where_it_keeps_and_one_number_where_it_drops()
    {
        const double Lowest = -1.7580993408473766;
        var a = 1 / double.Sqrt((1 - Rate) * (1 + Rate * Lowest * Lowest));
        var b = -a * Lowest * Rate;
        var x = Seed.Split("x").Normal<double>([30, 30]);
        var y = Output(AlphaDropout(Rate), x);
        var dropped = 0;
        for (var i = 0; i < y.Length; i++)
        {
            var isDropped = double.Abs(y.Span[i] - (a * Lowest + b)) < 1e-12;
            dropped += isDropped ? 1 : 0;
            if (!isDropped)
                Assert.Equal(a * x.Span[i] + b, y.Span[i], 1e-12);
        }
        Assert.InRange(dropped, 0.3 * 900 - 5 * double.Sqrt(0.21 * 900), 0.3 * 900 + 5 * double.Sqrt(0.21 * 900));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Message(() => SpatialDropout(1), "SpatialDropout", "1");
        Message(() => VariationalDropout(-0.1), "VariationalDropout", "-0.1");
        Message(() => DropPath(double.NaN), "DropPath", "NaN");
        Message(() => AlphaDropout(1.5), "AlphaDropout", "1.5");
        Message(() => SpatialDropout(Rate).Start(Seed, []), "SpatialDropout", "1 axes", "[]");
        Message(() => VariationalDropout(Rate).Start(Seed, []), "VariationalDropout", "1 axes", "[]");
    }

    private static Tensor<double> Output(Layer<double, Tensor<double>, Tensor<double>> layer, Tensor<double> x) =>
        layer.Forward(TensorTree<double>.Empty, x, Context<double>.Training(Seed)).Output;
}
