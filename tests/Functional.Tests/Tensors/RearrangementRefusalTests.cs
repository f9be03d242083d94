namespace Functional.Tests.Tensors;

public class RearrangementRefusalTests
{
    private static readonly Tensor<float> Grid = Tensor.Ones<float>([2, 3]), Empty = Tensor.Zeros<float>([0, 3]), Number = 1f;

    [Fact]
    public void Reshape_to_another_number_of_elements() => Refused.Shape(() => Grid.Reshape(4, 2), "[2, 3]", "6 elements", "[4, 2]", "8");

    [Fact]
    public void Reshape_to_what_does_not_divide() => Refused.Shape(() => Grid.Reshape(4, -1), "[2, 3]", "6 elements", "[4, -1]");

    [Fact]
    public void Reshape_with_two_sizes_left_over() => Refused.Shape(() => Grid.Reshape(-1, 2, -1), "more than one", "[-1, 2, -1]", "[2, 3]");

    [Fact]
    public void Reshape_with_a_size_that_could_be_anything() => Refused.Shape(() => Empty.Reshape(-1, 0), "[0, 3]", "[-1, 0]");

    [Fact]
    public void Reshape_with_a_negative_size() => Refused.Shape(() => Grid.Reshape(-2, -3), "[-2, -3]");

    [Fact]
    public void Transpose_of_fewer_than_two_axes()
    {
        Refused.Shape(() => Number.Transpose(), "Transpose", "[]");
        Refused.Shape(() => Number.Reshape(1).Transpose(), "Transpose", "[1]");
    }

    [Fact]
    public void Permute_that_misses_an_axis() => Refused.Shape(() => Grid.Permute(1), "Permute", "[1]", "[2, 3]");

    [Fact]
    public void Permute_that_names_an_axis_twice() => Refused.Shape(() => Grid.Permute(1, -1), "Permute", "[1, 1]", "[2, 3]");

    [Fact]
    public void Permute_of_an_axis_that_does_not_exist() => Refused.Shape(() => Grid.Permute(0, 2), "axis 2", "[2, 3]", "rank is 2");

    [Fact]
    public void Concatenate_nothing() => Refused.Shape(() => Tensor.Concatenate<float>(0), "Concatenate", "no tensors");

    [Fact]
    public void Concatenate_shapes_that_differ_elsewhere() =>
        Refused.Shape(() => Tensor.Concatenate(0, Grid, Tensor.Ones<float>([2, 4])), "axis 0", "[2, 3]", "[2, 4]");

    [Fact]
    public void Concatenate_ranks_that_differ()
    {
        Refused.Shape(() => Tensor.Concatenate(0, Grid, Tensor.Ones<float>([3])), "[2, 3]", "[3]");
        Refused.Shape(() => Tensor.Concatenate(1, Grid, Tensor.Ones<float>([3])), "axis 1", "[2, 3]", "[3]");
    }

    [Fact]
    public void Concatenate_apartan_axis_that_does_not_exist()
    {
        Refused.Shape(() => Tensor.Concatenate(2, Grid, Grid), "axis 2", "[2, 3]", "rank is 2");
        Refused.Shape(() => Tensor.Concatenate(0, Number, Number), "axis 0", "[]", "rank is 0");
    }

    [Fact]
    public void Concatenate_to_too_many_elements()
    {
        var part = Tensor.Zeros<float>([1 << 16]);
        Refused.Shape(() => Tensor.Concatenate<float>(0, [.. Enumerable.Repeat(part, 1 << 15)]), "2147483648", "[65536]");
        Refused.Shape(() => Tensor.Concatenate<float>(0, [.. Enumerable.Repeat(part.Reshape(2, -1), 1 << 15)]), "[65536, 32768]");
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(4, -1)]
    public void Split_into_sizes_that_do_not_add_up(int first, int second) =>
        Refused.Shape(() => Grid.Split(1, first, second), "Split", Invariant($"[{first}, {second}]"), "3, axis 1", "[2, 3]");

    [Fact]
    public void Split_an_axis_that_does_not_exist() => Refused.Shape(() => Number.Split(0, 1), "axis 0", "[]");

    [Fact]
    public void Stack_nothing() => Refused.Shape(() => Tensor.Stack<float>(), "Stack", "no tensors");

    [Fact]
    public void Stack_of_shapes_that_differ() => Refused.Shape(() => Tensor.Stack(Grid, Grid.Transpose()), "Stack", "[2, 3]", "[3, 2]");

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void Stack_in_a_place_where_no_axis_goes(int axis) =>
        Refused.Shape(() => Tensor.Stack(axis, Grid, Grid), Invariant($"axis {axis}"), "3 places", "[2, 3]");

    [Theory]
    [InlineData(2)]
    [InlineData(-1)]
    public void TakeRows_outside(int row) => Refused.Shape(() => Grid.TakeRows(0, row), Invariant($"row {row}"), "[2, 3]");

    [Fact]
    public void TakeRows_of_nothing() => Refused.Shape(() => Empty.TakeRows(0), "row 0", "[0, 3]");

    [Fact]
    public void TakeRows_of_a_number() => Refused.Shape(() => Number.TakeRows(0), "TakeRows", "without axes");

    [Fact]
    public void TakeRows_to_too_many_elements() =>
        Refused.Shape(() => Tensor.Zeros<float>([1, 1 << 20]).TakeRows(new int[1 << 11]), "[2048, 1048576]", "2147483647");
}
