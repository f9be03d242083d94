using Functional.Tests.Golden;
using Xunit.Abstractions;
using static Functional.Layers<double>;
using Two = Functional.Pair<Functional.Tensor<double>, Functional.Tensor<double>>;
using V = Functional.Tensor<double>;

namespace Functional.Tests.Layers;

/// <summary>
/// Recurrent layers have PyTorch's outputs and last states, and their first and second derivatives by the sequence, the first states and all parameters: where
/// they are traced, and where their own pullback is asked.
/// </summary>
public class RecurrentGoldenTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, Func<V[], GoldenDerivatives, bool, V>> Layers = new(StringComparer.Ordinal)
    {
        ["rnn"] = static (x, golden, traced) => OfOne(RnnCell(Units(x)), x, null, traced),
        ["rnnRelu"] = static (x, golden, traced) => OfOne(RnnCell(Units(x), Relu), x, null, traced),
        ["rnnLengths"] = static (x, golden, traced) => OfOne(RnnCell(Units(x)), x, Lengths(x, golden), traced),
        ["gru"] = static (x, golden, traced) => OfOne(GruCell(Units(x)), x, null, traced),
        ["gruLengths"] = static (x, golden, traced) => OfOne(GruCell(Units(x)), x, Lengths(x, golden), traced),
        ["gruBefore"] = static (x, golden, traced) => OfOne(GruCell(Units(x), resetAfter: false), x, null, traced),
        ["minimal"] = static (x, golden, traced) => OfOne(MinimalGatedUnitCell(Units(x)), x, null, traced),
        ["lstm"] = static (x, golden, traced) => OfTwo(LstmCell(Units(x)), x, null, traced, "bias"),
        ["lstmProjected"] = static (x, golden, traced) => OfTwo(LstmCell(x[2].Shape[1], Units(x)), x, null, traced, "projection"),
        ["lstmLengths"] = static (x, golden, traced) => OfTwo(LstmCell(Units(x)), x, Lengths(x, golden), traced, "bias"),
        ["lstmPeephole"] = static (x, golden, traced) => OfTwo(LstmCell(Units(x), peephole: true), x, null, traced, "peephole"),
        ["lstmOverLstm"] = static (x, golden, traced) => FourStates(Run(
            Stacked(Scan(LstmCell(Units(x))), Scan(LstmCell(Units(x)))),
            (Beside("lower", x[5..8], "upper", x[8..]), (((x[1], x[2]), (x[3], x[4])), x[0])), traced)),
        ["lstmBothWays"] = static (x, golden, traced) => FourStates(Run(
            Bidirectional(Scan(LstmCell(Units(x))), Scan(LstmCell(Units(x)))),
            (Beside("forward", x[5..8], "backward", x[8..]), (((x[1], x[2]), (x[3], x[4])), x[0])), traced)),
        ["lstmBothWaysLengths"] = static (x, golden, traced) => FourStates(Run(
            Bidirectional(MaskedScan(LstmCell(Units(x))), MaskedScan(LstmCell(Units(x)))),
            (Beside("forward", x[5..8], "backward", x[8..]), (((x[1], x[2]), (x[3], x[4])), (x[0], Lengths(x, golden)!))), traced)),
        ["gruBothWays"] = static (x, golden, traced) => TwoStates(Run(
            Bidirectional(Scan(GruCell(Units(x))), Scan(GruCell(Units(x)))),
            (Beside("forward", x[3..7], "backward", x[7..]), ((x[1], x[2]), x[0])), traced)),
        ["gruBothWaysLengths"] = static (x, golden, traced) => TwoStates(Run(
            Bidirectional(MaskedScan(GruCell(Units(x))), MaskedScan(GruCell(Units(x)))),
            (Beside("forward", x[3..7], "backward", x[7..]), ((x[1], x[2]), (x[0], Lengths(x, golden)!))), traced)),
    };

    private static readonly GoldenFunctions Traced = Of(traced: true), Own = Of(traced: false);

    public static TheoryData<string> Names => [.. Layers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_layer_that_is_traced_has_the_output_and_the_first_and_second_derivatives_of_PyTorch(string name) => output.WriteLine(Traced.Compare(name, 25));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_layer_s_own_pullback_has_them_too(string name) => output.WriteLine(Own.Compare(name, 25));

    [Fact]
    public void No_golden_layer_is_left_out() => Traced.AreAll();

    private static GoldenFunctions Of(bool traced) => new(
        "recurrent.txt.gz",
        Layers.ToDictionary(static each => each.Key, each => (GoldenFunction)((x, golden) => each.Value(x, golden, traced)), StringComparer.Ordinal));

    private static int Units(V[] x) => x[1].Shape[1];

    private static Mask? Lengths(V[] x, GoldenDerivatives golden) => Mask.OfLengths(golden.Integers("lengths"), x[0].Shape[1]);

    /// <summary>The output of a layer: of its operations, or as one step with its own way back.</summary>
    private static Y Run<X, Y>(Layer<double, X, Y> layer, Pair<TensorTree<double>, X> input, bool traced)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => traced ? layer.In()(input).Output : layer.In().Apply(input);

    private static V OfOne(Layer<double, Two, Two> cell, V[] x, Mask? mask, bool traced)
    {
        var theta = Tree(x[2..], "recurrentBias");
        var (last, y) = mask is null ? Run(Scan(cell), (theta, (x[1], x[0])), traced) : Run(MaskedScan(cell), (theta, (x[1], (x[0], mask))), traced);
        return Row(y, last);
    }

    private static V OfTwo(Layer<double, Pair<Two, V>, Pair<Two, V>> cell, V[] x, Mask? mask, bool traced, string fourth)
    {
        var theta = Tree(x[3..], fourth);
        Two first = (x[1], x[2]);
        var (last, y) = mask is null ? Run(Scan(cell), (theta, (first, x[0])), traced) : Run(MaskedScan(cell), (theta, (first, (x[0], mask))), traced);
        return Row(y, last.First, last.Second);
    }

    private static TensorTree<double> Tree(V[] x, string fourth) => TensorTree<double>.Of(
        [("weight", x[0]), ("recurrent", x[1]), ("bias", x[2]), .. x.Length > 3 ? [(fourth, (TensorTree<double>)x[3])] : Array.Empty<(string, TensorTree<double>)>()]);

    private static TensorTree<double> Beside(string one, V[] first, string other, V[] second) =>
        TensorTree<double>.Of((one, Tree(first, "recurrentBias")), (other, Tree(second, "recurrentBias")));

    private static V TwoStates(Pair<Two, V> made) => Row(made.Second, made.First.First, made.First.Second);

    private static V FourStates(Pair<Pair<Two, Two>, V> made) =>
        Row(made.Second, made.First.First.First, made.First.First.Second, made.First.Second.First, made.First.Second.Second);

    private static V Row(params V[] x) => Tensor.Concatenate<double>(0, [.. x.Select(static each => each.Reshape(-1))]);
}
