using System.Numerics;
using Functional.Laws;
using Functional.Properties.Generators;

namespace Functional.Properties.Tensors;

public abstract class BroadcastingLaws<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private static void ElementByElement(BroadcastTensors<T> pair, Func<Tensor<T>, Tensor<T>, Tensor<T>> operation, Func<T, T, T> ofElements)
    {
        Check(pair.Left, pair.Right);
        Check(pair.Right, pair.Left);

        void Check(Tensor<T> left, Tensor<T> right) => Naive.SameBits(
            Naive.Tensor(Shape.Broadcast(left.Shape, right.Shape)!, index => ofElements(Naive.Broadcast(left, index), Naive.Broadcast(right, index))),
            operation(left, right));
    }

    [Law]
    public void Sums_are_those_of_elements(BroadcastTensors<T> pair) => ElementByElement(pair, (x, y) => x + y, (x, y) => x + y);

    [Law]
    public void Differences_are_those_of_elements(BroadcastTensors<T> pair) => ElementByElement(pair, (x, y) => x - y, (x, y) => x - y);

    [Law]
    public void Products_are_those_of_elements(BroadcastTensors<T> pair) => ElementByElement(pair, (x, y) => x * y, (x, y) => x * y);

    [Law]
    public void Quotients_are_those_of_elements(BroadcastTensors<T> pair) => ElementByElement(pair, (x, y) => x / y, (x, y) => x / y);

    [Law]
    public void Maxima_are_those_of_elements(BroadcastTensors<T> pair) => ElementByElement(pair, (x, y) => x.Maximum(y), T.Max);

    [Law]
    public void Minima_are_those_of_elements(BroadcastTensors<T> pair) => ElementByElement(pair, (x, y) => x.Minimum(y), T.Min);

    [Law]
    public void The_common_shape_does_not_depend_on_the_order(BroadcastShapes shapes) =>
        Assert.Equal(Shape.Broadcast(shapes.Left, shapes.Right), Shape.Broadcast(shapes.Right, shapes.Left));

    [Law]
    public void Shapes_without_a_common_one_are_refused_with_both_in_the_message(Shape left, Shape right)
    {
        var (x, y) = (Tensor.Ones<T>(left), Tensor.Ones<T>(right));
        if (Shape.Broadcast(left, right) is { } common)
            Assert.Equal(common, (x + y).Shape);
        else
            Assert.Contains($"{left} and {right}", Assert.Throws<ShapeException>(() => x + y).Message, StringComparison.Ordinal);
    }

    /// <summary>⟨Broadcast(x), y⟩ = ⟨x, SumTo(y)⟩, exactly: all sums of round numbers are exact.</summary>
    [Law]
    public void SumTo_is_the_adjoint_of_broadcasting(RepeatedTensor<T> repeated)
    {
        var (x, y) = (repeated.Operand, repeated.Full);
        var broadcast = Naive.Tensor(y.Shape, index => Naive.Broadcast(x, index));
        Assert.Equal(broadcast.Dot(y), x.Dot(y.SumTo(x.Shape)));
    }

    /// <summary>A column has steps of 1 and 0, which are not those of a transposed matrix.</summary>
    [Law]
    public void BroadcastTo_repeats_elements(RepeatedTensor<T> repeated) => Naive.SameBits(
        Naive.Tensor(repeated.Full.Shape, index => Naive.Broadcast(repeated.Operand, index)), repeated.Operand.BroadcastTo(repeated.Full.Shape));

    [Law]
    public void SumTo_has_the_shape_that_it_is_given(RepeatedTensor<T> repeated) =>
        Assert.Equal(repeated.Operand.Shape, repeated.Full.SumTo(repeated.Operand.Shape).Shape);
}

public sealed class BroadcastingOfFloats : BroadcastingLaws<float>;

public sealed class BroadcastingOfDoubles : BroadcastingLaws<double>;
