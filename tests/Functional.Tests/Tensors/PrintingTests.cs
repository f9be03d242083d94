namespace Functional.Tests.Tensors;

public class PrintingTests
{
    private static void Prints<T>(Tensor<T> tensor, string expected)
        where T : struct, System.Numerics.IFloatingPointIeee754<T> => Assert.Equal(expected.ReplaceLineEndings("\n"), tensor.ToString());

    [Fact]
    public void A_number_stands_on_the_line_of_its_shape()
    {
        Prints<float>(3.5f, "Tensor<float> [] 3.5000");
        Prints<double>(-2, "Tensor<double> [] -2");
    }

    [Fact]
    public void Whole_numbers_have_no_decimals() => Prints<float>([1, -2, 30], """
        Tensor<float> [3]
          [ 1, -2, 30]
        """);

    [Fact]
    public void Other_numbers_have_four_decimals_in_aligned_columns() => Prints(Tensor.Matrix<double>([[1, -2.5, 3], [0.33333, 500, 6]]), """
        Tensor<double> [2, 3]
          [[  1.0000,  -2.5000,   3.0000],
           [  0.3333, 500.0000,   6.0000]]
        """);

    [Fact]
    public void Zero_is_told_from_a_small_number() => Prints<float>([0, 0.5f, 0.00001f], """
        Tensor<float> [3]
          [     0, 0.5000, 0.0000]
        """);

    [Fact]
    public void Very_large_numbers_are_in_scientific_notation() => Prints<double>([1e10, -1, 0.5], """
        Tensor<double> [3]
          [ 1.0000e+10, -1.0000e+00,  5.0000e-01]
        """);

    [Fact]
    public void Large_whole_numbers_are_too() => Prints<float>([1e7f, 3e20f, 0], """
        Tensor<float> [3]
          [1.0000e+07, 3.0000e+20,          0]
        """);

    [Fact]
    public void Very_small_numbers_are_in_scientific_notation() => Prints<double>([1e-5, 2.5e-300, 0], """
        Tensor<double> [3]
          [ 1.0000e-05, 2.5000e-300,           0]
        """);

    [Fact]
    public void NaN_and_infinity_are_written_out() => Prints<float>([float.NaN, 1.5f, float.NegativeInfinity], """
        Tensor<float> [3]
          [      NaN,    1.5000, -Infinity]
        """);

    [Fact]
    public void NaN_alone_is_no_reason_for_decimals() => Prints<double>([double.NaN, 1, double.PositiveInfinity], """
        Tensor<double> [3]
          [     NaN,        1, Infinity]
        """);

    [Fact]
    public void Nothing_is_said_to_be_nothing() => Prints(Tensor.Zeros<float>([2, 0, 3]), "Tensor<float> [2, 0, 3] (no elements)");

    [Fact]
    public void Matrices_of_a_cube_are_set_apart() => Prints(Tensor.Generate<double>([2, 2, 3], (int place) => place), """
        Tensor<double> [2, 2, 3]
          [[[ 0,  1,  2],
            [ 3,  4,  5]],

           [[ 6,  7,  8],
            [ 9, 10, 11]]]
        """);

    [Fact]
    public void An_axis_of_eight_is_whole() => Prints(Tensor.Generate<float>([8], (int place) => place), """
        Tensor<float> [8]
          [0, 1, 2, 3, 4, 5, 6, 7]
        """);

    [Fact]
    public void Longer_axes_are_cut_in_the_middle() => Prints(Tensor.Generate<float>([10, 9], (int place) => place), """
        Tensor<float> [10, 9]
          [[ 0,  1,  2, …,  6,  7,  8],
           [ 9, 10, 11, …, 15, 16, 17],
           [18, 19, 20, …, 24, 25, 26],
           …,
           [63, 64, 65, …, 69, 70, 71],
           [72, 73, 74, …, 78, 79, 80],
           [81, 82, 83, …, 87, 88, 89]]
        """);

    [Fact]
    public void A_long_outer_axis_is_cut_between_matrices() => Prints(Tensor.Generate<float>([9, 1, 2], (int place) => place), """
        Tensor<float> [9, 1, 2]
          [[[ 0,  1]],

           [[ 2,  3]],

           [[ 4,  5]],

           …,

           [[12, 13]],

           [[14, 15]],

           [[16, 17]]]
        """);

    [Fact]
    public void Numbers_that_are_cut_out_do_not_widen_the_columns() =>
        Prints(Tensor.Generate<float>([9], (int place) => place == 4 ? 12345.678f : 1), """
        Tensor<float> [9]
          [1, 1, 1, …, 1, 1, 1]
        """);
}
