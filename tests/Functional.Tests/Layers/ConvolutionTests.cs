using static Functional.Layers<double>;
using static Functional.Tests.Tensors.Refused;
using Net = Functional.Layer<double, Functional.Tensor<double>, Functional.Tensor<double>>;

namespace Functional.Tests.Layers;

public class ConvolutionTests
{
    private static readonly Key Seed = Key.FromSeed(20);

    public static TheoryData<Net, Shape, string[]> Unfit => new()
    {
        { Convolution(2, [3, 3]), [2, 5, 1], ["a kernel of 3", "into 2", "[1, 2, 5, 1]", "[3, 3, 1, 2]"] },
        { Convolution(2, [2], dilation: [4]), [4, 1], ["a kernel of 5", "into 4"] },
        { Convolution(2, [1, 3], padding: Padding.Explicit([0, 0], [0, 1]), dilation: [1, 2]), [5, 3, 1], ["a kernel of 5", "into 4"] },
        { Convolution(2, [3, 3]), [5, 5], ["[height, width, channels]", "[5, 5]"] },
        { Convolution(2, [3]), [5, 5, 1], ["[width, channels]", "[5, 5, 1]"] },
        { Convolution(2, [3, 3, 3]), [5, 5, 1], ["[depth, height, width, channels]", "[5, 5, 1]"] },
        { Convolution(4, [3], groups: 2), [5, 3], ["3 channels", "2 groups", "[5, 3]"] },
        { Convolution(4, [3]), [5, 0], ["[5, 0]"] },
        { DepthwiseConvolution([3]), [2, 4], ["a kernel of 3", "into 2"] },
        { SeparableConvolution(2, [3]), [2, 4], ["a kernel of 3", "into 2"] },
        { TransposedConvolution(4, [3], groups: 2), [5, 3], ["3 channels", "2 groups", "[5, 3]"] },
        { TransposedConvolution(4, [2], padding: Padding.Explicit([3])), [2, 3], ["-3 places", "[2, 3]"] },
    };

    public static TheoryData<Net, Shape, Shape, long> Sizes => new()
    {
        { Convolution(2, [3]), [5, 4], [3, 2], 3 * 3 * 4 * 2 },
        { Convolution(2, [3, 3], padding: Padding.Same), [5, 4, 3], [5, 4, 2], 5 * 4 * 9 * 3 * 2 },
        { Convolution(2, [2, 3], strides: [2, 3], padding: Padding.Same), [5, 7, 1], [3, 3, 2], 3 * 3 * 6 * 2 },
        { Convolution(2, [2], strides: [3]), [7, 1], [2, 2], 2 * 2 * 2 },
        { Convolution(2, [2, 2], dilation: [3, 1]), [4, 3, 1], [1, 2, 2], 2 * 4 * 2 },
        { Convolution(4, [1, 1, 1], groups: 2), [2, 3, 4, 6], [2, 3, 4, 4], 24 * 3 * 4 },
        { Convolution(1, [2, 2], padding: Padding.Explicit([1, 0], [0, 2])), [2, 2, 1], [2, 3, 1], 6 * 4 },
        { DepthwiseConvolution([3], multiplier: 2), [5, 4], [3, 8], 3 * 3 * 8 },
        { SeparableConvolution(5, [3]), [5, 4], [3, 5], (3 * 3 * 4) + (3 * 4 * 5) },
        { TransposedConvolution(2, [3], strides: [2]), [4, 3], [9, 2], 4 * 3 * 3 * 2 },
        { TransposedConvolution(2, [3], strides: [2], padding: Padding.Explicit([1]), outputPadding: [1]), [4, 3], [8, 2], 4 * 3 * 3 * 2 },
        { TransposedConvolution(2, [2, 5], strides: [3, 2], padding: Padding.Same), [2, 4, 1], [6, 8, 2], 2 * 4 * 10 * 2 },
    };

    [Theory]
    [MemberData(nameof(Unfit))]
    public void What_does_not_fit_is_refused_at_initialisation_with_its_path(Net layer, Shape input, string[] named)
    {
        var refused = Assert.Throws<LayerException>(() => Chain(Relu, Named("body", layer)).Start(Seed, input));

        Assert.StartsWith("body", refused.Path, StringComparison.Ordinal);
        Assert.All(named, part => Assert.Contains(part, refused.Message, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Output_and_multiply_adds_are_inferred(Net layer, Shape input, Shape output, long multiplyAdds)
    {
        var made = layer.Start(Seed, input);

        Assert.Equal(output, made.Output.Shape);
        Assert.Equal(multiplyAdds, made.MultiplyAdds);
        Assert.Equal(Shape.Create(2).Then(output), layer.At(made.Parameters)(Tensor.Ones<double>(Shape.Create(2).Then(input))).Output.Shape);
    }

    [Fact]
    public void Settings_that_do_not_fit_are_refused_when_the_layer_is_made()
    {
        Message(() => Convolution(0, [3]), "0");
        Message(() => Convolution(2, []), "[]");
        Message(() => Convolution(2, [1, 1, 1, 1]), "[1, 1, 1, 1]");
        Message(() => Convolution(2, [3, 0]), "[3, 0]");
        Message(() => Convolution(2, [3], strides: [0]), "strides", "[0]");
        Message(() => Convolution(2, [3], strides: [1, 1]), "[1, 1]", "[3]");
        Message(() => Convolution(2, [3], dilation: [0]), "dilation", "[0]");
        Message(() => Convolution(2, [3], padding: Padding.Explicit([1, 1])), "[1, 1]", "[3]");
        Message(() => Convolution(3, [3], groups: 2), "3 filters", "2 groups");
        Message(() => DepthwiseConvolution([3], multiplier: 0), "0");
        Message(() => TransposedConvolution(2, [3], outputPadding: [1]), "[1]");
        Message(() => TransposedConvolution(2, [3], outputPadding: [0, 0]), "[0, 0]", "[3]");
        Message(() => TransposedConvolution(2, [3], strides: [2], padding: Padding.Same, outputPadding: [1]), "Same", "[1]");
        Message(() => Padding.Explicit([1], [1, 2]), "[1]", "[1, 2]");
    }

    [Fact]
    public void Tensors_that_do_not_fit_are_refused_with_their_shapes()
    {
        var (x, w) = (Tensor.Ones<double>([2, 5, 3]), Tensor.Ones<double>([2, 3, 4]));

        Shape(() => x.Convolution(Tensor.Ones<double>([2, 2, 4])), "[2, 5, 3]", "[2, 2, 4]");
        Shape(() => x.Convolution(Tensor.Ones<double>([2, 2, 3, 4])), "[2, 5, 3]", "[2, 2, 3, 4]");
        Shape(() => Tensor.Ones<double>([2, 5]).Convolution(w), "[2, 5]");
        Shape(() => x.Convolution(w, new(Strides: [1, 1])), "strides", "[1, 1]");
        Shape(() => x.Convolution(w, bias: Tensor.Ones<double>([3])), "bias", "[4]", "[3]");
        Shape(() => x.Convolution(Tensor.Ones<double>([0, 3, 4])), "[0, 3, 4]");
        Shape(() => Tensor.Ones<double>([2, 4, 4]).TransposedConvolution(w, [7]), "[2, 6, 4]", "[2, 4, 4]");
        Shape(() => Tensor.Ones<double>([2, 4, 4]).TransposedConvolution(w, [5, 1]), "[5, 1]");
        Shape(() => x.ConvolutionToWeight(Tensor.Ones<double>([2, 4, 4]), [3]), "[2, 3, 4]", "[2, 4, 4]");
    }

    [Fact]
    public void Places_that_no_step_reaches_have_no_gradient_and_keep_their_place()
    {
        var layer = Convolution(1, [2], strides: [3], bias: false, weights: static (_, shape, _, _) => Tensor.Ones<double>(shape));
        var (_, back) = layer.At(layer.Start(Seed, [7, 1]).Parameters)(Tensor.Ones<double>([1, 7, 1]));

        Assert.Equal([1.0, 1, 0, 2, 2, 0, 0], back(Tensor.Create<double>([1, 2, 1], [1, 2])).ToArray());
    }

    [Fact]
    public void The_kernel_is_not_flipped_and_zeros_stand_beyond_the_edges()
    {
        var x = Tensor.Create<double>([1, 3, 1], [1, 2, 3]);
        var w = Tensor.Create<double>([2, 1, 1], [10, 1]);

        Assert.Equal([12.0, 23], x.Convolution(w).ToArray());
        Assert.Equal([1.0, 12, 23, 30], x.Convolution(w, new(Before: [1])).ToArray());
        Assert.Equal([12.0, 23, 30], x.Convolution(w, new(Before: [0], After: [1])).ToArray());
        Assert.Equal([10.0, 21, 32, 3], x.TransposedConvolution(w, [4]).ToArray());
    }

    [Fact]
    public void A_kernel_over_one_pixel_is_a_dense_layer_at_each_place()
    {
        var (x, w, b) = (Seed.Normal<double>([2, 3, 4, 5]), Seed.Split("w").Normal<double>([5, 6]), Seed.Split("b").Normal<double>([6]));

        Assert.Equal(x.Affine(w, b, ReluOperation<double>.Rule), x.Convolution(w.Reshape(1, 1, 5, 6), bias: b, activation: ReluOperation<double>.Rule));
    }

    [Fact]
    public void The_fans_count_the_taps_and_the_channels_of_a_group()
    {
        var fans = new List<(int, int)>();
        Tensor<double> Noted(Key key, Shape shape, int fanIn, int fanOut)
        {
            fans.Add((fanIn, fanOut));
            return Tensor.Zeros<double>(shape);
        }
        Convolution(8, [3, 5], groups: 2, weights: Noted).Start(Seed, [9, 9, 4]);
        DepthwiseConvolution([3], multiplier: 2, weights: Noted).Start(Seed, [9, 4]);
        TransposedConvolution(8, [3], groups: 2, weights: Noted).Start(Seed, [9, 4]);

        Assert.Equal([(15 * 2, 15 * 4), (3, 3 * 2), (3 * 2, 3 * 4)], fans);
    }

    [Theory]
    [InlineData(double.NaN, 1)]
    [InlineData(double.NaN, 20)]
    [InlineData(double.PositiveInfinity, 1)]
    public void What_is_not_finite_goes_where_its_place_is_seen_and_nowhere_else(double number, int filters)
    {
        for (var place = 0; place < 9; place++)
        {
            var x = Tensor.Generate<double>([1, 9, 1], i => i == place ? number : 1);
            var y = x.Convolution(Tensor.Ones<double>([2, 1, filters]), activation: ReluOperation<double>.Rule);

            Assert.Equal(
                Enumerable.Range(0, 8).SelectMany(output => Enumerable.Repeat(output == place || output == place - 1 ? number : 2, filters)), y.ToArray());
        }
    }

    [Fact]
    public void A_zero_beyond_the_edge_is_a_number_like_others()
    {
        var weight = Tensor.Create<double>([2, 1, 1], [double.PositiveInfinity, 1]);
        var y = Tensor.Ones<double>([1, 2, 1]).Convolution(weight, new(Before: [1], After: [0]));

        Assert.Equal([double.NaN, double.PositiveInfinity], y.ToArray());
    }

    [Fact]
    public void Layers_print_as_the_code_that_makes_them()
    {
        Assert.Equal("Convolution(32, [3, 3])", $"{Convolution(32, [3, 3])}");
        Assert.Equal(
            "Convolution(4, [3, 1], strides: [2, 1], padding: Padding.Same, dilation: [1, 2], groups: 2, bias: false, weights: …)",
            $"{Convolution(4, [3, 1], [2, 1], Padding.Same, [1, 2], 2, false, Initializers.HeNormal<double>())}");
        Assert.Equal("DepthwiseConvolution([3], padding: Padding.Explicit([1], [2]), multiplier: 2)", $"{DepthwiseConvolution([3], 2, padding: Padding.Explicit([1], [2]))}");
        Assert.Equal("TransposedConvolution(2, [3], strides: [2], padding: Padding.Explicit([1]), outputPadding: [1])",
            $"{TransposedConvolution(2, [3], [2], Padding.Explicit([1]), [1])}");
        Assert.Equal(Convolution(32, [3, 3]), Convolution(32, [3, 3], [1, 1], Padding.Valid, [1, 1]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_activation_after_it_is_computed_with_it_to_the_same_bits(bool bias)
    {
        var (alone, after) = (Convolution(3, [3, 3], padding: Padding.Same, bias: bias), Relu);
        var joined = Chain(alone, after);
        var theta = joined.Start(Seed, [6, 5, 2]).Parameters;
        var (x, dy) = (Seed.Normal<double>([2, 6, 5, 2]), Seed.Split("dy").Normal<double>([2, 6, 5, 3]));

        var (y, back, _) = joined.Forward(theta, x, Context<double>.Inference());
        var (z, first, _) = alone.Forward(theta.Child("0"), x, Context<double>.Inference());
        var (apart, second, _) = after.Forward(TensorTree<double>.Empty, z, Context<double>.Inference());

        Assert.Equal(apart, y);
        Assert.Equal(first(second(dy).Input).Input, back(dy).Input);
        Assert.Equal(first(second(dy).Input).Parameters, back(dy).Parameters.Child("0"));
    }
}
