using static Functional.Layers<float>;

namespace Functional.Tests.Tensors;

/// <summary>Sums of millions of terms in <c>float</c>, whose values are known: a running sum of them stops growing at 2²⁴.</summary>
public class LongSumTests
{
    private static readonly float Epsilon = float.BitIncrement(1) - 1;

    [Fact]
    public void The_mean_of_twenty_million_rows_of_ones_is_one() =>
        Assert.Equal(Tensor.Ones<float>([2]), Tensor.Ones<float>([20_000_000, 2]).Mean([0]));

    [Fact]
    public void The_sum_of_thirty_million_ones_is_thirty_million() => Assert.Equal(30_000_000f, Tensor.Ones<float>([30_000_000]).Sum().Scalar);

    [Fact]
    public void The_bias_gradient_of_ten_million_rows_of_a_tenth_is_a_million()
    {
        var x = Tensor.Zeros<float>([10_000_000, 1]);
        var theta = TensorTree<float>.Of(("weight", Tensor.Ones<float>([1, 1])), ("bias", Tensor.Zeros<float>([1])));

        var gradient = Dense(1).On(x)(theta).Pullback(Tensor.Full([10_000_000, 1], 0.1f));

        Near(1_000_000, gradient["bias"].Scalar, 10_000_000);
    }

    [Fact]
    public void The_weight_gradient_of_ten_million_rows_of_a_tenth_is_a_million()
    {
        var x = Tensor.Full([10_000_000, 1], 1f);

        var gradient = Dense(1, bias: false).On(x)(TensorTree<float>.Of(("weight", Tensor.Ones<float>([1, 1])))).Pullback(Tensor.Full([10_000_000, 1], 0.1f));

        Near(1_000_000, gradient["weight"].Scalar, 10_000_000);
    }

    [Fact]
    public void The_cross_entropy_of_four_million_rows_of_equal_logits_is_the_logarithm_of_two()
    {
        const int rows = 4_000_000;

        var cost = CrossEntropy([.. new int[rows]]).At(TensorTree<float>.Empty)(Tensor.Zeros<float>([rows, 2])).Output;

        Near(double.Log(2), cost.Scalar, rows);
    }

    [Fact]
    public void The_other_costs_of_four_million_equal_rows_are_those_of_one()
    {
        const int rows = 4_000_000;
        var x = Tensor.Full([rows, 1], 0.3f);

        Near(0.3f * 0.3f, MeanSquaredError(x.Zero).At(TensorTree<float>.Empty)(x).Output.Scalar, rows);
        Near(double.Log(1 + double.Exp(0.3f)), BinaryCrossEntropy(x.Zero).At(TensorTree<float>.Empty)(x).Output.Scalar, rows);
        Near(0.3f, NegativeLogLikelihood([.. new int[rows]]).At(TensorTree<float>.Empty)(-x).Output.Scalar, rows);
    }

    [Fact]
    public void The_inner_product_of_vectors_of_ten_million_is_right_to_the_rounding_of_double()
    {
        var x = Tensor.Full<double>([10_000_000], 0.1);
        Assert.InRange(x.Dot(x) / (10_000_000 * 0.1 * 0.1) - 1, -40 * (double.BitIncrement(1) - 1), 40 * (double.BitIncrement(1) - 1));
    }

    /// <summary>A recurrent layer's parameters are used at each step, so their gradient is a sum over steps.</summary>
    [Fact]
    public void The_gradient_of_a_scans_parameters_over_many_steps_does_not_lose_the_last_ones()
    {
        const int steps = 200_000;
        // (state, x) ↦ (state, x·w): ∂C/∂w is the sum of x·ȳ over all steps.
        var scan = Scan(new("Weigh", static (_, input) => Initialization<float>.Of(input, TensorTree<float>.Of(("w", Tensor.Ones<float>([1])))), static (theta, pair, _) => new(
            (pair.First, pair.Second * theta["w"]),
            d => new(() => TensorTree<float>.Of(("w", (pair.Second * d.Second).Sum([0]))), () => (d.First, d.Second * theta["w"])),
            TensorTree<float>.Empty)), state: [1]);

        var gradient = scan.On(Tensor.Full([1, steps, 1], 0.1f))(TensorTree<float>.Of(("w", Tensor.Ones<float>([1])))).Pullback(Tensor.Ones<float>([1, steps, 1]));

        Near(0.1f * (double)steps, gradient["w"].Scalar, steps);
    }

    /// <summary>Within the bound of a sum by pairs, a few roundings of each term included.</summary>
    private static void Near(double expected, float actual, int terms) =>
        Assert.InRange(actual / expected - 1, -(double.Log2(terms) + 10) * Epsilon, (double.Log2(terms) + 10) * Epsilon);
}
