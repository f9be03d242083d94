namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>
    /// The product over some axes, by pairs: at most log₂ n roundings beside each other for n factors. 1 where there are none. Its derivatives of any order
    /// are exact where elements are zero, too: nothing is divided.
    /// </summary>
    /// <param name="axes">The axes to multiply over; all when none are given.</param>
    /// <param name="keepAxes">Whether these axes stay, with size 1.</param>
    /// <exception cref="ShapeException">An axis does not exist or is named twice.</exception>
    public Tensor<T> Prod(ReadOnlySpan<int> axes, bool keepAxes = false)
    {
        var shape = AxisReduction.ShapeAfter(Shape, axes, keepAxes);
        var count = AxisReduction.CountOf(Shape, axes);
        if (count == 0)
            return Tensor.Ones<T>(shape);
        var product = AxisReduction.AtFront(this, axes).Reshape([count, shape.ElementCount]);
        while (count > 1)
        {
            var half = count / 2;
            var pairs = product.Slice(0, 0, half) * product.Slice(0, half, half);
            product = count % 2 == 0 ? pairs : Tensor.Concatenate(0, pairs, product.Slice(0, count - 1, 1));
            count -= half;
        }
        return product.Reshape(shape);
    }

    /// <summary>The product of all elements, as a tensor without axes; 1 where there are none.</summary>
    public Tensor<T> Prod() => Prod([]);
}
