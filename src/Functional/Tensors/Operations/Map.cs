namespace Functional;

public sealed partial class Tensor<T>
{
    /// <summary>A function of each element.</summary>
    /// <param name="function">From an element to the new one; it should be pure.</param>
    public Tensor<T> Map(Func<T, T> function) => Elementwise.Map(this, (source, result) =>
    {
        for (var i = 0; i < source.Length; i++)
            result[i] = function(source[i]);
    });
}
