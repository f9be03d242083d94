using Functional.Laws;

namespace Functional.Properties.Catalogue;

/// <summary>The ways from values in <c>double</c> to <c>float</c> and back.</summary>
/// <typeparam name="V">The type in <c>double</c>.</typeparam>
/// <typeparam name="VSingle">The type in <c>float</c>.</typeparam>
/// <param name="Down">Rounds.</param>
/// <param name="Up">Widens.</param>
public sealed record Precision<V, VSingle>(Func<V, VSingle> Down, Func<VSingle, V> Up)
    where V : IVectorSpace<V>
    where VSingle : IVectorSpace<VSingle>
{
    /// <summary>The same of pairs.</summary>
    public Precision<Pair<V, W>, Pair<VSingle, WSingle>> With<W, WSingle>(Precision<W, WSingle> second)
        where W : IVectorSpace<W>
        where WSingle : IVectorSpace<WSingle> =>
        new(pair => (Down(pair.First), second.Down(pair.Second)), pair => (Up(pair.First), second.Up(pair.Second)));

    /// <summary>A layer in <c>float</c> seen through <c>double</c>.</summary>
    public Twin<V, W> To<W, WSingle>(Precision<W, WSingle> output, Layer<float, VSingle, WSingle> layer)
        where W : IVectorSpace<W>
        where WSingle : IVectorSpace<WSingle> => Twin.Of(layer, Down, Up, output.Down, output.Up);
}

/// <summary>The ways between the precisions of tensors, of pairs of them, and of trees.</summary>
public static class Precision
{
    public static Precision<Tensor<double>, Tensor<float>> OfTensor { get; } = new(static x => x.Cast<float>(), static x => x.Cast<double>());

    public static Precision<Pair<Tensor<double>, Tensor<double>>, Pair<Tensor<float>, Tensor<float>>> OfPair { get; } = OfTensor.With(OfTensor);

    public static Precision<TensorTree<double>, TensorTree<float>> OfTree { get; } = new(static x => x.Cast<float>(), static x => x.Cast<double>());

    public static Precision<Mask, Mask> OfMask { get; } = new(static x => x, static x => x);

    public static Precision<Indices, Indices> OfIndices { get; } = new(static x => x, static x => x);
}
