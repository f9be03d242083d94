using NetTensor = System.Numerics.Tensors.Tensor;

namespace Functional.Tests.Tensors;

/// <summary>Tensors and the spans of .NET that have a shape.</summary>
public class TensorSpanTests
{
    public static TheoryData<int[]> Shapes => [[3], [0], [2, 3], [2, 0, 3], [2, 3, 4, 5]];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_span_shows_the_very_numbers_and_comes_back_as_the_same_tensor(int[] sizes)
    {
        var x = Key.FromSeed(1).Normal<float>(Shape.Create(sizes));
        var span = x.AsTensorSpan();

        Assert.Equal(sizes.Select(static size => (nint)size), span.Lengths.ToArray());
        Assert.Equal(x, Tensor.Create(span));
        if (x.Length > 0)
            Assert.True(System.Runtime.CompilerServices.Unsafe.AreSame(in x.Span[0], in span.GetPinnableReference()));
    }

    [Fact]
    public void A_tensor_without_axes_is_shown_with_one()
    {
        Tensor<float> x = 2.5f;

        Assert.Equal([1], x.AsTensorSpan().Lengths.ToArray());
        Assert.Equal([2.5f], Tensor.Create(x.AsTensorSpan()));
    }

    [Fact]
    public void Numbers_with_strides_are_taken_in_their_order()
    {
        var rows = NetTensor.Create([1f, 2, 3, 4, 5, 6], [2, 3]);

        Assert.Equal(Tensor.Matrix<float>([1, 4], [2, 5], [3, 6]), Tensor.Create(NetTensor.PermuteDimensions(rows, [1, 0]).AsReadOnlyTensorSpan()));
        Assert.Equal(Tensor.Matrix<float>([2, 3], [5, 6]), Tensor.Create(rows.AsReadOnlyTensorSpan().Slice([0.., 1..])));
    }

    [Fact]
    public void What_is_made_of_a_span_does_not_change_with_it()
    {
        var numbers = NetTensor.Create([1.0, 2.0], [2]);
        var x = Tensor.Create(numbers.AsReadOnlyTensorSpan());
        numbers[0] = 7;

        Assert.Equal(Tensor.Vector(1.0, 2.0), x);
    }

    [Fact]
    public void Operations_of_net_run_on_it()
    {
        var x = Tensor.Matrix<float>([1, 5], [3, 2]);

        Assert.Equal(5, NetTensor.Max(x.AsTensorSpan()));
        Assert.Equal(11, NetTensor.Sum(x.AsTensorSpan()));
    }

    [Fact]
    public void A_traced_tensor_is_not_read() =>
        Assert.Throws<TraceException>(static () => Differentiable.Trace(static (Tensor<double> x) => NetTensor.Sum(x.AsTensorSpan()) * x)(Tensor.Vector(1.0, 2.0)));
}
