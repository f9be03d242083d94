using Functional.Tests.Golden;
using Xunit.Abstractions;
using static Functional.Layers<double>;
using Layer = Functional.Layer<double, Functional.Tensor<double>, Functional.Tensor<double>>;

namespace Functional.Tests.Layers;

/// <summary>Layers that normalise have PyTorch's output, first and second derivatives; their own way back has the first ones, too.</summary>
public class NormalizationDerivativesTests(ITestOutputHelper output)
{
    private const int Cases = 50;

    private static readonly string[] ScaleAndShift = ["scale", "shift"];

    private static readonly Dictionary<string, Func<GoldenDerivatives, Layer>> Layers = new(StringComparer.Ordinal)
    {
        ["layerNorm"] = static golden => LayerNorm(golden.Integers("axes")[0], Epsilon(golden)),
        ["rmsNorm"] = static golden => RmsNorm(golden.Integers("axes")[0], Epsilon(golden)),
    };

    private static readonly GoldenFunctions Golden = new(
        "normalization.txt.gz", Layers.ToDictionary(static each => each.Key, static each => (GoldenFunction)((x, golden) => Pass(each.Value(golden), x).Output)));

    public static TheoryData<string> Names => [.. Layers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_normalisation_has_the_output_and_the_first_and_second_derivatives_of_PyTorch(string name) => output.WriteLine(Golden.Compare(name, Cases));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_way_back_of_a_normalisation_has_the_derivatives_of_PyTorch(string name) => Assert.All(
        GoldenDerivatives.In("normalization.txt.gz")[name],
        golden =>
        {
            var (y, back, _) = Pass(Layers[name](golden), golden.Operands);
            golden.Error("the output", golden.Output, y);
            foreach (var cotangents in (Cotangents<double, Tensor<double>>[])[Asked(back(golden.Cotangent), true), Asked(back(golden.Cotangent), false)])
            {
                golden.Error("the cotangent of the input", golden.First[0], cotangents.Input, [golden.Cotangent]);
                for (var i = 1; i < golden.Operands.Length; i++)
                    golden.Error($"the cotangent of the {ScaleAndShift[i - 1]}", golden.First[i], cotangents.Parameters[ScaleAndShift[i - 1]], [golden.Cotangent]);
            }
        });

    [Fact]
    public void No_golden_normalisation_is_left_out() => Golden.AreAll();

    /// <summary>The operands after the first one are the parameters.</summary>
    private static Evaluation<double, Tensor<double>, Tensor<double>> Pass(Layer layer, Tensor<double>[] x) => layer.Forward(
        TensorTree<double>.Of([.. x.Skip(1).Select(static (tensor, i) => (ScaleAndShift[i], (TensorTree<double>)tensor))]), x[0], Context<double>.Inference());

    /// <summary>The cotangents after one half has been asked for first.</summary>
    private static Cotangents<double, Tensor<double>> Asked(Cotangents<double, Tensor<double>> cotangents, bool inputFirst)
    {
        _ = inputFirst ? (object)cotangents.Input : cotangents.Parameters;
        return cotangents;
    }

    private static double Epsilon(GoldenDerivatives golden) => golden.Tensor("epsilon").Scalar;
}
