using Functional.Tests.Golden;
using Xunit.Abstractions;

namespace Functional.Tests.Differentiation;

/// <summary>Element-wise operations have PyTorch's output, first and second derivatives, away from kinks and ties.</summary>
public class PointwiseDerivativesTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, GoldenFunction> Operations = new(StringComparer.Ordinal)
    {
        ["sin"] = static (x, _) => x[0].Sin(),
        ["cos"] = static (x, _) => x[0].Cos(),
        ["tan"] = static (x, _) => x[0].Tan(),
        ["sinh"] = static (x, _) => x[0].Sinh(),
        ["cosh"] = static (x, _) => x[0].Cosh(),
        ["atan"] = static (x, _) => x[0].Atan(),
        ["erf"] = static (x, _) => x[0].Erf(),
        ["expm1"] = static (x, _) => x[0].Expm1(),
        ["log1p"] = static (x, _) => x[0].Log1p(),
        ["square"] = static (x, _) => x[0].Square(),
        ["reciprocal"] = static (x, _) => x[0].Reciprocal(),
        ["rsqrt"] = static (x, _) => x[0].Rsqrt(),
        ["pow"] = static (x, _) => x[0].Pow(x[1]),
        ["wholePow"] = static (x, golden) => x[0].Pow(golden.Integers("exponent")[0]),
        ["where"] = static (x, golden) => Tensor.Where(golden.Tensor("condition"), x[0], x[1]),
        ["clamp"] = static (x, golden) => x[0].Clamp(golden.Integers("low")[0], golden.Integers("high")[0]),
        ["softplus"] = static (x, _) => x[0].Softplus(),
        ["silu"] = static (x, _) => x[0].Silu(),
        ["gelu"] = static (x, _) => x[0].Gelu(),
        ["geluTanh"] = static (x, _) => x[0].GeluTanh(),
        ["leakyRelu"] = static (x, _) => x[0].Map(new LeakyReluOperation<double>(0.125)),
        ["elu"] = static (x, _) => x[0].Map(new EluOperation<double>(1, 0.75, 1)),
    };

    private static readonly GoldenFunctions Golden = new("pointwise.txt.gz", Operations);

    public static TheoryData<string> Names => [.. Operations.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_operation_has_the_output_and_the_first_and_second_derivatives_of_PyTorch(string name) => output.WriteLine(Golden.Compare(name, 60));

    [Fact]
    public void No_golden_operation_is_left_out() => Golden.AreAll();
}
