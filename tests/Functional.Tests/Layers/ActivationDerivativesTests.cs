using Functional.Tests.Golden;
using Xunit.Abstractions;
using static Functional.Layers<double>;
using Layer = Functional.Layer<double, Functional.Tensor<double>, Functional.Tensor<double>>;

namespace Functional.Tests.Layers;

/// <summary>Activations, with the way back that is their own, have PyTorch's output, first and second derivatives, away from kinks and ties.</summary>
public class ActivationDerivativesTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, GoldenFunction> Activations = new(StringComparer.Ordinal)
    {
        ["leakyRelu"] = Of(LeakyRelu(0.02)),
        ["elu"] = Of(Elu(1.5)),
        ["celu"] = Of(Celu(0.5)),
        ["selu"] = Of(Selu),
        ["gelu"] = Of(Gelu),
        ["geluTanh"] = Of(GeluTanh),
        ["silu"] = Of(Silu),
        ["softplus"] = Of(Softplus),
        ["softsign"] = Of(Softsign),
        ["mish"] = Of(Mish),
        ["logSigmoid"] = Of(LogSigmoid),
        ["tanhshrink"] = Of(Tanhshrink),
        ["hardSigmoid"] = Of(HardSigmoid),
        ["hardSwish"] = Of(HardSwish),
        ["hardTanh"] = Of(HardTanh(-0.5, 1.5)),
        ["relu6"] = Of(Relu6),
        ["softshrink"] = Of(Softshrink(0.25)),
        ["hardshrink"] = Of(Hardshrink(0.25)),
        ["rrelu"] = Of(RRelu(0.25, 0.5)),
        ["prelu"] = static (x, _) => WithSlope(PRelu(), x),
        ["preluPerFeature"] = static (x, _) => WithSlope(PRelu(perFeature: true), x),
        ["glu"] = Of(Glu),
        ["reGlu"] = Of(ReGlu),
        ["geGlu"] = Of(GeGlu),
        ["swiGlu"] = Of(SwiGlu),
        ["maxout"] = static (x, golden) => Maxout(golden.Integers("pieces")[0]).At(TensorTree<double>.Empty).Apply(x[0]),
        ["sparsemax"] = Of(Sparsemax),
        ["gumbelSoftmax"] = Of(GumbelSoftmax(0.75)),
        ["gumbelSoftmaxHard"] = Of(GumbelSoftmax(0.75, hard: true)),
    };

    private static readonly GoldenFunctions Golden = new("activations.txt.gz", Activations);

    public static TheoryData<string> Names => [.. Activations.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_activation_has_the_output_and_the_first_and_second_derivatives_of_PyTorch(string name) => output.WriteLine(Golden.Compare(name, 40));

    [Fact]
    public void No_golden_activation_is_left_out() => Golden.AreAll();

    private static GoldenFunction Of(Layer activation) => (x, _) => activation.At(TensorTree<double>.Empty).Apply(x[0]);

    private static Tensor<double> WithSlope(Layer prelu, Tensor<double>[] x) =>
        prelu.In(Context<double>.Inference()).Apply((TensorTree<double>.Of(("slope", x[0])), x[1]));
}
