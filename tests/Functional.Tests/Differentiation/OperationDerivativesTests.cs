using Functional.Tests.Golden;
using Xunit.Abstractions;
using static Functional.Layers<double>;

namespace Functional.Tests.Differentiation;

/// <summary>Every operation has PyTorch's output, first and second derivatives, at two hundred points away from kinks and ties.</summary>
public class OperationDerivativesTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, GoldenFunction> Operations = new(StringComparer.Ordinal)
    {
        ["add"] = static (x, _) => x[0] + x[1],
        ["subtract"] = static (x, _) => x[0] - x[1],
        ["multiply"] = static (x, _) => x[0] * x[1],
        ["divide"] = static (x, _) => x[0] / x[1],
        ["negate"] = static (x, _) => -x[0],
        ["exp"] = static (x, _) => x[0].Exp(),
        ["log"] = static (x, _) => x[0].Log(),
        ["tanh"] = static (x, _) => x[0].Tanh(),
        ["sigmoid"] = static (x, _) => x[0].Sigmoid(),
        ["sqrt"] = static (x, _) => x[0].Sqrt(),
        ["abs"] = static (x, _) => x[0].Abs(),
        ["relu"] = static (x, _) => x[0].Relu(),
        ["maximum"] = static (x, _) => x[0].Maximum(x[1]),
        ["minimum"] = static (x, _) => x[0].Minimum(x[1]),
        ["sum"] = static (x, golden) => x[0].Sum(golden.Integers("axes"), KeepAxes(golden)),
        ["mean"] = static (x, golden) => x[0].Mean(golden.Integers("axes"), KeepAxes(golden)),
        ["max"] = static (x, golden) => x[0].Max(golden.Integers("axes"), KeepAxes(golden)),
        ["logSumExp"] = static (x, golden) => x[0].LogSumExp(golden.Integers("axes"), KeepAxes(golden)),
        ["softmax"] = static (x, _) => x[0].Softmax(),
        ["logSoftmax"] = static (x, _) => x[0].LogSoftmax(),
        ["matMul"] = static (x, _) => x[0].MatMul(x[1]),
        ["matMulLeft"] = static (x, _) => x[0].MatMul(x[1], Transposed.Left),
        ["matMulRight"] = static (x, _) => x[0].MatMul(x[1], Transposed.Right),
        ["matMulBoth"] = static (x, _) => x[0].MatMul(x[1], Transposed.Both),
        ["affine"] = static (x, _) => x[0].Affine(x[1], x[2]),
        ["reshape"] = static (x, golden) => x[0].Reshape(golden.Integers("shape")),
        ["permute"] = static (x, golden) => x[0].Permute(golden.Integers("order")),
        ["slice"] = static (x, golden) => x[0].Slice(golden.Integers("axis")[0], golden.Integers("start")[0], golden.Integers("length")[0]),
        ["concatenate"] = static (x, golden) => Tensor.Concatenate<double>(golden.Integers("axis")[0], x),
        ["takeRows"] = static (x, golden) => x[0].TakeRows(golden.Integers("rows")),
        ["broadcastTo"] = static (x, golden) => x[0].BroadcastTo(Shape.Create(golden.Integers("shape"))),
        ["sumTo"] = static (x, golden) => x[0].SumTo(Shape.Create(golden.Integers("shape"))),
        ["crossEntropy"] = static (x, golden) =>
            CrossEntropy([.. golden.Integers("labels")], Reduction.Sum).At(TensorTree<double>.Empty)(x[0]).Output,
        ["binaryCrossEntropy"] = static (x, golden) =>
            BinaryCrossEntropy(golden.Tensor("targets"), Reduction.Sum).At(TensorTree<double>.Empty)(x[0]).Output,
        ["binaryCrossEntropyOfEach"] = static (x, _) => x[0].BinaryCrossEntropy(x[1]),
        ["binaryCrossEntropyInOperations"] = static (x, _) => x[0].Relu() - x[0] * x[1] + (1 + (-x[0].Abs()).Exp()).Log(),
        ["xSigmoid"] = static (x, _) => x[0] * x[0].Sigmoid(),
        ["xOverOnePlusSquare"] = static (x, _) => x[0] / (1 + x[0] * x[0]),
    };

    private static readonly GoldenFunctions Golden = new("derivatives.txt.gz", Operations);

    public static TheoryData<string> Names => [.. Operations.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_operation_has_the_output_and_the_first_and_second_derivatives_of_PyTorch(string name) => output.WriteLine(Golden.Compare(name, 200));

    [Theory]
    [MemberData(nameof(Names))]
    public void An_operation_on_the_tensors_of_a_tree_has_them_too(string name) => Golden.CompareInTrees(name);

    [Fact]
    public void No_golden_operation_is_left_out() => Golden.AreAll();

    private static bool KeepAxes(GoldenDerivatives golden) => golden.Integers("keep")[0] == 1;
}
