using System.Numerics;
using System.Numerics.Tensors;
using Functional.Storage;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>The same tensor at another precision, each element rounded to it.</summary>
    /// <typeparam name="U">The other element type.</typeparam>
    public Tensor<U> Cast<U>()
        where U : struct, IFloatingPointIeee754<U>
    {
        if (IsTraced)
            return Place.Level.Cast<T, U>(this);
        var result = Scope.Buffer<U>(Length);
        TensorPrimitives.ConvertChecked(Span, result.Span);
        return new(result, Shape);
    }
}
