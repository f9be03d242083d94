using System.Numerics;
using FsCheck.Fluent;
using FsCheck;
using Functional.Kernels;
using Functional.Laws;
using Functional.Properties.Generators;

namespace Functional.Properties.Tensors;

/// <summary>What holds for the matrix product in vectors of every width, whatever the hardware would choose, and for any threads.</summary>
public abstract class KernelLaws<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private const int Guard = 70;           // more than a vector of 512 bits
    private static readonly T Untouched = T.CreateChecked(12345);

    public static TheoryData<int, int, int, int> LargeProducts
    {
        get
        {
            var data = new TheoryData<int, int, int, int>();
            foreach (var (rows, inner, columns) in new[]
            {
                (211, 190, 181), (13, 900, 700), (1, 800, 1500), (3, 801, 701), (1501, 801, 1), (701, 802, 3),
                (1030, 390, 9), (3000, 10, 7), (1500, 2, 300), (125, 400, 1100), (2, 2, 1), (2003, 8, 3), (3001, 3, 2), (900, 8, 8), (1, 1, 1), (1, 5, 1), (1, 37, 23), (5, 40, 3), (301, 1, 1037), (40, 1, 35)
            })
                foreach (var width in new[] { VectorWidth.Any, VectorWidth.Bits256, VectorWidth.Bits512 })
                    data.Add(rows, inner, columns, (int)width);
            return data;
        }
    }

    [Law(200, Arbitrary = [typeof(KernelGenerators)])]
    public void Every_width_is_near_the_exact_product(KernelCase<T> sample)
    {
        var product = Product(sample, []);
        NaiveProduct.Near(sample.Factors.A, sample.Factors.B, product);
    }

    [Law(200, Arbitrary = [typeof(KernelGenerators)])]
    public void Threads_change_no_bit(KernelCase<T> sample) =>
        AssertSameBits(Product(sample with { Threads = 1 }, sample.Bias), Product(sample, sample.Bias));

    [Law(200, Arbitrary = [typeof(KernelGenerators)])]
    public void A_fused_bias_is_the_bias_added_to_the_product(KernelCase<T> sample) =>
        AssertSameBits(Product(sample, []) + sample.Bias, Product(sample, sample.Bias));

    /// <summary>How a row goes, and whether B is packed before, is a matter of speed: the sums have one order.</summary>
    [Law(200, Arbitrary = [typeof(KernelGenerators)])]
    public void A_row_of_a_product_is_the_product_of_the_row_and_packing_changes_no_bit(KernelCase<T> sample)
    {
        var (a, b) = (sample.Factors.A, sample.Factors.B);
        if (b.Shape[0] < 2 || b.Shape[1] <= 4)
            return;     // these have sums of another order
        sample = sample with { Factors = new(a, b, Transposed.None) };
        var product = Product(sample, sample.Bias);
        for (var i = 0; i < a.Shape[0]; i += Math.Max(1, a.Shape[0] / 3))
            AssertSameBits(product.Slice(0, i, 1), Product(sample with { Factors = new(a.Slice(0, i, 1), b, Transposed.None) }, sample.Bias));
        if (PackedMatrixProduct.Pack(Operand(b, false), (VectorWidth)sample.Width) is not { } packed)
            return;
        AssertSameBits(product, Packed(sample, a, packed));
        if (a.Shape[0] > 0)
            AssertSameBits(product.Slice(0, 0, 1), Packed(sample, a.Slice(0, 0, 1), packed));
    }

    /// <summary>Sums of round numbers are exact, so every method and width must agree to the bit.</summary>
    [Law]
    public Property Products_of_round_numbers_are_the_same_in_every_width() =>
        Prop.ForAll(KernelGenerators.Of(Reals.Round<T>()).ToArbitrary(), sample =>
            AssertSameBits(Product(sample with { Width = (int)VectorWidth.None }, sample.Bias), Product(sample, sample.Bias)));

    /// <summary>Infinity times zero, and the sum of both infinities, are NaN in whatever order they meet.</summary>
    [Law(200)]
    public Property Infinities_and_NaNs_go_where_the_definition_sends_them() =>
        Prop.ForAll(KernelGenerators.Of(Gen.Frequency(
            (200, Reals.Round<T>()),
            (1, Gen.Constant(T.Zero)), (1, Gen.Elements(T.NaN, T.PositiveInfinity, T.NegativeInfinity)))).ToArbitrary(), sample =>
        {
            var expected = Product(sample with { Width = (int)VectorWidth.None, Threads = 1 }, sample.Bias);
            Assert.Equal(expected, Product(sample, sample.Bias));
        });

    [Theory]
    [MemberData(nameof(LargeProducts))]
    public void Large_products_are_near_and_the_same_for_any_number_of_threads(int rows, int inner, int columns, int width)
    {
        foreach (var transposed in new[] { Transposed.None, Transposed.Left, Transposed.Right, Transposed.Both })
        {
            var left = Wave(transposed.HasFlag(Transposed.Left) ? [inner, rows] : [rows, inner], 0.7);
            var right = Wave(transposed.HasFlag(Transposed.Right) ? [columns, inner] : [inner, columns], 1.3);
            var sample = new KernelCase<T>(new(left, right, transposed), Wave([columns], 0.1), width, 1);
            var alone = Product(sample, sample.Bias);
            AssertSameBits(Product(sample, []) + sample.Bias, alone);
            foreach (var threads in new[] { 2, 3, 7 })
                AssertSameBits(alone, Product(sample with { Threads = threads }, sample.Bias));
            if ((long)rows * inner * columns < 2_000_000)
                NaiveProduct.Near(sample.Factors.A, sample.Factors.B, Product(sample, []));
        }
    }

    [Theory]
    [InlineData(1, 784, 512)]
    [InlineData(128, 784, 512)]
    [InlineData(133, 1201, 777)]
    [InlineData(5, 3072, 70)]
    public void Large_products_with_a_packed_operand_are_those_without(int rows, int inner, int columns)
    {
        var (a, b) = (Wave([rows, inner], 0.7), Wave([inner, columns], 1.3));
        foreach (var width in new[] { VectorWidth.Any, VectorWidth.Bits256, VectorWidth.Bits512 })
        {
            var sample = new KernelCase<T>(new(a, b, Transposed.None), Wave([columns], 0.1), (int)width, 1);
            var (product, packed) = (Product(sample, sample.Bias), PackedMatrixProduct.Pack(Operand(b, false), width)!);
            foreach (var threads in new[] { 1, 2, 3, 7 })
                AssertSameBits(product, Packed(sample with { Threads = threads }, a, packed));
        }
    }

    private static Tensor<T> Packed(KernelCase<T> sample, Tensor<T> a, PackedMatrix b)
    {
        var memory = new T[a.Shape[0] * b.Columns + 2 * Guard];
        Array.Fill(memory, Untouched);
        var c = memory.AsSpan(Guard, a.Shape[0] * b.Columns);
        c.Fill(T.NaN);
        PackedMatrixProduct.Run(Operand(a, false), b, c, Guarded(sample.Bias), (VectorWidth)sample.Width, sample.Threads, worthAThread: 1000);
        Assert.Equal(-1, memory.AsSpan(0, Guard).IndexOfAnyExcept(Untouched));
        Assert.Equal(-1, memory.AsSpan(Guard + c.Length).IndexOfAnyExcept(Untouched));
        return Tensor.Create<T>([a.Shape[0], b.Columns], c);
    }

    /// <summary>
    /// The product as the kernel leaves it in memory where NaNs lay before, between numbers that it must not touch; the operands lie
    /// between NaNs, which an element read from beyond them would spread.
    /// </summary>
    private static Tensor<T> Product(KernelCase<T> sample, Tensor<T> bias)
    {
        var (rows, columns) = (sample.Factors.A.Shape[0], sample.Factors.B.Shape[1]);
        var memory = new T[rows * columns + 2 * Guard];
        Array.Fill(memory, Untouched);
        var c = memory.AsSpan(Guard, rows * columns);
        c.Fill(T.NaN);
        MatrixProduct.Run(
            Operand(sample.Factors.Left, sample.Factors.Transposed.HasFlag(Transposed.Left)),
            Operand(sample.Factors.Right, sample.Factors.Transposed.HasFlag(Transposed.Right)),
            c, Guarded(bias), (VectorWidth)sample.Width, sample.Threads, worthAThread: 1000);
        Assert.Equal(-1, memory.AsSpan(0, Guard).IndexOfAnyExcept(Untouched));
        Assert.Equal(-1, memory.AsSpan(Guard + c.Length).IndexOfAnyExcept(Untouched));
        return Tensor.Create<T>([rows, columns], c);
    }

    private static Operand<T> Operand(Tensor<T> x, bool transposed) =>
        new(Guarded(x), x.Shape[transposed ? 1 : 0], x.Shape[transposed ? 0 : 1], transposed);

    private static ReadOnlySpan<T> Guarded(Tensor<T> x)
    {
        var memory = new T[x.Length + 2 * Guard];
        Array.Fill(memory, T.NaN);
        x.Span.CopyTo(memory.AsSpan(Guard));
        return memory.AsSpan(Guard, x.Length);
    }

    private static Tensor<T> Wave(Shape shape, double step) => Tensor.Generate(shape, (int place) => T.CreateChecked(double.Sin(step * place + 0.3)));

    /// <summary>Equal numbers would do for −0 and 0; these are equal bits.</summary>
    private static void AssertSameBits(Tensor<T> expected, Tensor<T> actual)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        for (var i = 0; i < expected.Length; i++)
            if (!expected.Span[i].Equals(actual.Span[i]) || T.IsNegative(expected.Span[i]) != T.IsNegative(actual.Span[i]))
                Assert.Fail($"Element {i} of {expected.Shape} is {actual.Span[i]}, not {expected.Span[i]}.");
    }
}

public sealed class KernelsOfFloats : KernelLaws<float>;

public sealed class KernelsOfDoubles : KernelLaws<double>;
