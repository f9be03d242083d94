namespace Functional.Properties.Tensors;

public sealed class BatchLaws
{
    /// <summary>Many small products, a few large ones, and one that is repeated along the batch.</summary>
    [Theory]
    [InlineData(70, 70, 37, 41, 45)]
    [InlineData(3, 3, 190, 200, 210)]
    [InlineData(5, 1, 120, 130, 140)]
    [InlineData(2, 2, 0, 4, 5)]
    public void A_product_in_a_batch_is_the_product_alone_for_any_number_of_threads(int batch, int rightBatch, int rows, int inner, int columns)
    {
        var left = Wave([batch, rows, inner], 0.7);
        var right = Wave([rightBatch, inner, columns], 1.3);
        var together = Threads.AtMost(1, () => left.MatMul(right));
        foreach (var threads in new[] { 2, 3, 7 })
            Assert.Equal(together, Threads.AtMost(threads, () => left.MatMul(right)));
        for (var i = 0; i < batch; i++)
            Assert.Equal(Item(left, i).MatMul(Item(right, i % rightBatch)), Item(together, i));
    }

    [Theory]
    [InlineData(1, 8)]
    [InlineData(5, 16)]
    [InlineData(128, 784)]
    public void An_affine_map_is_the_product_and_the_bias_in_one(int rows, int inner)
    {
        var (x, weight, bias) = (Wave([2, rows, inner], 0.7), Wave([inner, 33], 1.3), Wave([33], 0.1));
        Assert.Equal(x.MatMul(weight) + bias, x.Affine(weight, bias));
    }

    [Fact]
    public void An_affine_map_refuses_shapes_that_do_not_fit()
    {
        var x = Wave([2, 3], 1);
        Assert.Throws<ShapeException>(() => x.Affine(Wave([4, 5], 1), Wave([5], 1)));
        Assert.Throws<ShapeException>(() => x.Affine(Wave([3, 5], 1), Wave([4], 1)));
        Assert.Throws<ShapeException>(() => Wave([3], 1).Affine(Wave([3, 5], 1), Wave([5], 1)));
    }

    private static Tensor<float> Item(Tensor<float> x, int item)
    {
        var length = x.Shape[1] * x.Shape[2];
        return Tensor.Create([x.Shape[1], x.Shape[2]], x.Span.Slice(item * length, length));
    }

    private static Tensor<float> Wave(Shape shape, double step) => Tensor.Generate(shape, (int place) => (float)double.Sin(step * place));
}
