using static Functional.Tests.Tensors.Refused;

namespace Functional.Tests.Data;

/// <summary>Standardisation at every scale and offset that the element type holds.</summary>
public class StandardizationTests
{
    private static readonly Key Seed = Key.FromSeed(6);

    [Theory]
    [InlineData(14.62)]
    [InlineData(0.1)]
    [InlineData(-8730.3)]
    [InlineData(0)]
    [InlineData(1e-310)]
    [InlineData(double.Epsilon)]
    [InlineData(1e300)]
    [InlineData(-double.MaxValue)]
    public void A_constant_feature_has_exactly_its_constant_for_the_mean_and_the_deviation_one(double constant)
    {
        foreach (var rows in (int[])[1, 2, 3, 10, 1000, 4097])
        {
            var fitted = Standardization.Fit(Tensor.Full([rows, 3], constant));
            Assert.Equal(Tensor.Full([3], constant), fitted.Mean);
            Assert.Equal(Tensor.Ones<double>([3]), fitted.Deviation);
        }
    }

    [Theory]
    [InlineData(8730.3f)]
    [InlineData(0.1f)]
    [InlineData(1e-40f)]
    [InlineData(1e38f)]
    [InlineData(float.MaxValue)]
    public void So_it_is_in_float(float constant)
    {
        foreach (var rows in (int[])[1, 3, 1000, 4097])
        {
            var fitted = Standardization.Fit(Tensor.Full([rows, 3], constant));
            Assert.Equal(Tensor.Full([3], constant), fitted.Mean);
            Assert.Equal(Tensor.Ones<float>([3]), fitted.Deviation);
        }
    }

    [Fact]
    public void What_was_constant_is_told_from_what_is_not_by_how_far_it_is()
    {
        var applied = Standardization.Fit(Tensor.Full([1000, 1], 14.62)).Apply(Tensor.Matrix<double>([14.7], [14.62]));

        Assert.Equal(Tensor.Matrix<double>([14.7 - 14.62], [0]), applied);
    }

    [Fact]
    public void A_feature_that_varies_by_rounding_alone_counts_as_constant()
    {
        var rounded = Tensor.Generate<double>([1000, 1], static i => i % 2 == 0 ? 14.62 : double.BitIncrement(14.62));

        Assert.Equal(Tensor.Ones<double>([1]), Standardization.Fit(rounded).Deviation);
    }

    /// <summary>−1, 0, 1, −1, … at an offset: the deviation is √(2/3).</summary>
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 1e-310)]
    [InlineData(0, 1e-200)]
    [InlineData(0, 1e200)]
    [InlineData(0, 1e300)]
    [InlineData(1e4, 1e-2)]
    [InlineData(1e8, 1)]
    [InlineData(-1e15, 4)]
    public void Mean_and_deviation_are_right_at_every_scale_and_offset(double offset, double scale)
    {
        var features = Tensor.Generate<double>([3000, 2], i => offset + scale * (i / 2 % 3 - 1));
        var fitted = Standardization.Fit(features);

        Assert.All(fitted.Mean, mean => Assert.InRange(mean, offset - 1e-15 * (double.Abs(offset) + scale), offset + 1e-15 * (double.Abs(offset) + scale)));
        // The features themselves are rounded at their offset.
        var rounding = 1e-12 + 4 * 1.2e-16 * double.Abs(offset) / scale + double.Epsilon / scale;
        Assert.All(fitted.Deviation, deviation => Assert.InRange(deviation / (scale * double.Sqrt(2 / 3.0)), 1 - rounding, 1 + rounding));
        Assert.True(fitted.Apply(features).IsFinite);
    }

    [Theory]
    [InlineData(0, 1e-40f)]
    [InlineData(0, 1e-25f)]
    [InlineData(0, 1e25f)]
    [InlineData(0, 1e38f)]
    [InlineData(10000, 0.01f)]
    public void So_they_are_in_float(float offset, float scale)
    {
        var features = Tensor.Generate<float>([3000, 2], i => offset + scale * (i / 2 % 3 - 1));
        var fitted = Standardization.Fit(features);

        // Against the same features in double, which hold them exactly.
        var exact = Standardization.Fit(features.Cast<double>());
        for (var i = 0; i < 2; i++)
        {
            Assert.InRange(fitted.Mean.Span[i] - exact.Mean.Span[i], -1e-7 * (offset + scale), 1e-7 * (offset + scale));
            Assert.InRange(fitted.Deviation.Span[i] / exact.Deviation.Span[i], 1 - 1e-4, 1 + 1e-4);
        }
        Assert.True(fitted.Apply(features).IsFinite);
    }

    [Fact]
    public void Features_of_all_scales_stand_side_by_side()
    {
        double[] scales = [1e-310, 1, 1e300];
        var features = Tensor.Generate<double>([300, 3], i => scales[i % 3] * (i / 3 % 3 - 1));
        var applied = Standardization.Fit(features).Apply(features);

        Assert.All((applied * applied).Mean([0]), static variance => Assert.InRange(variance, 1 - 1e-9, 1 + 1e-9));
    }

    [Fact]
    public void One_sample_is_all_that_is_known_of_its_features()
    {
        var one = Tensor.Matrix<double>([14.62, -3]);

        Assert.Equal((one.Reshape(2), Tensor.Ones<double>([2])), (Standardization.Fit(one).Mean, Standardization.Fit(one).Deviation));
    }

    [Fact]
    public void Samples_that_are_numbers_have_one_feature() => Assert.Equal([], Standardization.Fit<double>([1, 2, 3]).Mean.Shape);

    [Fact]
    public void A_feature_that_varies_by_less_than_the_element_type_holds_is_refused() =>
        Message(() => Standardization.Fit(Tensor.Generate<float>([9, 1], static i => i == 0 ? float.Epsilon : 0)), "feature 0", "0 as a Single");

    [Fact]
    public void A_feature_that_varies_by_more_than_the_element_type_holds_is_refused() =>
        Message(() => Standardization.Fit(Tensor.Generate<double>([9, 1], static i => i == 4 ? double.MaxValue : -double.MaxValue)), "feature 0 of sample 4", "Double");

    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(double.NaN)]
    public void A_number_that_is_not_finite_is_refused_in_fitting_and_stays_so_in_applying(double number)
    {
        Message(() => Standardization.Fit(Tensor.Matrix<double>([1, 2], [3, number])), "feature 1 of sample 1");
        Assert.Equal(number, Standardization.Fit(Tensor.Matrix<double>([1, 2], [3, 5])).Apply(Tensor.Matrix<double>([1, number]))[0, 1]);
    }

    [Fact]
    public void Nothing_is_learnt_from_nothing()
    {
        Message(() => Standardization.Fit(Tensor.Zeros<double>([0, 3])), "[0, 3]");
        Message(() => Standardization.Fit(Tensor.Zeros<double>([3, 0])), "[3, 0]");
        Message(() => Standardization.Fit(Tensor.Zeros<double>([])), "[]");
    }

    [Fact]
    public void Applying_to_no_samples_makes_none() =>
        Assert.Equal([0, 2], Standardization.Fit(Tensor.Matrix<double>([1, 2], [3, 5])).Apply(Tensor.Zeros<double>([0, 2])).Shape);

    [Fact]
    public void A_score_that_is_no_number_makes_no_class_the_most_likely()
    {
        Message(() => Labels.ArgMax(Tensor.Matrix<double>([1, 2, 0], [0, 1, double.NaN])), "class 2 in row 1", "NaN");
        Assert.Equal([1, 0], Labels.ArgMax(Tensor.Matrix<double>([1, double.PositiveInfinity], [0, double.NegativeInfinity])));
        Assert.Empty(Labels.ArgMax(Tensor.Zeros<double>([0, 3])));
        Message(() => Labels.ArgMax(Tensor.Zeros<double>([3, 0])), "[3, 0]");
        Message(() => Labels.ArgMax<double>(1.0), "[]");
    }

    [Fact]
    public void No_samples_and_one_are_refused_where_there_are_to_be_parts()
    {
        foreach (var count in (int[])[0, 1])
        {
            Message(() => Numbered(count).Split(0.5, Seed), $"{count} samples");
            Message(() => Numbered(count).SplitStratified(0.5, Seed), "samples");
            Message(() => Numbered(count).Batches(2), "2", $"{count} samples");
        }
        Assert.Single(Numbered(1).Batches(1).Epoch(Seed));
        Assert.Empty(Numbered(0).Shuffle(Seed).Inputs);
        Message(() => new Samples<Tensor<double>, Labels>(1.0, [1]), "rows");
        With<ArgumentOutOfRangeException>(() => Numbered(3).Batches(1).Epoch(Seed, -1), "skip", "-1");
    }

    private static Samples<Tensor<double>, Labels> Numbered(int count) =>
        new(Tensor.Generate<double>([count, 1], i => i), [.. Enumerable.Range(0, count)]);
}
