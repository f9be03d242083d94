using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Functional.Laws;

namespace Functional.Properties.Tensors;

/// <summary>
/// Every sum over many terms keeps |error| ≤ (log₂ n + 6)·u·Σ|x|, and some roundings of each term, on numbers that are made to break it: a large offset
/// and a small spread, alternating signs, one giant, sorted ones, all magnitudes. What is compared with is summed exactly, but for the rounding of twice
/// the digits of <c>double</c>.
/// </summary>
public abstract class SummationLaws<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private static readonly double UnitRoundoff = double.CreateChecked(T.BitIncrement(T.One) - T.One) / 2;

    /// <summary>Matrices whose columns are hard to sum, up to a few hundred thousand numbers in all.</summary>
    private static readonly Arbitrary<Tensor<T>> Adversaries = (
        from rows in Gen.Choose(0, 17).SelectMany(static power => Gen.Choose(1 << power, 2 << power))
        from columns in Gen.Frequency((4, Gen.Choose(1, 3)), (2, Gen.Choose(4, 70)), (1, Gen.Choose(500, 1100))).Select(columns => Math.Min(columns, Math.Max(1, 400_000 / rows)))
        from kind in Gen.Choose(0, 5)
        from seed in Gen.Choose(0, int.MaxValue)
        select Adversary(rows, columns, kind, Key.FromSeed((ulong)seed))).ToArbitrary();

    private static Tensor<T> Adversary(int rows, int columns, int kind, Key key) => Tensor.Generate([rows, columns], (int i) =>
    {
        var (row, x) = (i / columns, key.Uniform(i));
        return T.CreateChecked(kind switch
        {
            0 => 8730.3 + 0.001 * x,
            1 => ((row & 1) == 0 ? 1 : -1) * (1 + x),
            2 => row == (int)(key.First % (uint)rows) ? 1e7 : x,
            3 => (row + x) / rows,
            4 => double.Exp2(40 * x - 20) * ((key.Bits(~i) & 1) == 0 ? 1 : -1),
            _ => 0.1,
        });
    });

    [Law]
    public Property A_sum_over_rows_has_the_bound_of_pairs() => Prop.ForAll(Adversaries, x => Hold(x, Columns(x), x.Sum([0])));

    [Law]
    public Property A_sum_along_memory_has_the_bound_of_pairs() => Prop.ForAll(Adversaries, x => Hold(x, Columns(x), x.Transpose().Sum([1])));

    [Law(50)]
    public Property A_sum_over_a_middle_axis_has_the_bound_of_pairs() => Prop.ForAll(Adversaries, x =>
        Hold(x, Columns(x), x.Reshape(1, x.Shape[0], x.Shape[1]).Sum([1])));

    [Law(50)]
    public Property A_sum_over_axes_apart_has_the_bound_of_pairs() => Prop.ForAll(Adversaries, x =>
        Hold(x, Columns(x), Tensor.Stack(2, x, x.Zero).Sum([0, 2])));

    [Law(50)]
    public Property A_sum_of_all_has_the_bound_of_pairs() => Prop.ForAll(Adversaries, x => Hold(x, [[.. x]], x.Sum()));

    [Law(50)]
    public Property What_broadcasting_repeated_is_summed_with_the_bound_of_pairs() => Prop.ForAll(Adversaries, x => Hold(x, Columns(x), x.SumTo(x.Shape[1..])));

    [Law(50)]
    public Property The_bias_of_a_dense_layer_has_a_gradient_with_the_bound_of_pairs() => Prop.ForAll(Adversaries, x =>
    {
        var theta = TensorTree<T>.Of(("weight", Tensor.Zeros<T>([1, x.Shape[1]])), ("bias", Tensor.Zeros<T>(x.Shape[1..])));
        return Hold(x, Columns(x), Layers<T>.Dense(x.Shape[1]).On(Tensor.Zeros<T>([x.Shape[0], 1]))(theta).Pullback(x)["bias"]);
    });

    [Law(50)]
    public Property A_mean_has_the_bound_of_pairs_and_of_a_division() => Prop.ForAll(Adversaries, x =>
        Hold(x, Columns(x.Cast<double>() / x.Shape[0]), x.Mean([0]), roundingsOfTerms: 1));

    [Law(50)]
    public Property Inner_products_have_the_bound_of_pairs_in_double() => Prop.ForAll(Adversaries, x =>
    {
        var terms = x.Cast<double>() * x.Cast<double>();
        var bound = (double.Log2(x.Length) + 14) * double.Exp2(-53) * terms.Sum(double.Abs);
        return Exact([.. terms]) is var exact && double.Abs(x.Dot(x) - exact) <= bound;
    });

    [Law(50)]
    public Property Mean_squared_errors_have_the_bound_of_pairs() => Prop.ForAll(Adversaries, x => OfCost(
        x, Layers<T>.MeanSquaredError(x.Zero, Reduction.Sum), x.Cast<double>() * x.Cast<double>(), 1));

    [Law(50)]
    public Property Log_likelihoods_have_the_bound_of_pairs() => Prop.ForAll(Adversaries, x => OfCost(
        x, Layers<T>.NegativeLogLikelihood(FirstClass(x), Reduction.Sum), -x.Slice(1, 0, 1).Cast<double>(), 0));

    /// <summary>Terms log Σ eˣ − x₀ whose own rounding is a few units of the largest number in the row.</summary>
    [Law(50)]
    public Property Cross_entropies_have_the_bound_of_pairs() => Prop.ForAll(Adversaries, x =>
    {
        var exact = x.Cast<double>();
        var largest = exact.Max([1], keepAxes: true);
        var terms = (exact.LogSumExp([1], keepAxes: true) - exact.Slice(1, 0, 1)).Maximum(0);
        var own = (largest.Abs() + (largest - exact).Max([1], keepAxes: true).Abs() + double.Log2(x.Shape[1]) + 8.0) * UnitRoundoff;
        var cost = Layers<T>.CrossEntropy(FirstClass(x), Reduction.Sum).At(TensorTree<T>.Empty)(x).Output.Scalar;
        var bound = (double.Log2(x.Shape[0]) + 8) * UnitRoundoff * terms.Sum(double.Abs) + 4 * own.Sum().Scalar;
        return double.Abs(double.CreateChecked(cost) - Exact([.. terms])) <= bound;
    });

    /// <summary>A product sums up to 3072 terms one after the other, and by pairs beyond.</summary>
    [Law(50)]
    public Property A_matrix_product_has_the_bound_of_its_blocks() => Prop.ForAll(Adversaries, x =>
    {
        var ones = Tensor.Ones<T>([1, x.Shape[0]]);
        var chain = Math.Min(x.Shape[0], 3072) + 8;
        return Hold(x, Columns(x), ones.MatMul(x), roundingsOfTerms: chain) && Hold(x, Columns(x), x.MatMul(ones, Transposed.Both), roundingsOfTerms: chain);
    });

    [Law(20)]
    public Property Sums_have_the_same_bits_wherever_the_terms_lie() => Prop.ForAll(Adversaries, x =>
    {
        var (sum, rows, columns) = (x.Sum(), x.Sum([0]), x.Sum([1]));
        for (var place = 1; place <= 4; place++)
        {
            var elsewhere = Tensor.Create<T>(x.Shape, x.Span);
            Naive.SameBits(sum, elsewhere.Sum());
            Naive.SameBits(rows, elsewhere.Sum([0]));
            Naive.SameBits(columns, elsewhere.Sum([1]));
            GC.KeepAlive(new byte[8 * place]);
        }
    });

    private static Labels FirstClass(Tensor<T> x) => [.. new int[x.Shape[0]]];

    private static bool OfCost(Tensor<T> x, Layer<T, Tensor<T>, Tensor<T>> cost, Tensor<double> terms, int roundings) =>
        Hold(x, [[.. terms]], cost.At(TensorTree<T>.Empty)(x).Output, roundings);

    private static double[][] Columns(Tensor<T> x) => Columns(x.Cast<double>());

    private static double[][] Columns(Tensor<double> x) => [.. Enumerable.Range(0, x.Shape[1]).Select(column => (double[])[.. x.Slice(1, column, 1)])];

    private static bool Hold(Tensor<T> x, double[][] terms, Tensor<T> sums, int roundingsOfTerms = 0) => Hold(terms, sums, roundingsOfTerms, x);

    private static bool Hold(Tensor<T> x, T[][] terms, Tensor<T> sums) => Hold([.. terms.Select(static each => each.Select(double.CreateChecked).ToArray())], sums, 0, x);

    private static bool Hold(double[][] terms, Tensor<T> sums, int roundingsOfTerms, Tensor<T> x)
    {
        Assert.Equal(terms.Length, sums.Length);
        for (var i = 0; i < terms.Length; i++)
        {
            var allowed = (double.Log2(terms[i].Length) + 6 + roundingsOfTerms) * UnitRoundoff * terms[i].Sum(double.Abs) * 1.001 + double.CreateChecked(T.Epsilon);
            var error = double.Abs(double.CreateChecked(sums.Span[i]) - Exact(terms[i]));
            Assert.True(error <= allowed, $"sum {i} of {x.Shape}: {sums.Span[i]} is off by {error}, allowed {allowed}");
        }
        return true;
    }

    /// <summary>A sum with twice the digits: what each addition loses is added up beside it (Ogita, Rump, Oishi, SIAM J. Sci. Comput. 26(6), 2005).</summary>
    private static double Exact(double[] terms)
    {
        var (sum, lost) = (0.0, 0.0);
        foreach (var term in terms)
        {
            var next = sum + term;
            var part = next - sum;
            lost += sum - (next - part) + (term - part);
            sum = next;
        }
        return sum + lost;
    }
}

public sealed class SummationOfFloats : SummationLaws<float>;

public sealed class SummationOfDoubles : SummationLaws<double>;
