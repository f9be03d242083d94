using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Functional.Laws;
using Functional.Properties.Generators;

namespace Functional.Properties.Tensors;

public abstract class MatMulLaws<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private static readonly Arbitrary<Factors<T>> Batches = ProductGenerators.Batches<T>().ToArbitrary();

    [Law(Arbitrary = [typeof(ProductGenerators)])]
    public void Every_element_is_its_row_times_its_column(Factors<T> factors) =>
        NaiveProduct.Near(factors.A, factors.B, factors.Left.MatMul(factors.Right, factors.Transposed));

    /// <summary>More rows, inner sizes and columns than a block has, so that every offset into the operands is taken.</summary>
    [Theory]
    [InlineData(Transposed.None)]
    [InlineData(Transposed.Left)]
    [InlineData(Transposed.Right)]
    [InlineData(Transposed.Both)]
    public void Products_over_several_blocks_on_every_side_are_near_the_exact_ones(Transposed transposed)
    {
        var (a, b) = (Wave([97, 257], 0.7), Wave([257, 1025], 1.3));
        var left = transposed.HasFlag(Transposed.Left) ? a.Transpose() : a;
        var right = transposed.HasFlag(Transposed.Right) ? b.Transpose() : b;
        NaiveProduct.Near(a, b, left.MatMul(right, transposed));

        static Tensor<T> Wave(Shape shape, double step) => Tensor.Generate(shape, (int place) => T.CreateChecked(double.Sin(step * place)));
    }

    /// <summary>Exactly: products of round numbers and their sums are exact.</summary>
    [Law]
    public Property Batches_broadcast_and_are_multiplied_matrix_by_matrix() => Prop.ForAll(Batches, factors =>
    {
        var (a, b) = (factors.A, factors.B);
        var batch = Shape.Broadcast(a.Shape[..^2], b.Shape[..^2])!;
        var expected = Naive.Tensor(batch.Then([a.Shape[^2], b.Shape[^1]]), index =>
        {
            var sum = T.Zero;
            for (var p = 0; p < a.Shape[^1]; p++)
                sum += Element(a, [.. index[..^1], p]) * Element(b, [.. index[..^2], p, index[^1]]);
            return sum;
        });
        Assert.Equal(expected, factors.Left.MatMul(factors.Right, factors.Transposed));
    });

    [Law]
    public Property The_transpose_of_a_product_is_the_product_of_the_transposes_in_turn() => Prop.ForAll(Batches, factors =>
        Assert.Equal(factors.A.MatMul(factors.B).Transpose(), factors.B.MatMul(factors.A, Transposed.Both)));

    /// <summary>The element at an index whose batch part is broadcast.</summary>
    private static T Element(Tensor<T> x, int[] index)
    {
        int[] batch = [.. index[..^2].Skip(index.Length - x.Rank).Select((place, axis) => x.Shape[axis] == 1 ? 0 : place)];
        return Naive.At(x, [.. batch, .. index[^2..]]);
    }
}

public sealed class MatMulOfFloats : MatMulLaws<float>;

public sealed class MatMulOfDoubles : MatMulLaws<double>;
