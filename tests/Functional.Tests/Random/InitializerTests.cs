using System.Numerics;
using Functional.Tests.Tensors;

namespace Functional.Tests.Random;

/// <summary>Initialisers have the variances, the zeros and the right angles that they promise, and are refused what makes no sense.</summary>
public class InitializerTests
{
    private static readonly Key Seed = Key.FromSeed(11);

    private static WeightInitializer<T>[] All<T>()
        where T : struct, IFloatingPointIeee754<T> =>
    [
        Initializers.VarianceScaling<T>(), Initializers.VarianceScaling<T>(2, FanMode.Out, WeightDistribution.Uniform),
        Initializers.VarianceScaling<T>(2, FanMode.Average, WeightDistribution.Normal), Initializers.TruncatedNormal<T>(), Initializers.Orthogonal<T>(),
        Initializers.Sparse<T>(), Initializers.Identity<T>(), Initializers.Constant<T>(0.25),
    ];

    [Fact]
    public void The_same_key_gives_the_same_bits_and_single_precision_is_double_rounded()
    {
        foreach (var (initializer, single) in All<double>().Zip(All<float>()))
        {
            var weights = initializer(Seed, [3, 4, 6], 12, 18);
            Assert.Equal([3, 4, 6], weights.Shape);
            Assert.Equal(weights, initializer(Seed, [3, 4, 6], 12, 18));
            Assert.Equal(weights.Cast<float>(), single(Seed, [3, 4, 6], 12, 18));
        }
        Assert.All(All<double>()[..6], static each => Assert.NotEqual(each(Seed, [30, 4], 30, 4), each(Seed.Split(1), [30, 4], 30, 4)));
    }

    /// <summary>Kurtosis: 1.8 of uniform numbers, 3 of normal ones, and 2.3656 of those cut at two deviations, which is m₄/m₂² of their density.</summary>
    [Theory]
    [InlineData(FanMode.In, WeightDistribution.Uniform, 2.0 / 300, 1.8)]
    [InlineData(FanMode.Out, WeightDistribution.Uniform, 2.0 / 100, 1.8)]
    [InlineData(FanMode.Average, WeightDistribution.Normal, 2.0 / 200, 3)]
    [InlineData(FanMode.In, WeightDistribution.TruncatedNormal, 2.0 / 300, 2.3656)]
    [InlineData(FanMode.Out, WeightDistribution.TruncatedNormal, 2.0 / 100, 2.3656)]
    public void A_variance_is_the_scale_by_the_fan(FanMode mode, WeightDistribution distribution, double variance, double kurtosis)
    {
        var weights = Initializers.VarianceScaling<double>(2, mode, distribution)(Seed, [300, 100], 300, 100);

        Near(0, weights.Mean().Scalar, Math.Sqrt(variance / weights.Length));
        Near(variance, weights.Variance().Scalar, variance * Math.Sqrt((kurtosis - 1) / weights.Length));
    }

    [Fact]
    public void Known_initialisers_are_cases_of_it()
    {
        Assert.Equal(Initializers.HeNormal<double>()(Seed, [5, 3], 5, 3), Initializers.VarianceScaling<double>(2, FanMode.In, WeightDistribution.Normal)(Seed, [5, 3], 5, 3));
        Assert.Equal(
            Initializers.GlorotUniform<float>()(Seed, [5, 3], 5, 3), Initializers.VarianceScaling<float>(1, FanMode.Average, WeightDistribution.Uniform)(Seed, [5, 3], 5, 3));
    }

    /// <summary>
    /// Within c deviations the second moment is 1 − 2c·φ(c)/(2Φ(c) − 1), and (2Φ(a) − 1)/(2Φ(c) − 1) of all lie within a. Below 1.2 deviations they are drawn in
    /// another way.
    /// </summary>
    [Theory]
    [InlineData(2, 0.773741, 2.3656, 1, 0.715233)]
    [InlineData(0.5, 0.080589, 1.8345, 0.25, 0.515539)]
    [InlineData(9, 1, 3, 1, 0.682689)]
    public void A_truncated_normal_number_is_a_normal_one_that_is_not_too_far(double limit, double variance, double kurtosis, double within, double part)
    {
        var draws = Seed.TruncatedNormal<double>([40_000], 3, 2, limit);
        var z = (draws - 3.0) / 2.0;

        Assert.InRange(z.Abs().Max().Scalar, 0, limit);
        Near(0, z.Mean().Scalar, Math.Sqrt(variance / z.Length));
        Near(variance, z.Variance().Scalar, variance * Math.Sqrt((kurtosis - 1) / z.Length));
        Near(part, z.Count(each => Math.Abs(each) <= within) / (double)z.Length, Math.Sqrt(part * (1 - part) / z.Length));
    }

    /// <summary>The columns of a tall matrix, the rows of a wide one: products of two are off by no more than the rounding of their terms.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 7)]
    [InlineData(65, 20)]
    [InlineData(20, 65)]
    [InlineData(200, 200)]
    public void Orthogonal_weights_have_right_angles(int rows, int columns)
    {
        var few = Math.Min(rows, columns);
        var weights = Initializers.Orthogonal<double>()(Seed, [rows, columns], rows, columns);
        var single = Initializers.Orthogonal<float>(2)(Seed, [rows, columns], rows, columns).Cast<double>();

        Assert.InRange((Products(weights) - Tensor.Identity<double>(few)).Abs().Max().Scalar, 0, Math.Max(rows, columns) * 2.2e-16);
        Assert.InRange((Products(single) - 4.0 * Tensor.Identity<double>(few)).Abs().Max().Scalar, 0, 4 * 3 * 6e-8);
        Tensor<double> Products(Tensor<double> x) => x.MatMul(x, rows >= columns ? Transposed.Left : Transposed.Right);
    }

    [Fact]
    public void The_kernel_of_a_convolution_is_a_matrix_of_its_outputs()
    {
        var kernel = Initializers.Orthogonal<double>()(Seed, [3, 3, 4, 8], 36, 72).Reshape(36, 8);

        Assert.InRange((kernel.MatMul(kernel, Transposed.Left) - Tensor.Identity<double>(8)).Abs().Max().Scalar, 0, 1e-14);
    }

    /// <summary>Without the sign of R's diagonal, Q of one number would always be −1, and reflections would not be as frequent as rotations.</summary>
    [Fact]
    public void Every_orthogonal_matrix_is_as_likely_as_the_other()
    {
        const int draws = 2000;
        var ones = Enumerable.Range(0, draws).Count(i => Initializers.Orthogonal<double>()(Seed.Split(i), [1, 1], 1, 1).Scalar > 0);
        var pairs = Enumerable.Range(0, draws).Select(i => Initializers.Orthogonal<double>()(Seed.Split(i), [2, 2], 2, 2)).ToArray();

        Near(draws / 2.0, ones, Math.Sqrt(draws / 4.0));
        Near(draws / 2.0, pairs.Count(static q => q.Determinant().Scalar > 0), Math.Sqrt(draws / 4.0));
        for (var quadrant = 0; quadrant < 4; quadrant++)
            Near(draws / 4.0, pairs.Count(q => q[0, 0] > 0 == (quadrant & 1) > 0 && q[1, 0] > 0 == (quadrant & 2) > 0), Math.Sqrt(draws * 3 / 16.0));
        // The square of a cosine of a uniform angle has mean ½ and variance ⅛.
        Near(0.5, pairs.Average(static q => q[0, 0] * q[0, 0]), Math.Sqrt(1.0 / 8 / draws));
    }

    [Fact]
    public void Sparse_weights_have_as_many_zeros_for_each_output()
    {
        var weights = Initializers.Sparse<double>(0.75, 0.5)(Seed, [50, 400], 50, 400);
        var used = weights.Equality(0.0).Transpose();

        Assert.All(Enumerable.Range(0, 400), output => Assert.Equal(38, used.TakeRows(output).Sum().Scalar));
        Near(0.25 * 12 / 50, (weights * weights).Mean().Scalar, 0.25 * Math.Sqrt(2.0 / (12 * 400)) * 12 / 50);
        // Which are zero differs: for each input as often as chance has it.
        Assert.All(Enumerable.Range(0, 50), input => Near(400 * 0.76, used.TakePlaces(1, input).Sum().Scalar, Math.Sqrt(400 * 0.76 * 0.24)));
        Assert.Equal(Tensor.Zeros<double>([3, 2]), Initializers.Sparse<double>(1)(Seed, [3, 2], 3, 2));
    }

    [Fact]
    public void An_identity_is_one_in_the_middle_of_a_kernel_and_in_each_group()
    {
        var kernel = Initializers.Identity<float>(2)(Seed, [3, 4, 2, 3], 24, 36);

        Assert.Equal(Tensor.Identity<float>(3), Initializers.Identity<float>()(Seed, [3, 3], 3, 3));
        Assert.Equal(2 * Tensor.Matrix<float>([[1, 0, 0], [0, 1, 0]]), kernel[1..2, 1..2].Reshape(2, 3));
        Assert.Equal(4f, kernel.Abs().Sum().Scalar);
        Assert.Equal(
            Tensor.Matrix<float>([[1, 0, 1, 0], [0, 1, 0, 1]]), Initializers.Identity<float>(groups: 2)(Seed, [1, 2, 4], 2, 4).Reshape(2, 4));
        Assert.Equal(Tensor.Full([2, 5], -0.5f), Initializers.Constant<float>(-0.5)(Seed, [2, 5], 2, 5));
    }

    [Fact]
    public void The_fans_of_a_kernel_count_its_places()
    {
        Assert.Equal((300, 100), Initializers.FansOf([300, 100]));
        Assert.Equal((3 * 5 * 8, 3 * 5 * 16), Initializers.FansOf([3, 5, 8, 16]));
        Assert.Equal((3 * 4, 3 * 4), Initializers.FansOf([3, 4, 8], groups: 2));
        Assert.Equal((9, 9), Initializers.FansOf([3, 3, 1, 32], groups: 32));
    }

    [Fact]
    public void Shapes_that_are_no_weights_are_refused()
    {
        Refused.Shape(() => Initializers.FansOf([3]), "Fans", "[3]");
        Refused.Shape(() => Initializers.FansOf([3, 0]), "Fans", "[3, 0]");
        Refused.Shape(() => Initializers.FansOf([3, 3, 4, 6], 4), "Fans", "6 outputs", "[3, 3, 4, 6]", "4 groups");
        Refused.Shape(() => Initializers.Orthogonal<double>()(Seed, [4], 4, 4), "Orthogonal", "[4]");
        Refused.Shape(() => Initializers.Sparse<double>()(Seed, [], 1, 1), "Sparse", "[]");
        Refused.Shape(() => Initializers.Identity<double>(groups: 3)(Seed, [2, 4], 2, 4), "Identity", "4 outputs", "[2, 4]", "3 groups");
        Refused.With<ArgumentOutOfRangeException>(() => Initializers.VarianceScaling<double>(1, FanMode.Out)(Seed, [2, 2], 2, 0), "fanOut", "0");
    }

    /// <summary>Within five standard deviations of the estimate.</summary>
    private static void Near(double expected, double actual, double deviation) => Assert.InRange(actual, expected - 5 * deviation, expected + 5 * deviation);
}
