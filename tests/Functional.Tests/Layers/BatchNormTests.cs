using static Functional.Tests.Tensors.Refused;

namespace Functional.Tests.Layers;

/// <summary>Batch normalisation where rounding could show: constant features, and small spreads at large offsets.</summary>
public class BatchNormTests
{
    private static readonly Key Seed = Key.FromSeed(2);

    [Theory]
    [InlineData(8730.3f)]
    [InlineData(0.1f)]
    [InlineData(-1e6f)]
    [InlineData(0)]
    public void A_constant_feature_is_zero_and_its_mean_the_constant(float constant)
    {
        foreach (var rows in (int[])[2, 3, 1000, 4097])
        {
            var (y, mean, variance) = Normalised(Tensor.Full([rows, 5], constant));
            Assert.Equal(Tensor.Zeros<float>([rows, 5]), y);
            Assert.Equal(Tensor.Full([5], constant), mean);
            Assert.Equal(Tensor.Zeros<float>([5]), variance);
        }
    }

    [Fact]
    public void A_small_spread_at_a_large_offset_is_not_lost()
    {
        var x = Tensor.Generate<float>([1000, 3], static i => 1e4f + 0.01f * (i / 3 % 5 - 2));
        var (y, mean, variance) = Normalised(x);
        var columns = x.Cast<double>();
        var exactMean = columns.Mean([0]);                      // to 1e-12: the floats are held exactly in double
        var exactVariance = ((columns - exactMean) * (columns - exactMean)).Mean([0]);
        var exact = (columns - exactMean) / (exactVariance + 1e-5).Sqrt();

        for (var i = 0; i < 3; i++)
        {
            Assert.InRange(mean.Span[i] - exactMean.Span[i], -5e-4, 5e-4);                                    // half a unit in the last place of 1e4
            Assert.InRange(variance.Span[i] / (exactVariance.Span[i] * 1000 / 999), 1 - 1e-5, 1 + 1e-5);
        }
        Assert.InRange((y.Cast<double>() - exact).Abs().Max().Scalar, 0, 1e-5);
    }

    [Fact]
    public void A_first_row_far_from_the_others_takes_nothing_from_them()
    {
        var x = Tensor.Generate<float>([1000, 1], static i => i == 0 ? 1e6f : 1 + i % 7 / 7f);
        var (y, _, _) = Normalised(x);
        var columns = x.Cast<double>();
        var centred = columns - columns.Mean([0]);
        var exact = centred / ((centred * centred).Mean([0]) + 1e-5).Sqrt();

        Assert.InRange((y.Cast<double>() - exact).Abs().Max().Scalar, 0, 1e-5);
    }

    [Fact]
    public void One_row_and_none_are_refused_in_training()
    {
        Message(() => Normalised(Tensor.Ones<float>([1, 3])), "1 row", "[1, 3]");
        Message(() => Normalised(Tensor.Ones<float>([0, 3])), "0 row", "[0, 3]");
    }

    /// <summary>The output, and the batch's own mean and unbiased variance, which are the running ones where nothing of the old ones stays.</summary>
    private static (Tensor<float> Output, Tensor<float> Mean, Tensor<float> Variance) Normalised(Tensor<float> x)
    {
        var layer = Layers<float>.BatchNorm(momentum: 1);
        var made = layer.Start(Seed, x.Shape[1..]);
        var (y, _, statistics) = layer.Forward(made.Parameters, x, Context<float>.Training(Seed, made.State));
        return (y, statistics["mean"], statistics["variance"]);
    }
}
