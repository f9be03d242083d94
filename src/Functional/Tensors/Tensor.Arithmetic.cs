using System.Numerics;
using System.Numerics.Tensors;
using Functional.Kernels;

namespace Functional;

// Element-wise arithmetic with NumPy's broadcasting: shapes are aligned at the last axis; sizes agree, or one of them is 1 and is repeated.
// A number is a tensor without axes, so it goes with every shape.
public sealed partial class Tensor<T> :
    IAdditionOperators<Tensor<T>, Tensor<T>, Tensor<T>>,
    ISubtractionOperators<Tensor<T>, Tensor<T>, Tensor<T>>,
    IMultiplyOperators<Tensor<T>, Tensor<T>, Tensor<T>>,
    IDivisionOperators<Tensor<T>, Tensor<T>, Tensor<T>>,
    IUnaryNegationOperators<Tensor<T>, Tensor<T>>
{
    /// <summary>Element-wise sum, broadcast.</summary>
    /// <param name="left">The first operand.</param>
    /// <param name="right">The second operand.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<T> operator +(Tensor<T> left, Tensor<T> right) => Elementwise.Zip<T, Add<T>>(left, right);

    /// <summary>Element-wise difference, broadcast.</summary>
    /// <param name="left">The first operand.</param>
    /// <param name="right">The operand that is subtracted.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<T> operator -(Tensor<T> left, Tensor<T> right) => Elementwise.Zip<T, Subtract<T>>(left, right);

    /// <summary>Element-wise product, broadcast; the matrix product is <see cref="MatMul"/>.</summary>
    /// <param name="left">The first operand.</param>
    /// <param name="right">The second operand.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<T> operator *(Tensor<T> left, Tensor<T> right) => Elementwise.Zip<T, Multiply<T>>(left, right);

    /// <summary>Element-wise quotient, broadcast; a division by zero gives an infinity or NaN, as IEEE 754 says.</summary>
    /// <param name="left">The dividend.</param>
    /// <param name="right">The divisor.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<T> operator /(Tensor<T> left, Tensor<T> right) => Elementwise.Zip<T, Divide<T>>(left, right);

    /// <summary>Each element negated.</summary>
    /// <param name="value">The operand.</param>
    public static Tensor<T> operator -(Tensor<T> value) => Elementwise.Map(value, TensorPrimitives.Negate);

    /// <summary>The larger of two elements, broadcast; NaN where either is NaN.</summary>
    /// <param name="other">The second operand.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public Tensor<T> Maximum(Tensor<T> other) => Elementwise.Zip<T, Maximum<T>>(this, other);

    /// <summary>The smaller of two elements, broadcast; NaN where either is NaN.</summary>
    /// <param name="other">The second operand.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public Tensor<T> Minimum(Tensor<T> other) => Elementwise.Zip<T, Minimum<T>>(this, other);

    /// <summary>eˣ of each element.</summary>
    public Tensor<T> Exp() => Elementwise.MapArray<T>(this, Elementary<T>.Exp);

    /// <summary>The natural logarithm of each element; NaN where it is negative.</summary>
    public Tensor<T> Log() => Elementwise.MapArray<T>(this, Elementary<T>.Log);

    /// <summary>The hyperbolic tangent of each element.</summary>
    public Tensor<T> Tanh() => Elementwise.MapArray<T>(this, Elementary<T>.Tanh);

    /// <summary>The logistic function 1 / (1 + e⁻ˣ) of each element.</summary>
    public Tensor<T> Sigmoid() => Elementwise.MapArray<T>(this, Elementary<T>.Sigmoid);

    /// <summary>The square root of each element; NaN where it is negative.</summary>
    public Tensor<T> Sqrt() => Elementwise.Map(this, TensorPrimitives.Sqrt);

    /// <summary>The absolute value of each element.</summary>
    public Tensor<T> Abs() => Elementwise.Map(this, TensorPrimitives.Abs);

    /// <summary>A function of each element.</summary>
    /// <param name="function">From an element to the new one; it should be pure.</param>
    public Tensor<T> Map(Func<T, T> function) => Elementwise.Map(this, (source, result) =>
    {
        for (var i = 0; i < source.Length; i++)
            result[i] = function(source[i]);
    });

    /// <summary>The same tensor at another precision, each element rounded to it.</summary>
    /// <typeparam name="U">The other element type.</typeparam>
    public Tensor<U> Cast<U>()
        where U : struct, IFloatingPointIeee754<U>
    {
        var result = Elementwise.Buffer<U>(Length);
        TensorPrimitives.ConvertChecked(Span, result.Span);
        return new(result, Shape);
    }

    /// <summary>A function of each pair of elements of two tensors of the same shape (not broadcast).</summary>
    /// <param name="other">The second operand.</param>
    /// <param name="function">From a pair of elements to the new one; it should be pure.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public Tensor<T> Zip(Tensor<T> other, Func<T, T, T> function)
    {
        other.Expect(Shape, "Zip");
        var result = Elementwise.Buffer<T>(Length);
        for (var i = 0; i < result.Length; i++)
            result[i] = function(Data[i], other.Data[i]);
        return new(result, Shape);
    }

    /// <summary>
    /// The adjoint of broadcasting: sums over the axes along which a tensor of the given shape was repeated to get this one's shape.
    /// </summary>
    /// <param name="shape">A shape that broadcasts to this one's.</param>
    /// <exception cref="ShapeException">The shape does not broadcast to this one's.</exception>
    public Tensor<T> SumTo(Shape shape)
    {
        if (Shape.Equals(shape))
            return this;
        if (!Shape.Equals(Shape.Broadcast(Shape, shape)))
            throw new ShapeException($"SumTo: shape {shape} does not broadcast to {Shape}.");
        var extra = Rank - shape.Rank;
        var repeated = Enumerable.Range(0, Rank).Where(axis => axis < extra || (shape[axis - extra] == 1 && Shape[axis] != 1)).ToArray();
        return Sum(repeated).Reshape(shape);
    }
}
