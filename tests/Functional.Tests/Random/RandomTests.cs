namespace Functional.Tests.Random;

public class RandomTests
{
    private const int Many = 100_000;
    private static readonly Key Seed = Key.FromSeed(9);

    [Fact]
    public void Splits_and_draws_of_a_key_are_all_different()
    {
        var splits = Enumerable.Range(-500, 1000).Select(Seed.Split)
            .Concat(Enumerable.Range(0, 1000).Select(i => Seed.Split($"name {i}")))
            .Concat(Enumerable.Range(0, 1000).Select(i => Seed.Split($"{i}")))
            .Select(key => ((ulong)key.Second << 32) | key.First)
            .Concat(Enumerable.Range(0, 1000).Select(Seed.Bits))
            .ToArray();

        Assert.Equal(splits.Length, splits.Distinct().Count());
        Assert.NotEqual(Seed.Split("ab").Split("c"), Seed.Split("a").Split("bc"));
        Assert.NotEqual(Seed.Split(""), Seed);
        Assert.NotEqual(Seed.Split("a"), Seed.Split("a\0"));
    }

    [Fact]
    public void Uniform_numbers_have_their_mean_and_variance_and_bounds()
    {
        var draws = Seed.Uniform<double>([Many], -1, 3);

        Assert.All(draws, value => Assert.InRange(value, -1, 3));
        Near(1, draws.Mean().Scalar, Math.Sqrt(16 / 12.0 / Many));
        Near(16 / 12.0, Variance(draws), 16 / 12.0 * Math.Sqrt(0.8 / Many));             // kurtosis 1.8
    }

    [Fact]
    public void Normal_numbers_have_their_moments()
    {
        var draws = Seed.Normal<double>([Many], 5, 2);
        var standard = (draws - 5.0) / 2.0;

        Near(0, standard.Mean().Scalar, 1 / Math.Sqrt(Many));
        Near(1, Variance(standard), Math.Sqrt(2.0 / Many));
        Near(0, (standard * standard * standard).Mean().Scalar, Math.Sqrt(15.0 / Many));
        Near(3, (standard * standard * standard * standard).Mean().Scalar, Math.Sqrt(96.0 / Many));
        Near(0, standard.Span[..^1].ToArray().Zip(standard.Span[1..].ToArray(), (x, y) => x * y).Average(), 1 / Math.Sqrt(Many));
    }

    [Fact]
    public void A_draw_of_float_is_that_of_double_rounded()
    {
        Assert.Equal(Seed.Normal<double>([100]).Select(value => (float)value), Seed.Normal<float>([100]));
        Assert.Equal(Seed.Uniform<double>([100]).Select(value => (float)value), Seed.Uniform<float>([100]));
    }

    [Fact]
    public void Every_permutation_is_as_likely_as_the_other()
    {
        const int runs = 6000;
        var counts = Enumerable.Range(0, runs).GroupBy(i => string.Concat(Seed.Split(i).Permutation(3))).ToDictionary(group => group.Key, group => group.Count());

        Assert.Equal(["012", "021", "102", "120", "201", "210"], counts.Keys.Order());
        Assert.All(counts.Values, count => Near(runs / 6.0, count, Math.Sqrt(runs * (1 / 6.0) * (5 / 6.0))));
        Assert.Equal(Enumerable.Range(0, 1000), Seed.Permutation(1000).Order());
    }

    [Fact]
    public void Initialisers_have_their_variances()
    {
        const int fanIn = 300, fanOut = 100;
        (WeightInitializer<double> Initializer, double Variance, double Kurtosis)[] all =
        [
            (Initializers.GlorotUniform<double>(), 2.0 / (fanIn + fanOut), 1.8), (Initializers.GlorotNormal<double>(), 2.0 / (fanIn + fanOut), 3),
            (Initializers.HeUniform<double>(), 2.0 / fanIn, 1.8), (Initializers.HeNormal<double>(), 2.0 / fanIn, 3),
            (Initializers.LeCunUniform<double>(), 1.0 / fanIn, 1.8), (Initializers.LeCunNormal<double>(), 1.0 / fanIn, 3),
        ];

        Assert.All(all, each =>
        {
            var weights = each.Initializer(Seed, [fanIn, fanOut], fanIn, fanOut);
            Near(0, weights.Mean().Scalar, Math.Sqrt(each.Variance / weights.Length));
            Near(each.Variance, Variance(weights), each.Variance * Math.Sqrt((each.Kurtosis - 1) / weights.Length));
        });
    }

    private static double Variance(Tensor<double> draws) => ((draws - draws.Mean()) * (draws - draws.Mean())).Mean().Scalar;

    /// <summary>Within five standard deviations of the estimate.</summary>
    private static void Near(double expected, double actual, double deviation) => Assert.InRange(actual, expected - 5 * deviation, expected + 5 * deviation);
}
