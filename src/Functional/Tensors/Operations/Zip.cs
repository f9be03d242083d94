using Functional.Storage;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>A function of each pair of elements of two tensors of the same shape (not broadcast).</summary>
    /// <param name="other">The second operand.</param>
    /// <param name="function">From a pair of elements to the new one; it should be pure.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public Tensor<T> Zip(Tensor<T> other, Func<T, T, T> function)
    {
        ExpectReadable(nameof(Zip));
        other.Expect(Shape, "Zip").ExpectReadable(nameof(Zip));
        var result = Scope.Buffer<T>(Length);
        for (var i = 0; i < result.Length; i++)
            result[i] = function(Data[i], other.Data[i]);
        return new(result, Shape);
    }
}
