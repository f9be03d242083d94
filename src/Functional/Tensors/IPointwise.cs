namespace Functional;

/// <summary>
/// A function of each element by itself, such as an activation. It is run over whole memory, where threads may share long ranges, and may be fused into
/// the product before it: see <see cref="Tensor{T}.Affine"/>.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
/// <example><code>
/// public sealed record HardTanh : IPointwise&lt;float&gt;
/// {
///     public void Run(ReadOnlySpan&lt;float&gt; x, Span&lt;float&gt; y)
///     {
///         for (var i = 0; i &lt; x.Length; i++)
///             y[i] = float.Clamp(x[i], -1, 1);
///     }
/// }
/// </code></example>
public interface IPointwise<T>
{
    /// <summary>Computes elements of y from those of x. Each depends on its own alone, so that any part may be computed at any time, on any thread.</summary>
    /// <param name="x">Some elements.</param>
    /// <param name="y">As many results; it may be the memory of x.</param>
    void Run(ReadOnlySpan<T> x, Span<T> y);
}
