namespace Functional.Tests.Evaluation;

/// <summary>What metrics do that neither scikit-learn nor a law says.</summary>
public sealed class MetricTests
{
    /// <summary>N(100, 0.01²) in float, in batches of 10: a sum of squares would keep none of the variance's digits.</summary>
    [Fact]
    public void A_spread_that_is_small_beside_its_offset_is_not_lost()
    {
        var numbers = Key.FromSeed(1).Normal<float>([10_000], 100, 0.01);
        var exact = numbers.Select(static x => (decimal)(long)(x * 131072.0) / 131072).ToArray();       // a float near 100 is a multiple of 2⁻¹⁷
        var mean = exact.Average();
        var variance = (double)exact.Average(x => (x - mean) * (x - mean));
        var batches = Enumerable.Range(0, 1000).Select(batch => Moments.Of(numbers[(10 * batch)..(10 * batch + 10)])).ToArray();

        Assert.All((Moments[])[Moments.Of(numbers), batches.Combine(), batches.Aggregate(Moments.Empty, static (sum, each) => sum + each)], moments =>
        {
            Assert.Equal(10_000, moments.Count);
            Assert.InRange(moments.Mean - (double)mean, -1e-12, 1e-12);                         // some units of the last place of 100
            Assert.InRange(moments.Variance() / variance - 1, -1e-10, 1e-10);                   // a mean that is off by 10⁻¹³ moves each distance by 10⁻¹¹ of itself
            Assert.Equal(double.Sqrt(moments.Variance(1)), moments.StandardDeviation(1));
        });
    }

    [Fact]
    public void The_spread_of_the_targets_is_not_lost_in_R_squared_either()
    {
        var targets = Key.FromSeed(1).Normal<double>([1000], 100, 0.01);
        var outputs = targets + Key.FromSeed(2).Normal<double>([1000], deviation: 0.01);
        var all = Enumerable.Range(0, 100).Select(batch => RegressionErrors.Of(outputs[(10 * batch)..(10 * batch + 10)], targets[(10 * batch)..(10 * batch + 10)])).Combine();
        var (centred, errors) = (targets - 100.0, targets - outputs);

        Assert.Equal(1 - (errors * errors).Sum().Scalar / ((centred * centred).Sum().Scalar - centred.Sum().Scalar * centred.Mean().Scalar), all.RSquared, 1e-10);
    }

    [Fact]
    public void Unequal_batches_weigh_as_many_samples_as_they_have()
    {
        var (one, other) = (Accuracy.Of(Labels.Create(1), Labels.Create(1)), Accuracy.Of(Labels.Create(0, 0, 0), Labels.Create(1, 1, 1)));

        Assert.Equal(0.25, (one + other).Value);
        Assert.Equal(0.25, (Moments.Of<double>([1]) + Moments.Of<double>([0, 0, 0])).Mean);
    }

    [Fact]
    public void A_confidence_on_a_bound_is_in_the_bin_below_in_both_precisions()
    {
        for (var bound = 1; bound < 10; bound++)
        {
            int[] expected = [.. Enumerable.Range(0, 10).Select(bin => bin == bound - 1 ? 1 : 0)];
            Assert.Equal(expected, Yes(bound / 10.0).Bins.Select(static bin => (int)bin.Count));
            Assert.Equal(expected, Yes(bound / 10f).Bins.Select(static bin => (int)bin.Count));
            Assert.Equal(1, Yes(double.BitIncrement(bound / 10.0)).Bins[bound].Count);
        }
        Assert.Equal((1, 1), (Yes(0.0).Bins[0].Count, Yes(1.0).Bins[9].Count));

        static Calibration Yes<T>(T probability)
            where T : struct, System.Numerics.IFloatingPointIeee754<T> => Calibration.Of(Tensor.Vector(probability), Tensor.Vector(T.One));
    }

    [Fact]
    public void An_empty_bin_has_neither_confidence_nor_accuracy()
    {
        var bins = Calibration.Of(Tensor.Vector(0.75, 0.625), Tensor.Vector(1.0, 0), bins: 2).Bins;

        Assert.Equal((0, 0.5, 0, null, null), bins[0]);
        Assert.Equal((0.5, 1, 2, 0.6875, 0.5), bins[1]);
    }

    [Fact]
    public void Two_classes_have_twice_the_Brier_score_of_the_question_whether_it_is_the_second()
    {
        var second = Tensor.Vector(0.25, 0.75, 1);
        var both = Tensor.Stack(1, 1.0 - second, second);

        Assert.Equal(2 * BrierScore.Of(second, Tensor.Vector(0.0, 0, 1)).Value, BrierScore.Of(both, Labels.Create(0, 0, 1)).Value);
        Assert.Equal(LogLoss.OfProbabilities(second, Tensor.Vector(0.0, 0, 1)).Value, LogLoss.OfProbabilities(both, Labels.Create(0, 0, 1)).Value);
    }

    [Fact]
    public void One_class_is_ranked_against_all_others()
    {
        var probabilities = Tensor.Matrix<double>([0.5, 0.25, 0.25], [0.25, 0.5, 0.25], [0.125, 0.75, 0.125]);

        Assert.Equal(
            Ranking.Of(Tensor.Vector(0.25, 0.5, 0.75), Tensor.Vector(0.0, 1, 0)),
            Ranking.Of(probabilities, Labels.Create(0, 1, 2), positive: 1));
        Assert.Equal(0.5, Ranking.Of(probabilities, Labels.Create(0, 1, 2), positive: 1).AreaUnderRoc);
    }

    /// <summary>In time that grows with the scores and not with their square, or this does not end.</summary>
    [Fact]
    public void The_area_under_the_curve_of_very_many_different_scores_is_counted()
    {
        const int pairs = 500_000;
        var scores = Tensor.Generate<double>([2 * pairs], static i => i);

        Assert.Equal((pairs + 1) / (2.0 * pairs), Ranking.Of(scores, Tensor.Generate<double>([2 * pairs], static i => i % 2)).AreaUnderRoc);
    }

    [Fact]
    public void A_perplexity_of_as_many_tokens_as_there_are_is_that_of_a_guess()
    {
        Assert.Equal(65, LogLoss.OfLogits(Tensor.Zeros<float>([2, 10, 65]), Indices.Of([2, 10], new int[20])).Perplexity, 1e-12);
        Assert.Equal(double.Exp(2.5), (LogLoss.OfLogLikelihood(-200, 60) + LogLoss.OfLogLikelihood(-50, 40)).Perplexity);
    }

    [Fact]
    public void Outputs_are_averaged_where_scikit_learn_averages_them_and_can_be_looked_at_alone()
    {
        Tensor<double> outputs = Tensor.Matrix<double>([1, 0], [2, 4], [3, 0]), targets = Tensor.Matrix<double>([1, 1], [2, 2], [3, 3]);
        var errors = RegressionErrors.Of(outputs, targets);

        Assert.Equal((2, 3), (errors.Outputs, errors.Count));
        Assert.Equal(1, errors[0].RSquared);
        Assert.Equal(-6, errors[1].RSquared, 1e-14);                    // 1 − (1 + 4 + 9) / 2
        Assert.Equal(-2.5, errors.RSquared, 1e-14);
        Assert.Equal((1, 7 / 3.0, 3), (errors.MeanAbsolute, errors.MeanSquared, errors.Maximum));
        Assert.Equal(0, errors[0].Maximum);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(64)]
    public void Many_parts_are_combined_in_their_order(int count)
    {
        var joined = Enumerable.Range(0, count).Select(static i => new Word(Invariant($"{i},"))).Combine();

        Assert.Equal(string.Concat(Enumerable.Range(0, count).Select(static i => Invariant($"{i},"))), joined.Text);
    }

    /// <summary>What is associative and nothing more.</summary>
    private sealed record Word(string Text) : IMetric<Word>
    {
        public static Word Empty { get; } = new("");

        public long Count => Text.Length;

        public static Word operator +(Word left, Word right) => new(left.Text + right.Text);
    }
}
