using Functional.Kernels;
using Functional.Storage;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>The sum of all rows of a matrix, whose shape is known: bitwise <c>Sum([0])</c>.</summary>
    internal Tensor<T> SumOfRows(Shape shape)
    {
        var result = Scope.Buffer<T>(shape.ElementCount);
        Summation<T>.OfRows(Span, result.Span);
        return new(result, shape);
    }
}
