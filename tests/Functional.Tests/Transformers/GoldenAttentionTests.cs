using Functional.Tests.Golden;
using Xunit.Abstractions;
using static Functional.Layers<double>;

namespace Functional.Tests.Transformers;

/// <summary>Attention, and the layers around it, have PyTorch's output, first and second derivatives.</summary>
public sealed class GoldenAttentionTests(ITestOutputHelper output)
{
    private static readonly GoldenFunctions Alone = new("attention.txt.gz", new Dictionary<string, GoldenFunction>(StringComparer.Ordinal)
    {
        ["attention"] = static (x, golden) => Attend.Run(FormOf(golden), MaskOf(golden), x).Output,
    });

    private static readonly GoldenFunctions Around = new("multi-head.txt.gz", new Dictionary<string, GoldenFunction>(StringComparer.Ordinal)
    {
        ["multiHead"] = static (x, golden) =>
        {
            var (heads, causal, bias) = (golden.Integers("heads")[0], golden.Integers("causal")[0] > 0, golden.Integers("bias")[0] > 0);
            var theta = TensorTree<double>.Of(("qkv", Projection(x[1], bias ? x[2] : null)), ("output", Projection(x[bias ? 3 : 2], bias ? x[4] : null)));
            return golden.Integers("masked")[0] > 0
                ? MaskedMultiHeadAttention(heads, causal, bias: bias).Forward(theta, (x[0], Seen(golden.Tensor("mask")))).Output
                : MultiHeadAttention(heads, causal, bias: bias).Forward(theta, x[0]).Output;
        },
        ["cross"] = static (x, golden) =>
        {
            var (heads, bias, features) = (golden.Integers("heads")[0], golden.Integers("bias")[0] > 0, x[0].Shape[^1]);
            var theta = TensorTree<double>.Of(
                ("projections", TensorTree<double>.Of(
                    ("query", Projection(x[2][..features], bias ? x[3][..features] : null)),
                    ("keyValue", Projection(x[2][features..], bias ? x[3][features..] : null)))),
                ("output", Projection(x[bias ? 4 : 3], bias ? x[5] : null)));
            return golden.Integers("masked")[0] > 0
                ? MaskedCrossAttention(heads, bias: bias).Forward(theta, (x[0], (x[1], Seen(golden.Tensor("mask"))))).Output
                : CrossAttention(heads, bias: bias).Forward(theta, (x[0], x[1])).Output;
        },
        ["embedding"] = static (x, golden) => Embedding(x[0].Shape[0], x[0].Shape[1])
            .Forward(TensorTree<double>.Of(("weight", x[0])), Indices.Of(Shape.Create(golden.Integers("shape")), golden.Integers("tokens"))).Output,
        ["rotary"] = static (x, golden) => x[0].Rotate(new(
            golden.Integers("size")[0], golden.Integers("columns")[0], golden.Integers("first")[0], golden.Integers("wavelength")[0])),
        ["sinusoidal"] = static (x, _) => SinusoidalPositions().Forward(TensorTree<double>.Empty, x[0]).Output,
    });

    [Fact]
    public void Attention_of_300_configurations_is_that_of_PyTorch() => output.WriteLine(Alone.Compare("attention", 300));

    [Theory]
    [InlineData("multiHead")]
    [InlineData("cross")]
    [InlineData("embedding")]
    [InlineData("rotary")]
    [InlineData("sinusoidal")]
    public void What_stands_around_it_is_that_of_PyTorch(string name) => output.WriteLine(Around.Compare(name, 40));

    /// <summary>What is not traced takes another way, through kernels, there and back.</summary>
    [Fact]
    public void Attention_in_kernels_has_the_output_and_derivatives_of_PyTorch() => Assert.All(GoldenDerivatives.In("attention.txt.gz")["attention"], static golden =>
    {
        var (y, back) = Attend.Run(FormOf(golden), MaskOf(golden), golden.Operands);
        golden.Error("the output", golden.Output, y);
        var d = back(golden.Cotangent);
        for (var i = 0; i < d.Length; i++)
            golden.Error(Invariant($"the derivative by operand {i}"), golden.First[i], d[i], [golden.Cotangent]);
    });

    [Fact]
    public void No_function_is_left_out()
    {
        Alone.AreAll();
        Around.AreAll();
    }

    private static AttentionForm FormOf(GoldenDerivatives golden) => new(
        golden.Integers("heads")[0], golden.Integers("shared")[0], golden.Integers("causal")[0] > 0, golden.Integers("alibi")[0] > 0);

    private static Mask? MaskOf(GoldenDerivatives golden) => golden.Integers("kind")[0] > 0 ? Seen(golden.Tensor("mask")) : null;

    internal static Mask Seen(Tensor<double> bits) => Mask.Of(bits.Shape, [.. bits.Select(static bit => bit > 0)]);

    /// <summary>PyTorch keeps the weight of a linear layer as [units, features].</summary>
    internal static TensorTree<double> Projection(Tensor<double> weight, Tensor<double>? bias) => bias is null
        ? TensorTree<double>.Of(("weight", weight.Transpose()))
        : TensorTree<double>.Of(("weight", weight.Transpose()), ("bias", bias));
}
