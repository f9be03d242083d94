using Functional.Storage;

namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>A function of each element, one after the other on the caller's thread.</summary>
    /// <param name="function">From an element to the new one; it should be pure.</param>
    public Tensor<T> Map(Func<T, T> function)
    {
        ExpectReadable(nameof(Map));
        var result = Scope.Buffer<T>(Length);
        var source = Span;
        for (var i = 0; i < source.Length; i++)
            result[i] = function(source[i]);
        return new(result, Shape);
    }

    /// <summary>A function of each element; threads may share long ranges.</summary>
    /// <param name="function">The function, written for many elements at once.</param>
    public Tensor<T> Map(IPointwise<T> function) => function is Activation<T> activation
        ? Activate(activation)
        : Elementwise.Map(Readable(nameof(Map)), function);
}
