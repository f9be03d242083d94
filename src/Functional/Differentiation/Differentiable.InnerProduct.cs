using System.Numerics;

namespace Functional;

// Inner products and coordinates as tensors: numbers that can be differentiated.
public static partial class Differentiable
{
    /// <summary>⟨x, y⟩ as a tensor, so that it can be differentiated; <see cref="IVectorSpace{V}.Dot"/> is the number alone.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">One tensor.</param>
    /// <param name="y">Another one of its shape.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Tensor<T> InnerProduct<T>(this Tensor<T> x, Tensor<T> y)
        where T : struct, IFloatingPointIeee754<T> => (x * y.Expect(x.Shape, "InnerProduct")).Sum();

    /// <summary>⟨x, y⟩ as a tensor, so that it can be differentiated: the sum over all leaves.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">One tree.</param>
    /// <param name="y">Another one with its names and shapes.</param>
    /// <exception cref="ParameterException">The names or shapes differ.</exception>
    public static Tensor<T> InnerProduct<T>(this TensorTree<T> x, TensorTree<T> y)
        where T : struct, IFloatingPointIeee754<T> => InnerProduct<TensorTree<T>, T>(x, y);

    /// <summary>⟨x, y⟩ as a tensor, so that it can be differentiated: the sum over all tensors in a pair or record.</summary>
    /// <typeparam name="X">The type of both.</typeparam>
    /// <typeparam name="T">The element type of the result.</typeparam>
    /// <param name="x">One value.</param>
    /// <param name="y">Another one of its shapes.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Tensor<T> InnerProduct<X, T>(X x, X y)
        where X : IVectorSpace<X>
        where T : struct, IFloatingPointIeee754<T>
    {
        var (first, second) = (new ElementsOf<T>(), new ElementsOf<T>());
        x.WithTensors(first);
        y.WithTensors(second);
        if (first.Found.Count != second.Found.Count)
            throw new ShapeException(Invariant($"InnerProduct: one value has {first.Found.Count} tensors, the other {second.Found.Count}."));
        return first.Found.Count == 0 ? Tensor.Zeros<T>([]) : PairwiseSum.Of(first.Found.Count, i => first.Found[i].InnerProduct(second.Found[i]));
    }

    /// <summary>All coordinates of a value in their order, <c>[n]</c>, as a tensor that can be differentiated.</summary>
    /// <typeparam name="X">The type of the value.</typeparam>
    /// <typeparam name="T">The element type of the result.</typeparam>
    /// <param name="x">The value.</param>
    public static Tensor<T> Coordinates<X, T>(X x)
        where X : IVectorSpace<X>
        where T : struct, IFloatingPointIeee754<T>
    {
        var elements = new ElementsOf<T>();
        x.WithTensors(elements);
        return elements.Found.Count == 0 ? Tensor.Zeros<T>([0]) : Tensor.Concatenate<T>(0, [.. elements.Found.Select(static each => each.Reshape(-1))]);
    }

    /// <summary>The tensors of a value at one precision.</summary>
    private sealed class ElementsOf<U> : ITensorMap
        where U : struct, IFloatingPointIeee754<U>
    {
        public List<Tensor<U>> Found { get; } = [];

        public Tensor<T> Map<T>(Tensor<T> tensor)
            where T : struct, IFloatingPointIeee754<T>
        {
            Found.Add(tensor as Tensor<U> ?? tensor.Cast<U>());
            return tensor;
        }
    }
}
