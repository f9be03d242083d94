using static Functional.Layers<double>;

namespace Functional.Tests.Layers;

/// <summary>What layers over windows do in corners: ties, NaN, infinities, padding, and places that no window reaches.</summary>
public class PoolingTests
{
    private const double NaN = double.NaN, Infinity = double.PositiveInfinity;

    [Fact]
    public void Of_equal_maxima_the_first_in_row_major_order_has_the_cotangent()
    {
        var (y, dx) = Run(MaxPool([2, 2]), Image([[1, 3], [3, 3]]), Image([[5]]));

        Assert.Equal(Image([[3]]), y);
        Assert.Equal(Image([[0, 5], [0, 0]]), dx);
    }

    /// <summary>Also in the general loop, which overlapping windows take: both windows choose the first of their two.</summary>
    [Fact]
    public void Of_equal_maxima_of_windows_that_overlap_each_gives_to_its_first() =>
        Assert.Equal(Line(2, 3, 0), Run(MaxPool([2], [1]), Line(7, 7, 7), Line(2, 3)).Dx);

    [Fact]
    public void Cotangents_of_windows_with_one_maximum_are_added() =>
        Assert.Equal(Line(0, 5, 0), Run(MaxPool([2], [1]), Line(1, 7, 1), Line(2, 3)).Dx);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void NaN_passes_through_a_maximum_wherever_it_is_and_has_the_cotangent(int place)
    {
        var x = Tensor.Generate<double>([1, 2, 2, 1], i => i == place ? NaN : Infinity);
        foreach (var layer in new[] { MaxPool([2, 2]), Chain(Relu, MaxPool([2, 2])), Chain(MaxPool([2, 2]), Relu), AdaptiveMaxPool([1, 1]) })
        {
            var (y, dx) = Run(layer, x, Image([[5]]));
            Assert.Equal(Image([[NaN]]), y);
            Assert.Equal(Tensor.Generate<double>([1, 2, 2, 1], i => i == place ? 5 : 0), dx);
        }
    }

    [Fact]
    public void A_window_of_negative_infinities_has_one_as_its_maximum_at_the_first_place_that_is_no_padding()
    {
        var (y, dx) = Run(MaxPool([3], [3], Padding.Explicit([2], [0])), Line(-Infinity, 1, 2, 3), Line(5, 7));

        Assert.Equal(Line(-Infinity, 3), y);
        Assert.Equal(Line(5, 0, 0, 7), dx);
    }

    [Fact]
    public void Padding_is_never_the_maximum_of_negative_numbers() =>
        Assert.Equal(Line(-2, -1, -1), Run(MaxPool([3], [1], Padding.Same), Line(-2, -3, -1), Line(0, 0, 0)).Y);

    [Fact]
    public void Rows_that_no_stride_reaches_have_gradient_zero_in_their_place()
    {
        var x = Tensor.Generate<double>([1, 5, 3, 1], static i => i);
        var dx = Run(MaxPool([2, 2]), x, Tensor.Ones<double>([1, 2, 1, 1])).Dx;

        Assert.Equal(Image([[0, 0, 0], [0, 1, 0], [0, 0, 0], [0, 1, 0], [0, 0, 0]]), dx);
        Assert.Equal(Line(0.5, 0.5, 0.5, 0.5, 0), Run(AveragePool([2]), Line(1, 2, 3, 4, 5), Line(1, 1)).Dx);
    }

    [Fact]
    public void Not_a_number_in_a_place_that_no_window_reads_changes_nothing()
    {
        var (y, dx) = Run(MaxPool([2]), Line(1, 2, NaN), Line(1));

        Assert.Equal(Line(2), y);
        Assert.Equal(Line(0, 1, 0), dx);
    }

    [Fact]
    public void At_an_edge_a_mean_is_over_what_is_there_or_over_the_window()
    {
        Assert.Equal(Line(1.5, 2, 2.5), Run(AveragePool([3], [1], Padding.Same, countPadding: false), Line(1, 2, 3), Line(0, 0, 0)).Y);
        Assert.Equal(Line(1, 2, 5 / 3.0), Run(AveragePool([3], [1], Padding.Same), Line(1, 2, 3), Line(0, 0, 0)).Y);
    }

    [Fact]
    public void A_rectified_maximum_is_shut_where_it_is_not_above_zero()
    {
        foreach (var layer in new[] { Chain(Relu, MaxPool([2])), Chain(MaxPool([2]), Relu) })
        {
            var (y, dx) = Run(layer, Line(-1, 0, -2, 3, -1, -5), Line(1, 1, 1));
            Assert.Equal(Line(0, 3, 0), y);
            Assert.Equal(Line(0, 0, 0, 1, 0, 0), dx);
            Assert.All(y, static number => Assert.False(double.IsNegative(number)));
        }
    }

    /// <summary>Of two windows one is all zeros: the norm has a kink there, and its derivative is taken to be 0.</summary>
    [Fact]
    public void A_norm_of_zeros_has_derivative_zero_and_large_numbers_do_not_overflow()
    {
        Assert.Equal(Line(0, 0, 0.6, 0.8), Run(PowerPool(2, [2]), Line(0, 0, 3, 4), Line(1, 1)).Dx, Near);
        Assert.Equal(Line(5e200), Run(PowerPool(2, [2]), Line(3e200, 4e200), Line(1)).Y, (a, b) => Near(a / 1e200, b / 1e200));
        Assert.Equal(Line(7), Run(PowerPool(1, [3]), Line(-1, 2, -4), Line(1)).Y, Near);
    }

    [Fact]
    public void A_window_of_many_places_remembers_a_longer_number()
    {
        var x = Tensor.Generate<double>([1, 70_000, 1], static i => i == 69_999 ? 1 : 0);
        var dx = Run(GlobalMaxPool, x, Tensor.Ones<double>([1, 1])).Dx;

        Assert.Equal(x, dx);
        Assert.Equal(1, Run(AdaptiveMaxPool([1]), x[.., 69_700.., ..], Tensor.Ones<double>([1, 1, 1])).Dx[0, 299, 0]);
    }

    [Fact]
    public void The_way_back_of_a_maximum_keeps_a_byte_an_output_with_a_rectifier_and_a_convolution_before_it_too()
    {
        Assert.Equal(3 * 4 * 4 * 5, Layers<float>.MaxPool([2, 2]).Describe([8, 8, 5], 3).BytesKept);
        Assert.Equal(3 * 4 * 4 * 5, Layers<float>.Chain(Layers<float>.Relu, Layers<float>.MaxPool([2, 2])).Describe([8, 8, 5], 3).BytesKept);
        Assert.Equal(3 * 4 * 4 * 5, Layers<float>.Chain(
            Layers<float>.Convolution(5, [3, 3], padding: Padding.Same), Layers<float>.Relu, Layers<float>.MaxPool([2, 2])).Describe([8, 8, 2], 3).BytesKept);
        Assert.Equal(0, Layers<float>.AveragePool([2, 2]).Describe([8, 8, 5], 3).BytesKept);
    }

    [Fact]
    public void In_a_workspace_the_places_are_counted_as_far_as_they_go()
    {
        var found = new List<long?>();
        new Workspace().Repeat(Tensor.Ones<float>([3]), 3, x =>
        {
            found.Add(Layers<float>.MaxPool([2, 2]).Describe([82, 82, 5], 3).BytesKept);
            return x + 1f;
        });

        Assert.Equal([3 * 41 * 41 * 5, 3 * 41 * 41 * 5, 3 * 41 * 41 * 5], found);
    }

    [Fact]
    public void A_way_back_after_its_step_of_a_workspace_says_that_the_memory_is_gone()
    {
        Func<Tensor<double>, Tensor<double>> back = null!;
        var x = Tensor.Ones<double>([4, 32, 32, 8]);
        new Workspace().Run(() =>
        {
            back = Differentiable.Trace((Tensor<double> x) => MaxPool([2, 2]).At(TensorTree<double>.Empty)(x).Output)(x).Pullback;
            return Tensor.Ones<double>([1]);
        });

        Assert.Contains("workspace", Assert.Throws<InvalidOperationException>(() => back(Tensor.Ones<double>([4, 16, 16, 8]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Straight_lines_stay_straight_and_corners_are_where_they_are_asked_to_be()
    {
        Assert.Equal(Line(0, 1, 2, 3), Run(Upsample([2], Interpolation.Linear, alignCorners: true), Line(0, 3), Line(0, 0, 0, 0)).Y, Near);
        Assert.Equal(Line(0, 0.75, 2.25, 3), Run(Upsample([2], Interpolation.Linear), Line(0, 3), Line(0, 0, 0, 0)).Y, Near);
        Assert.Equal(Line(0, 0, 3, 3), Run(Upsample([2]), Line(0, 3), Line(0, 0, 0, 0)).Y);
    }

    [Fact]
    public void Places_of_a_block_are_channels_in_row_major_order_each_with_its_own_channels_side_by_side()
    {
        var x = Tensor.Generate<double>([1, 1, 1, 8], static i => i);

        Assert.Equal(Tensor.Create<double>([1, 2, 2, 2], [0, 1, 2, 3, 4, 5, 6, 7]), Run(PixelShuffle(2), x, Tensor.Zeros<double>([1, 2, 2, 2])).Y);
        Assert.Equal(x, Run(PixelShuffle(2).Then(PixelUnshuffle(2)), x, x).Y);
    }

    private static bool Near(Tensor<double> expected, Tensor<double> actual) =>
        expected.Shape == actual.Shape && expected.Zip(actual, static (a, b) => a - b).All(static difference => Math.Abs(difference) < 1e-14);

    private static (Tensor<double> Y, Tensor<double> Dx) Run(Layer<double, Tensor<double>, Tensor<double>> layer, Tensor<double> x, Tensor<double> dy)
    {
        var (y, back) = layer.At(TensorTree<double>.Empty)(x);
        return (y, back(dy));
    }

    /// <summary>One image of one channel.</summary>
    private static Tensor<double> Image(double[][] rows) => Tensor.Create<double>([1, rows.Length, rows[0].Length, 1], [.. rows.SelectMany(static row => row)]);

    /// <summary>One line of one channel.</summary>
    private static Tensor<double> Line(params double[] numbers) => Tensor.Create<double>([1, numbers.Length, 1], numbers);
}
