using System.Numerics;

namespace Functional;

/// <summary>
/// Arithmetic on single numbers, on vectors of them, or on whole tensors that may be traced: a formula that is written once with it runs in the one loop of an
/// update, and has derivatives, too.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="V">What is computed with: one number or many.</typeparam>
public interface IArithmetic<T, V>
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>A number, everywhere.</summary>
    /// <param name="number">The number.</param>
    static abstract V Number(T number);

    /// <summary>A number that is spread already, everywhere: the faster way for the numbers of a rule.</summary>
    /// <param name="number">The number.</param>
    static abstract V Number(Spread<T> number);

    /// <summary>x + y.</summary>
    /// <param name="x">The first.</param>
    /// <param name="y">The second.</param>
    static abstract V Add(V x, V y);

    /// <summary>x − y.</summary>
    /// <param name="x">The first.</param>
    /// <param name="y">What is subtracted.</param>
    static abstract V Subtract(V x, V y);

    /// <summary>x·y.</summary>
    /// <param name="x">The first.</param>
    /// <param name="y">The second.</param>
    static abstract V Multiply(V x, V y);

    /// <summary>x/y.</summary>
    /// <param name="x">The dividend.</param>
    /// <param name="y">The divisor.</param>
    static abstract V Divide(V x, V y);

    /// <summary>x·y + sum, in one instruction where there is one. It stays fast where numbers are smaller than the normal ones; a product alone does not.</summary>
    /// <param name="x">The first factor.</param>
    /// <param name="y">The second factor.</param>
    /// <param name="sum">What is added.</param>
    static abstract V MultiplyAdd(V x, V y, V sum);

    /// <summary>√x. In a derivative its slope at 0, which is infinite, counts as ½: where all gradients were 0, what it meets is 0.</summary>
    /// <param name="x">Not negative.</param>
    static abstract V SquareRoot(V x);

    /// <summary>The larger one; NaN where one is.</summary>
    /// <param name="x">The first.</param>
    /// <param name="y">The second.</param>
    static abstract V Maximum(V x, V y);

    /// <summary>The smaller one; NaN where one is.</summary>
    /// <param name="x">The first.</param>
    /// <param name="y">The second.</param>
    static abstract V Minimum(V x, V y);

    /// <summary>−1, 0 or 1.</summary>
    /// <param name="x">Any number; NaN stays NaN.</param>
    static abstract V Sign(V x);
}
