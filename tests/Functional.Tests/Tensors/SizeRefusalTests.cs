using static Functional.Layers<float>;
using static Functional.Tests.Tensors.Refused;

namespace Functional.Tests.Tensors;

/// <summary>Sizes that are too large together are told as sizes. Nothing large is allocated here: one row, one tensor is shared, or one size is 0.</summary>
public class SizeRefusalTests
{
    private const int Huge = int.MaxValue;
    private static readonly Key Seed = Key.FromSeed(1);

    [Fact]
    public void A_matrix_of_too_many_elements()
    {
        var row = new float[50_000];
        Shape(() => Tensor.Matrix<float>([.. Enumerable.Repeat(row, 50_000)]), "[50000, 50000]");
    }

    [Fact]
    public void A_matrix_whose_elements_would_wrap_around_to_few()
    {
        var row = new float[1 << 16];
        Shape(() => Tensor.Matrix<float>([.. Enumerable.Repeat(row, 1 << 16)]), "[65536, 65536]");
    }

    [Fact]
    public void Parallel_layers_whose_outputs_are_too_wide_together() =>
        Message(() => Parallel(Reshaped(Huge), Reshaped(Huge)).Start(Seed, [2]), "Parallel", "4294967294", "[2147483647]");

    [Fact]
    public void Concatenated_samples_that_are_too_wide_together() =>
        Message(() => Concatenate.Initialize(Seed, Shapes.Pair(Functional.Shape.Create(Huge), Functional.Shape.Create(Huge))), "Concatenate", "4294967294", "[2147483647]");

    [Fact]
    public void Tensors_that_differ_elsewhere_than_where_they_are_joined() =>
        Shape(() => Tensor.Concatenate(0, Tensor.Zeros<float>([1 << 30, 0]), Tensor.Zeros<float>([0, 4])), "[1073741824, 0]", "[0, 4]", "differ");

    [Fact]
    public void A_product_of_too_many_elements() =>
        Shape(() => Tensor.Ones<float>([1 << 16, 1]).MatMul(Tensor.Ones<float>([1, 1 << 16])), "[65536, 65536]");

    [Fact]
    public void A_batch_of_products_of_too_many_elements() =>
        Shape(() => Tensor.Ones<float>([1 << 11, 1, 1 << 10, 1]).MatMul(Tensor.Ones<float>([1 << 11, 1, 1 << 10])), "2048");

    [Fact]
    public void A_stack_of_too_many_elements()
    {
        var part = Tensor.Ones<float>([1 << 16]);
        Shape(() => Tensor.Stack<float>(0, [.. Enumerable.Repeat(part, 1 << 16)]), "[65536, 65536]");
    }

    [Fact]
    public void A_slice_far_outside() => Shape(() => Tensor.Ones<float>([2]).Slice(0, Huge, Huge), "2147483647 to 4294967293", "[2]");

    [Fact]
    public void Rows_taken_too_often() =>
        Shape(() => Tensor.Ones<float>([1, 1 << 16]).TakeRows(new int[1 << 16]), "[65536, 65536]");

    [Fact]
    public void A_scan_whose_state_is_too_large_for_its_batch()
    {
        var cell = Pure<Pair<Tensor<float>, Tensor<float>>, Pair<Tensor<float>, Tensor<float>>>("Cell", static shapes => shapes, static x => (x, static dy => dy));
        Shape(() => Scan(cell, [1 << 16]).At(TensorTree<float>.Empty)(Tensor.Ones<float>([1 << 16, 1, 1])), "[65536, 65536]");
    }

    [Fact]
    public void Parameters_with_more_coordinates_than_can_be_counted()
    {
        var million = Tensor.Ones<float>([1 << 20]);
        var tree = TensorTree<float>.Of([.. Enumerable.Range(0, 2048).Select(i => ($"{i}", (TensorTree<float>)million))]);

        Assert.Equal(1L << 31, tree.Count);
        Shape(() => tree.Dimension, "2147483648", "2048 tensors");
    }

    [Fact]
    public void A_pair_with_more_coordinates_than_can_be_counted()
    {
        var million = Tensor.Ones<float>([1 << 20]);
        var half = TensorTree<float>.Of([.. Enumerable.Range(0, 1024).Select(i => ($"{i}", (TensorTree<float>)million))]);

        Shape(() => new Pair<TensorTree<float>, TensorTree<float>>(half, half).Dimension, "1073741824");
    }

    [Fact]
    public void A_label_that_cannot_be_counted() => Message(() => Labels.Create(0, Huge), "Label 1 is 2147483647");

    [Fact]
    public void More_layers_than_there_can_be()
    {
        Message(() => Repeat(Huge, Relu), "times", "2147483647");
        Message(() => Repeat(1 << 20, Repeat(1 << 12, Relu)), "times", "1048576");
    }

    [Theory]
    [InlineData(Huge, Huge)]
    [InlineData(Huge, 1)]
    [InlineData(1, Huge)]
    [InlineData(1, 1)]
    public void Initialisers_take_any_number_of_inputs_and_outputs(int fanIn, int fanOut) => Assert.All(Weights(), each =>
    {
        var weights = each(Seed, [50], fanIn, fanOut);
        Assert.True(weights.IsFinite && weights.Abs().Max().Scalar > 0);
    });

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    public void Initialisers_refuse_weights_without_inputs(int fanIn) =>
        Assert.All(Weights(), each => With<ArgumentOutOfRangeException>(() => each(Seed, [50], fanIn, 4), "fanIn", Invariant($"{fanIn}")));

    private static WeightInitializer<double>[] Weights() =>
    [
        Initializers.GlorotUniform<double>(), Initializers.GlorotNormal<double>(), Initializers.HeUniform<double>(), Initializers.HeNormal<double>(),
        Initializers.LeCunUniform<double>(), Initializers.LeCunNormal<double>(),
    ];

    private static Layer<float, Tensor<float>, Tensor<float>> Reshaped(int size) =>
        Pure<Tensor<float>, Tensor<float>>("Wide", _ => Functional.Shape.Create(size), static x => (x, static dy => dy));
}
