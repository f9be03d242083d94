using System.Collections.Immutable;
using System.Numerics;

namespace Functional.Tests.Tensors;

public abstract class CreationTests<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private static T Number(double value) => T.CreateChecked(value);

    private static T[] Numbers(params double[] values) => [.. values.Select(Number)];

    private static void Holds(Tensor<T> tensor, Shape shape, params double[] values)
    {
        Assert.Equal(shape, tensor.Shape);
        Assert.Equal(Numbers(values), tensor.Span.ToArray());
    }

    [Fact]
    public void A_collection_expression_is_a_vector()
    {
        Tensor<T> vector = [Number(1), Number(2.5), Number(-3)];
        Holds(vector, [3], 1, 2.5, -3);
    }

    [Fact]
    public void A_number_is_a_tensor_without_axes()
    {
        Tensor<T> number = Number(2.5);
        Holds(number, [], 2.5);
        Assert.Equal(Number(2.5), number.Scalar);
    }

    [Fact]
    public void The_one_element_is_a_scalar_whatever_the_rank() => Assert.Equal(T.One, Tensor.Ones<T>([1, 1, 1]).Scalar);

    [Fact]
    public void Rows_make_a_matrix() => Holds(Tensor.Matrix(Numbers(1, 2, 3), Numbers(4, 5, 6)), [2, 3], 1, 2, 3, 4, 5, 6);

    [Fact]
    public void No_rows_make_an_empty_matrix() => Holds(Tensor.Matrix<T>([]), [0, 0]);

    [Fact]
    public void Empty_rows_make_a_matrix_without_columns() => Holds(Tensor.Matrix<T>([[], []]), [2, 0]);

    [Fact]
    public void Two_dimensional_arrays_keep_their_shape() =>
        Holds(Tensor.Create(new[,] { { Number(1), Number(2), Number(3) }, { Number(4), Number(5), Number(6) } }), [2, 3], 1, 2, 3, 4, 5, 6);

    [Fact]
    public void Three_dimensional_arrays_keep_their_shape() =>
        Holds(Tensor.Create(new[,,] { { { Number(1) }, { Number(2) } }, { { Number(3) }, { Number(4) } } }), [2, 2, 1], 1, 2, 3, 4);

    [Fact]
    public void Four_dimensional_arrays_keep_their_shape() => Holds(Tensor.Create(new T[2, 0, 3, 1]), [2, 0, 3, 1]);

    [Fact]
    public void Values_fill_a_shape_in_row_major_order()
    {
        Holds(Tensor.Create([2, 2], Number(1), Number(2), Number(3), Number(4)), [2, 2], 1, 2, 3, 4);
        Holds(Tensor.Create([2, 2], [Number(1), Number(2), Number(3), Number(4)]), [2, 2], 1, 2, 3, 4);
        Assert.Equal(Number(3), Tensor.Create<T>([2, 2], Numbers(1, 2, 3, 4))[1, 0]);
    }

    [Fact]
    public void Values_are_copied_from_a_span()
    {
        var source = Numbers(1, 2);
        var tensor = Tensor.Create<T>([2], source);
        var vector = Tensor.Vector<T>(source);
        source[0] = Number(99);
        Holds(tensor, [2], 1, 2);
        Holds(vector, [2], 1, 2);
    }

    [Fact]
    public void Values_are_copied_from_an_array()
    {
        var source = new T[1, 1];
        var tensor = Tensor.Create(source);
        source[0, 0] = Number(99);
        Holds(tensor, [1, 1], 0);
    }

    [Fact]
    public void An_immutable_array_is_shared()
    {
        var source = ImmutableArray.Create(Number(1), Number(2));
        var tensor = Tensor.Create([2, 1], source);
        Holds(tensor, [2, 1], 1, 2);
        Assert.True(tensor.Span.Overlaps(source.AsSpan()));
    }

    [Fact]
    public void A_generator_is_given_places_in_row_major_order() =>
        Holds(Tensor.Generate([2, 3], (int place) => Number(place)), [2, 3], 0, 1, 2, 3, 4, 5);

    [Fact]
    public void A_generator_is_given_one_index_for_each_axis() =>
        Holds(Tensor.Generate([2, 3], (ReadOnlySpan<int> at) => Number((10 * at[0]) + at[1])), [2, 3], 0, 1, 2, 10, 11, 12);

    [Fact]
    public void A_generator_of_a_number_is_called_once_without_indices() =>
        Holds(Tensor.Generate([], (ReadOnlySpan<int> at) => Number(at.Length + 7)), [], 7);

    [Fact]
    public void A_generator_of_nothing_is_never_called() =>
        Holds(Tensor.Generate<T>([3, 0], (int _) => throw new InvalidOperationException()), [3, 0]);

    [Fact]
    public void Constant_tensors()
    {
        Holds(Tensor.Zeros<T>([2, 1]), [2, 1], 0, 0);
        Holds(Tensor.Ones<T>([3]), [3], 1, 1, 1);
        Holds(Tensor.Full([2], Number(-1.5)), [2], -1.5, -1.5);
        Holds(Tensor.Identity<T>(2), [2, 2], 1, 0, 0, 1);
        Holds(Tensor.Identity<T>(0), [0, 0]);
    }
}

public sealed class CreationOfFloats : CreationTests<float>;

public sealed class CreationOfDoubles : CreationTests<double>;
