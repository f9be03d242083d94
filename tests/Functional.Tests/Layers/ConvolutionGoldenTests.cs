using Functional.Tests.Golden;
using Xunit.Abstractions;
using static Functional.Layers<double>;

namespace Functional.Tests.Layers;

/// <summary>Convolution layers have PyTorch's outputs, first and second derivatives, in random configurations.</summary>
public class ConvolutionGoldenTests(ITestOutputHelper output)
{
    private static readonly GoldenFunctions Golden = new("convolution.txt.gz", new Dictionary<string, GoldenFunction>(StringComparer.Ordinal)
    {
        ["convolution1"] = Convolved,
        ["convolution2"] = Convolved,
        ["convolution3"] = Convolved,
        ["depthwise2"] = static (x, golden) => Layer(
            DepthwiseConvolution(
                x[1].Shape[..^2], x[1].Shape[^1] / x[0].Shape[^1], Of(golden, "strides"), Padding.Explicit(Of(golden, "before"), Of(golden, "after")), Of(golden, "dilation")), x),
        ["same2"] = static (x, golden) => Layer(
            Convolution(x[1].Shape[^1], x[1].Shape[..^2], padding: Padding.Same, dilation: Of(golden, "dilation"), bias: false), x),
        ["transposed1"] = Transposed,
        ["transposed2"] = Transposed,
        ["transposed3"] = Transposed,
    });

    [Theory]
    [InlineData("convolution1")]
    [InlineData("convolution2")]
    [InlineData("convolution3")]
    [InlineData("depthwise2")]
    [InlineData("same2")]
    [InlineData("transposed1")]
    [InlineData("transposed2")]
    [InlineData("transposed3")]
    public void A_layer_has_the_output_and_the_first_and_second_derivatives_of_PyTorch(string name) => output.WriteLine(Golden.Compare(name, 50));

    [Fact]
    public void No_golden_function_is_left_out() => Golden.AreAll();

    private static Tensor<double> Convolved(Tensor<double>[] x, GoldenDerivatives golden) => Layer(
        Convolution(
            x[1].Shape[^1], x[1].Shape[..^2], Of(golden, "strides"), Padding.Explicit(Of(golden, "before"), Of(golden, "after")), Of(golden, "dilation"), golden.Integers("groups")[0]), x);

    private static Tensor<double> Transposed(Tensor<double>[] x, GoldenDerivatives golden) => Layer(
        TransposedConvolution(
            x[2].Shape[0], x[1].Shape[..^2], Of(golden, "strides"), Padding.Explicit(Of(golden, "padding")), Of(golden, "more"), Of(golden, "dilation"), golden.Integers("groups")[0]), x);

    private static Shape Of(GoldenDerivatives golden, string attribute) => Shape.Create(golden.Integers(attribute));

    private static Tensor<double> Layer(Layer<double, Tensor<double>, Tensor<double>> layer, Tensor<double>[] x) => layer.At(
        TensorTree<double>.Of([("weight", x[1]), .. x[2..].Select(static bias => ("bias", (TensorTree<double>)bias))]))(x[0]).Output;
}
