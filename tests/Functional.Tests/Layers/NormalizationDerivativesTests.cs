using Functional.Tests.Golden;
using Xunit.Abstractions;
using static Functional.Layers<double>;
using Layer = Functional.Layer<double, Functional.Tensor<double>, Functional.Tensor<double>>;

namespace Functional.Tests.Layers;

/// <summary>
/// Layers that normalise, or whose weights are normalised, have PyTorch's output, first and second derivatives; their own way back has the first ones, too.
/// </summary>
public class NormalizationDerivativesTests(ITestOutputHelper output)
{
    private const string File = "normalization.txt.gz";
    private const int Cases = 40;

    private static readonly string[] ScaleAndShift = ["scale", "shift"];

    private static readonly Dictionary<string, Subject> Subjects = new(StringComparer.Ordinal)
    {
        ["layerNorm"] = new(static golden => LayerNorm(Integer(golden, "axes"), Number(golden, "epsilon")), ScaleAndShift),
        ["rmsNorm"] = new(static golden => RmsNorm(Integer(golden, "axes"), Number(golden, "epsilon")), ["scale"]),
        ["groupNorm"] = new(static golden => GroupNorm(Integer(golden, "groups"), Number(golden, "epsilon")), ScaleAndShift),
        ["instanceNorm"] = new(static golden => InstanceNorm(Number(golden, "epsilon")), ScaleAndShift),
        ["batchNormInTraining"] = new(static golden => BatchNorm(Number(golden, "momentum"), Number(golden, "epsilon")), ScaleAndShift)
        {
            State = Statistics, IsTraining = true,
        },
        ["batchNormAtInference"] = new(static golden => BatchNorm(Number(golden, "momentum"), Number(golden, "epsilon")), ScaleAndShift) { State = Statistics },
        ["weightNorm"] = new(static golden => Dense(golden.Operands[2].Length).WeightNorm(), ["weight.direction", "weight.length", "bias"]),
        ["spectralNorm"] = new(static golden => Dense(golden.Operands[2].Length).SpectralNorm(Integer(golden, "iterations")), ["weight", "bias"])
        {
            State = Vectors, IsTraining = true,
        },
    };

    private static readonly GoldenFunctions Golden = new(
        File, Subjects.ToDictionary(static each => each.Key, static each => (GoldenFunction)((x, golden) => each.Value.Pass(golden, x).Output)));

    public static TheoryData<string> Names => [.. Subjects.Keys];

    public static TheoryData<string> WithState => [.. Subjects.Where(static each => each.Value.State is not null).Select(static each => each.Key)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_normalisation_has_the_output_and_the_first_and_second_derivatives_of_PyTorch(string name) => output.WriteLine(Golden.Compare(name, Cases));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_way_back_of_a_normalisation_has_the_derivatives_of_PyTorch(string name) => Assert.All(GoldenDerivatives.In(File)[name], golden =>
    {
        var paths = Subjects[name].Parameters;
        var (y, back, _) = Subjects[name].Pass(golden, golden.Operands);
        golden.Error("the output", golden.Output, y);
        foreach (var cotangents in (Cotangents<double, Tensor<double>>[])[Asked(back(golden.Cotangent), true), Asked(back(golden.Cotangent), false)])
        {
            golden.Error("the cotangent of the input", golden.First[0], cotangents.Input, [golden.Cotangent]);
            for (var i = 0; i < paths.Length; i++)
                golden.Error($"the cotangent of {paths[i]}", golden.First[i + 1], cotangents.Parameters[paths[i]], [golden.Cotangent]);
        }
    });

    /// <summary>Running statistics, the variance unbiased; singular vectors.</summary>
    [Theory]
    [MemberData(nameof(WithState))]
    public void What_a_pass_leaves_is_what_PyTorch_leaves(string name) => Assert.All(GoldenDerivatives.In(File)[name], golden =>
    {
        var state = Subjects[name].Pass(golden, golden.Operands).State;
        foreach (var (path, value) in state.Leaves)
            golden.Error(path, golden.Tensor(path.Split('.')[^1] + "After"), value);
    });

    [Fact]
    public void No_golden_normalisation_is_left_out() => Golden.AreAll();

    private static TensorTree<double> Statistics(GoldenDerivatives golden) =>
        TensorTree<double>.Of(("mean", golden.Tensor("mean")), ("variance", golden.Tensor("variance")));

    private static TensorTree<double> Vectors(GoldenDerivatives golden) =>
        TensorTree<double>.Empty.WithSubtree("spectral.weight", TensorTree<double>.Of(("left", golden.Tensor("left")), ("right", golden.Tensor("right"))));

    /// <summary>The cotangents after one half has been asked for first.</summary>
    private static Cotangents<double, Tensor<double>> Asked(Cotangents<double, Tensor<double>> cotangents, bool inputFirst)
    {
        _ = inputFirst ? (object)cotangents.Input : cotangents.Parameters;
        return cotangents;
    }

    private static int Integer(GoldenDerivatives golden, string attribute) => golden.Integers(attribute)[0];

    private static double Number(GoldenDerivatives golden, string attribute) => golden.Tensor(attribute).Scalar;

    /// <summary>A layer of a golden case, and the paths of its parameters, which are the operands after the first one.</summary>
    private sealed record Subject(Func<GoldenDerivatives, Layer> Layer, string[] Parameters)
    {
        public Func<GoldenDerivatives, TensorTree<double>>? State { get; init; }

        public bool IsTraining { get; init; }

        public Evaluation<double, Tensor<double>, Tensor<double>> Pass(GoldenDerivatives golden, Tensor<double>[] x)
        {
            var theta = Parameters.Index().Aggregate(TensorTree<double>.Empty, (so, each) => so.WithSubtree(each.Item, x[each.Index + 1]));
            var state = State?.Invoke(golden) ?? TensorTree<double>.Empty;
            return Layer(golden).Forward(theta, x[0], IsTraining ? Context<double>.Training(Key.FromSeed(1), state) : Context<double>.Inference(state));
        }
    }
}
