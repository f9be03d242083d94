using Functional.Tests.Golden;
using Xunit.Abstractions;
using static Functional.Layers<double>;
using static Functional.Tests.Transformers.GoldenAttentionTests;

namespace Functional.Tests.Transformers;

/// <summary>Blocks have the output, first and second derivatives of PyTorch's TransformerEncoderLayer and TransformerDecoderLayer.</summary>
public sealed class GoldenBlockTests(ITestOutputHelper output)
{
    private static readonly GoldenFunctions Blocks = new("blocks.txt.gz", new Dictionary<string, GoldenFunction>(StringComparer.Ordinal)
    {
        ["encoder"] = static (x, golden) => Encoder(golden).Forward(ParametersOfEncoder(x, golden), x[0]).Output,
        ["decoder"] = static (x, golden) => Decoder(golden).Forward(ParametersOfDecoder(x, golden), (x[0], (x[1], Seen(golden.Tensor("mask"))))).Output.First,
    });

    [Theory]
    [InlineData("encoder")]
    [InlineData("decoder")]
    public void A_block_is_that_of_PyTorch(string name) => output.WriteLine(Blocks.Compare(name, 20));

    /// <summary>What is not traced takes another way, through kernels and fused links, there and back.</summary>
    [Fact]
    public void The_pullback_of_a_block_is_that_of_PyTorch() => Assert.All(GoldenDerivatives.In("blocks.txt.gz")["encoder"], static golden =>
    {
        var (y, back, _) = Encoder(golden).Forward(ParametersOfEncoder(golden.Operands, golden), golden.Operands[0]);
        golden.Error("the output", golden.Output, y);
        var d = back(golden.Cotangent);
        golden.Error("the derivative by the input", golden.First[0], d.Input, [golden.Cotangent]);
        var expected = ParametersOfEncoder(golden.First, golden);
        foreach (var (path, leaf) in expected.Leaves)
            golden.Error(path, leaf, d.Parameters[path], [golden.Cotangent]);
    });

    [Fact]
    public void No_function_is_left_out() => Blocks.AreAll();

    private static bool NormFirst(GoldenDerivatives golden) => golden.Integers("first")[0] > 0;

    private static BlockSettings<double> Settings(GoldenDerivatives golden) => new() { NormFirst = NormFirst(golden), Activation = Tanh };

    private static Layer<double, Tensor<double>, Tensor<double>> Encoder(GoldenDerivatives golden) => golden.Integers("causal")[0] > 0
        ? DecoderBlock(golden.Integers("heads")[0], golden.Integers("hidden")[0], Settings(golden))
        : EncoderBlock(golden.Integers("heads")[0], golden.Integers("hidden")[0], Settings(golden));

    private static Layer<double, Pair<Tensor<double>, Pair<Tensor<double>, Mask>>, Pair<Tensor<double>, Pair<Tensor<double>, Mask>>> Decoder(
        GoldenDerivatives golden) => MaskedCrossDecoderBlock(golden.Integers("heads")[0], golden.Integers("hidden")[0], Settings(golden));

    private static TensorTree<double> ParametersOfEncoder(Tensor<double>[] x, GoldenDerivatives golden) => TensorTree<double>.Of(
        ("attention", Part(golden, "heads", TensorTree<double>.Of(("qkv", Projection(x[1], x[2])), ("output", Projection(x[3], x[4]))), x[9], x[10])),
        ("feedForward", Part(golden, "layers", TensorTree<double>.Of(("up", Projection(x[5], x[6])), ("down", Projection(x[7], x[8]))), x[11], x[12])));

    private static TensorTree<double> ParametersOfDecoder(Tensor<double>[] x, GoldenDerivatives golden)
    {
        var features = x[0].Shape[^1];
        var cross = TensorTree<double>.Of(
            ("projections", TensorTree<double>.Of(
                ("query", Projection(x[6][..features], x[7][..features])), ("keyValue", Projection(x[6][features..], x[7][features..])))),
            ("output", Projection(x[8], x[9])));
        return TensorTree<double>.Of(
            ("attention", Part(golden, "heads", TensorTree<double>.Of(("qkv", Projection(x[2], x[3])), ("output", Projection(x[4], x[5]))), x[14], x[15])),
            ("cross", Part(golden, "heads", cross, x[16], x[17])),
            ("feedForward", Part(golden, "layers", TensorTree<double>.Of(("up", Projection(x[10], x[11])), ("down", Projection(x[12], x[13]))), x[18], x[19])));
    }

    private static TensorTree<double> Part(GoldenDerivatives golden, string name, TensorTree<double> body, Tensor<double> scale, Tensor<double> shift)
    {
        TensorTree<double> norm = TensorTree<double>.Of(("scale", scale), ("shift", shift)), named = TensorTree<double>.Of((name, body));
        return NormFirst(golden) ? TensorTree<double>.Of(("norm", norm), (name, body)) : TensorTree<double>.Of(("residual", named), ("norm", norm));
    }
}
