using Functional.Tests.Golden;
using Xunit.Abstractions;
using static Functional.Layers<double>;

namespace Functional.Tests.Differentiation;

/// <summary>Every operation has PyTorch's output, first and second derivatives, at two hundred points away from kinks and ties.</summary>
public class OperationDerivativesTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, Operation> Operations = new(StringComparer.Ordinal)
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

    private delegate Tensor<double> Operation(Tensor<double>[] operands, GoldenDerivatives golden);

    public static TheoryData<string> Names => [.. Operations.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_operation_has_the_output_and_the_first_and_second_derivatives_of_PyTorch(string name)
    {
        var errors = new List<double>();
        Assert.All(GoldenDerivatives.Of(name), golden => errors.Add(golden.Operands.Length switch
        {
            1 => Errors(golden, static x => x[0], static x => [x]),
            2 => Errors<Pair<Tensor<double>, Tensor<double>>>(golden, static x => (x[0], x[1]), static x => [x.First, x.Second]),
            _ => Errors<Pair<Tensor<double>, Pair<Tensor<double>, Tensor<double>>>>(
                golden, static x => (x[0], (x[1], x[2])), static x => [x.First, x.Second.First, x.Second.Second]),
        }));

        Assert.Equal(200, errors.Count);
        output.WriteLine(Invariant($"{name}: {errors.Max():P1} of the error allowed"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_operation_on_the_tensors_of_a_tree_has_them_too(string name) => Assert.All(GoldenDerivatives.Of(name), static golden => Errors(
        golden,
        static x => TensorTree<double>.Of([.. x.Select(static (tensor, i) => (Invariant($"{i}"), (TensorTree<double>)tensor))]),
        static tree => [.. tree.Leaves.Select(static leaf => leaf.Value)]));

    [Fact]
    public void No_golden_operation_is_left_out() => Assert.Equal(GoldenDerivatives.Operations.Order(), Operations.Keys.Order());

    /// <summary>Compares the function x ↦ y, its pullback, and the pullback of (x, ȳ) ↦ x̄.</summary>
    /// <returns>The largest error, in parts of the error allowed.</returns>
    private static double Errors<X>(GoldenDerivatives golden, Func<Tensor<double>[], X> together, Func<X, Tensor<double>[]> apart)
        where X : IVectorSpace<X>
    {
        var function = Differentiable.Trace((X x) => Operations[golden.Operation](apart(x), golden));
        var wayBack = Differentiable.Trace((Pair<X, Tensor<double>> p) => function(p.First).Pullback(p.Second));

        var (y, back) = function(together(golden.Operands));
        var first = apart(back(golden.Cotangent));
        var (traced, backAgain) = wayBack((together(golden.Operands), golden.Cotangent));
        var firstTraced = apart(traced);
        var cotangents = backAgain(together(golden.Directions));
        var second = apart(cotangents.First);

        return Enumerable.Range(0, golden.Operands.Length).Max(i => Worst(
            golden.Error("the output", golden.Output, y),
            golden.Error("the derivative along v", golden.Along, cotangents.Second, golden.Directions),
            golden.Error(Invariant($"the derivative by operand {i}"), golden.First[i], first[i], [golden.Cotangent]),
            golden.Error(Invariant($"the traced derivative by operand {i}"), golden.First[i], firstTraced[i], [golden.Cotangent]),
            golden.Error(Invariant($"the second derivative by operand {i}"), golden.Second[i], second[i], [golden.Cotangent], golden.Directions)));
    }

    private static double Worst(params double[] errors) => errors.Max();

    private static bool KeepAxes(GoldenDerivatives golden) => golden.Integers("keep")[0] == 1;
}
