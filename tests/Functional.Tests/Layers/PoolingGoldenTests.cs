using Functional.Tests.Golden;
using Xunit.Abstractions;
using static Functional.Layers<double>;

namespace Functional.Tests.Layers;

/// <summary>
/// Layers over windows, and those that make images larger or smaller, have PyTorch's outputs, first and second derivatives in random configurations: traced, and by the way back that
/// they have themselves.
/// </summary>
public class PoolingGoldenTests(ITestOutputHelper output)
{
    private const int Cases = 30;

    private static readonly Dictionary<string, Func<GoldenDerivatives, Layer<double, Tensor<double>, Tensor<double>>>> Layers = new(StringComparer.Ordinal)
    {
        ["maxPool1"] = Maximum,
        ["maxPool2"] = Maximum,
        ["maxPool3"] = Maximum,
        ["rectifiedMaxPool"] = static golden => Maximum(golden).Then(Relu),
        ["averagePool1"] = Average,
        ["averagePool2"] = Average,
        ["averagePool3"] = Average,
        ["powerPool"] = static golden => PowerPool(golden.Integers("order")[0], Of(golden, "window"), Of(golden, "strides"), PaddingOf(golden)),
        ["globalMaxPool"] = static _ => GlobalMaxPool,
        ["globalAveragePool"] = static _ => GlobalAveragePool,
        ["adaptiveMaxPool"] = static golden => AdaptiveMaxPool(Of(golden, "size")),
        ["adaptiveAveragePool"] = static golden => AdaptiveAveragePool(Of(golden, "size")),
        ["upsampleNearest"] = static golden => Upsample(Of(golden, "factors")),
        ["upsampleLinear"] = static golden => Upsample(Of(golden, "factors"), Interpolation.Linear, golden.Integers("aligned")[0] == 1),
        ["pixelShuffle"] = static golden => PixelShuffle(golden.Integers("factor")[0]),
        ["pixelUnshuffle"] = static golden => PixelUnshuffle(golden.Integers("factor")[0]),
        ["zeroPad"] = static golden => ZeroPad(Of(golden, "before"), Of(golden, "after")),
        ["reflectPad"] = static golden => ReflectPad(Of(golden, "before"), Of(golden, "after")),
        ["replicatePad"] = static golden => ReplicatePad(Of(golden, "before"), Of(golden, "after")),
    };

    private static readonly GoldenFunctions Traced = Functions(static (layer, x) => layer.At(TensorTree<double>.Empty)(x).Output);
    private static readonly GoldenFunctions ByItself = Functions(static (layer, x) => layer.At(TensorTree<double>.Empty).Apply(x));

    public static TheoryData<string> Names => [.. Layers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_layer_has_the_output_and_the_first_and_second_derivatives_of_PyTorch(string name) => output.WriteLine(Traced.Compare(name, Cases));

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_own_way_back_has_them_too(string name) => output.WriteLine(ByItself.Compare(name, Cases));

    /// <summary>What is read as it lies has the numbers of the traced functions, in the chain with a rectifier, too.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Numbers_that_nobody_traces_are_the_same(string name) => Assert.All(GoldenDerivatives.In("pooling.txt.gz")[name], golden =>
    {
        foreach (var layer in (Layer<double, Tensor<double>, Tensor<double>>[])[Layers[name](golden), Relu.Then(Layers[name](golden)), Layers[name](golden).Then(Relu)])
        {
            var (y, back) = layer.At(TensorTree<double>.Empty)(golden.Operands[0]);
            var (traced, tracedBack) = Differentiable.Trace((Tensor<double> x) => layer.At(TensorTree<double>.Empty)(x).Output)(golden.Operands[0]);
            Assert.Equal(traced, y);
            golden.Error("the way back", tracedBack(golden.Cotangent), back(golden.Cotangent), [golden.Cotangent]);
        }
    });

    [Fact]
    public void No_golden_function_is_left_out() => Traced.AreAll();

    private static GoldenFunctions Functions(Func<Layer<double, Tensor<double>, Tensor<double>>, Tensor<double>, Tensor<double>> apply) =>
        new("pooling.txt.gz", Layers.ToDictionary(static each => each.Key, each => (GoldenFunction)((x, golden) => apply(each.Value(golden), x[0]))));

    private static Layer<double, Tensor<double>, Tensor<double>> Maximum(GoldenDerivatives golden) =>
        MaxPool(Of(golden, "window"), Of(golden, "strides"), PaddingOf(golden), Of(golden, "dilation"));

    private static Layer<double, Tensor<double>, Tensor<double>> Average(GoldenDerivatives golden) =>
        AveragePool(Of(golden, "window"), Of(golden, "strides"), PaddingOf(golden), golden.Integers("counted")[0] == 1);

    private static Padding PaddingOf(GoldenDerivatives golden) => Padding.Explicit(Of(golden, "before"), Of(golden, "after"));

    private static Shape Of(GoldenDerivatives golden, string attribute) => Shape.Create(golden.Integers(attribute));
}
