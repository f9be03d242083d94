using System.Numerics;

namespace Functional;

/// <summary>
/// One step of an element-wise gradient transformation, with the numbers of that step: the formula alone, which a loop applies to all elements. What it remembers
/// of an element, its moments, it replaces.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
/// <example><code>
/// // v ← stays·v + g, and v is what goes on.
/// public readonly record struct Velocity(Spread&lt;float&gt; Stays) : IUpdateRule&lt;float&gt;
/// {
///     public static int Moments => 1;
///
///     public V Apply&lt;V, A&gt;(V update, V parameter, ref V first, ref V second, ref V third)
///         where A : IArithmetic&lt;float, V&gt; => first = A.MultiplyAdd(A.Number(Stays), first, update);
/// }
/// </code></example>
public interface IUpdateRule<T>
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>How many moments each element has, from 0 to 3.</summary>
    static abstract int Moments { get; }

    /// <summary>What becomes of the update of an element.</summary>
    /// <typeparam name="V">What is computed with: one element or many.</typeparam>
    /// <typeparam name="A">Its arithmetic.</typeparam>
    /// <param name="update">The update so far; the gradient, where this transformation is the first.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="first">The first moment, where there is one, to be replaced by the next one.</param>
    /// <param name="second">The second moment, where there is one.</param>
    /// <param name="third">The third moment, where there is one.</param>
    V Apply<V, A>(V update, V parameter, ref V first, ref V second, ref V third)
        where A : IArithmetic<T, V>;
}
