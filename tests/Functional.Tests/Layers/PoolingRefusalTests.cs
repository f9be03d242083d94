using static Functional.Layers<double>;
using static Functional.Tests.Tensors.Refused;

namespace Functional.Tests.Layers;

/// <summary>What does not fit is refused: settings where they are given, shapes at initialisation with the layer's path.</summary>
public class PoolingRefusalTests
{
    private static readonly Key Seed = Key.FromSeed(5);

    public static TheoryData<Layer<double, Tensor<double>, Tensor<double>>, Shape, string[]> Unfit => new()
    {
        { MaxPool([3, 3]), [2, 5, 1], ["[2, 5, 1]", "3 places", "the 2"] },
        { MaxPool([2, 2]), [4, 1], ["[2, 2]", "[4, 1]"] },
        { MaxPool([2]), [4], ["[2]", "[4]"] },
        { MaxPool([3], dilation: [2]), [4, 1], ["5 places", "the 4"] },
        { MaxPool([2], padding: Padding.Explicit([1]), dilation: [2]), [1, 1], ["window 0", "nothing but padding", "[1, 1]"] },
        { MaxPool([2], padding: Padding.Explicit([1])), [0, 1], ["nothing but padding", "[0, 1]"] },
        { AveragePool([3, 3]), [5, 2, 1], ["[5, 2, 1]", "3 places", "the 2"] },
        { PowerPool(2, [3]), [2, 1], ["[2, 1]", "3 places", "the 2"] },
        { GlobalMaxPool, [3], ["GlobalMaxPool", "[3]"] },
        { GlobalMaxPool, [3, 0, 2], ["GlobalMaxPool", "[3, 0, 2]"] },
        { GlobalAveragePool, [1, 1, 1, 1, 1], ["GlobalAveragePool", "[1, 1, 1, 1, 1]"] },
        { AdaptiveMaxPool([2, 2]), [4, 4], ["AdaptiveMaxPool", "[4, 4]"] },
        { AdaptiveAveragePool([2]), [0, 4], ["AdaptiveAveragePool", "[0, 4]"] },
        { Upsample([2]), [4, 4, 1], ["Upsample", "[4, 4, 1]"] },
        { Upsample([2, 2]), [4, 4], ["Upsample", "[4, 4]"] },
        { PixelShuffle(2), [3, 3, 6], ["[3, 3, 6]", "6 channels", "4 places"] },
        { PixelShuffle(2), [6], ["[6]"] },
        { PixelUnshuffle(2), [4, 3, 1], ["[4, 3, 1]", "factor 2"] },
        { ZeroPad([1, 1]), [4, 4], ["ZeroPad", "[4, 4]"] },
        { ReflectPad([1], [3]), [3, 1], ["3 places", "has 2", "not 3", "[3, 1]"] },
        { ReplicatePad([1]), [0, 1], ["ReplicatePad", "[0, 1]"] },
    };

    [Theory]
    [MemberData(nameof(Unfit))]
    public void Shapes_that_do_not_fit_are_refused_before_any_data_flows_and_when_it_does(Layer<double, Tensor<double>, Tensor<double>> layer, Shape sample, string[] named)
    {
        var network = Chain(Identity, Named("pool", layer));
        var refused = Assert.Throws<LayerException>(() => network.Start(Seed, sample));

        Assert.Equal("pool", refused.Path);
        Assert.All(named, text => Assert.Contains(text, refused.Message, StringComparison.Ordinal));
        Assert.Equal("pool", Assert.Throws<LayerException>(() => network.At(TensorTree<double>.Empty)(Tensor.Ones<double>([2, .. sample]))).Path);
    }

    [Fact]
    public void Settings_that_make_no_sense_are_refused_with_their_values()
    {
        Message(() => MaxPool([]), "[]");
        Message(() => MaxPool([1, 1, 1, 1]), "[1, 1, 1, 1]");
        Message(() => MaxPool([2, 0]), "[2, 0]");
        Message(() => MaxPool([2, 2], [1, 0]), "[1, 0]");
        Message(() => MaxPool([2, 2], [1]), "[2, 2]", "[1]");
        Message(() => MaxPool([2, 2], dilation: [0, 1]), "[0, 1]");
        Message(() => MaxPool([2, 2], padding: Padding.Explicit([1])), "[2, 2]", "[1]");
        Message(() => MaxPool([2, 2], padding: Padding.Explicit([0, 2])), "2 along axis 1", "2 places");
        Message(() => MaxPool([2, 2], padding: Padding.Explicit([0, 0], [3, 0])), "3 along axis 0");
        Message(() => AveragePool([2], padding: Padding.Explicit([2])), "2 along axis 0");
        Message(() => PowerPool(0.5, [2]), "0.5");
        Message(() => PowerPool(double.PositiveInfinity, [2]), "Infinity");
        Message(() => AdaptiveMaxPool([0]), "[0]");
        Message(() => AdaptiveAveragePool([]), "[]");
        Message(() => Upsample([0, 1]), "[0, 1]");
        Message(() => Upsample([2], (Interpolation)7), "7");
        Message(() => Upsample([2], alignCorners: true), "corners");
        Message(() => PixelShuffle(0), "0");
        Message(() => PixelUnshuffle(-1), "-1");
        Message(() => ZeroPad([]), "[]");
        Message(() => ReflectPad([1], [1, 2]), "[1]", "[1, 2]");
    }

    [Fact]
    public void A_cotangent_of_another_shape_is_refused() => Message(
        () => Chain(Convolution(2, [1]), Relu, MaxPool([2])) is var network && network.At(network.Start(Seed, [4, 1]).Parameters)(Tensor.Ones<double>([1, 4, 1])) is var (_, back)
            ? back(Tensor.Ones<double>([1, 4, 2])) : null!,
        "[1, 2, 2]", "[1, 4, 2]");

    [Theory]
    [InlineData("MaxPool([2, 2])")]
    [InlineData("MaxPool([3, 3], strides: [2, 2], padding: Padding.Same, dilation: [2, 1])")]
    [InlineData("AveragePool([2], countPadding: false)")]
    [InlineData("PowerPool(2.5, [2, 2], strides: [1, 1])")]
    [InlineData("Upsample([2, 2], Interpolation.Linear, alignCorners: true)")]
    [InlineData("ZeroPad([1, 2])")]
    [InlineData("ReflectPad([1], [2])")]
    public void Layers_print_as_the_code_that_makes_them(string code) => Assert.Contains(code, new[]
    {
        MaxPool([2, 2]), MaxPool([3, 3], [2, 2], Padding.Same, [2, 1]), AveragePool([2], countPadding: false), PowerPool(2.5, [2, 2], [1, 1]),
        Upsample([2, 2], Interpolation.Linear, true), ZeroPad([1, 2]), ReflectPad([1], [2]),
    }.Select(static layer => layer.ToString()));
}
