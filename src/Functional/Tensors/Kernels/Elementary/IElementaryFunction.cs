namespace Functional.Kernels;

/// <summary>
/// A function of one number, written once for vectors of any width. An element of the result depends on that element alone: not on its place, on its
/// neighbours, on how many there are nor on where they lie, for the last ones go through the same vector code.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
internal interface IElementaryFunction<T>
    where T : unmanaged
{
    static abstract V Of<V>(V x)
        where V : struct, IRealVector<V, T>;
}
