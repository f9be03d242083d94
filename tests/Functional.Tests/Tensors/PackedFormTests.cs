using Functional.Kernels;

namespace Functional.Tests.Tensors;

/// <summary>A weight is packed when it is one for the second time. It shows in the time that a product takes, and nowhere else.</summary>
public class PackedFormTests
{
    private static readonly Tensor<float> Rows = Key.FromSeed(1).Normal<float>([7, 300]);
    private static readonly Tensor<float> Bias = Key.FromSeed(2).Normal<float>([200]);

    [Fact]
    public void The_first_the_second_and_later_products_have_the_same_bits()
    {
        var weight = Key.FromSeed(3).Normal<float>([300, 200]);
        var first = Rows.Affine(weight, Bias);
        for (var time = 0; time < 3; time++)
            Assert.True(first.Span.SequenceEqual(Rows.Affine(weight, Bias).Span));
        Assert.True(first.Slice(0, 6, 1).Span.SequenceEqual(Rows.Slice(0, 6, 1).Affine(weight, Bias).Span));
        Assert.True(first.Span.SequenceEqual((Rows.MatMul(weight) + Bias).Span));
    }

    [Fact]
    public void The_same_numbers_in_another_shape_are_another_weight()
    {
        var weight = Key.FromSeed(3).Normal<float>([300, 200]);
        for (var time = 0; time < 3; time++)
            Rows.Affine(weight, Bias);
        var other = weight.Reshape(200, 300);
        var x = Rows.Reshape(-1, 100).Slice(0, 0, 2).Reshape(1, 200);
        var expected = x.MatMul(other);
        for (var time = 0; time < 3; time++)
            Assert.Equal(expected, x.Affine(other));
    }

    [Fact]
    public void Memory_of_a_workspace_is_written_over_and_never_remembered()
    {
        var workspace = new Workspace();
        var start = Key.FromSeed(3).Normal<float>([300, 200]);
        var expected = start;
        var bits = workspace.Repeat(start, 4, weight =>
        {
            var twice = (Rows.Affine(weight, Bias), Rows.Affine(weight, Bias));
            Assert.True(twice.Item1.Span.SequenceEqual(twice.Item2.Span));
            return new UpdateLoop<float, NoRule<float>>(default).Run(weight, weight, [], [], AffineMap.Identity, new(-1, 0), isLast: true, donated: true);
        });
        for (var time = 0; time < 4; time++)
            expected *= 2;
        Assert.Equal(expected, bits);
        for (var time = 0; time < 3; time++)
            Assert.True(Rows.Affine(expected, Bias).Span.SequenceEqual(Rows.Affine(bits, Bias).Span));
    }

    [Fact]
    public void Threads_that_ask_at_once_have_the_same_bits()
    {
        var weight = Key.FromSeed(3).Normal<float>([300, 200]);
        var expected = Rows.MatMul(weight) + Bias;
        Parallel.For(0, 64, _ => Assert.True(expected.Span.SequenceEqual(Rows.Affine(weight, Bias).Span)));
    }

    /// <summary>Otherwise the tests above would be about nothing.</summary>
    [Fact]
    public void The_weight_of_these_tests_is_worth_it() => Assert.True(PackedMatrixProduct.IsWorth<float>(300, 200));
}
