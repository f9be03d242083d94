using System.Numerics;

namespace Functional.Properties.Differentiation;

/// <summary>A vector space seen by its coordinates, which are doubles here whatever the element type.</summary>
/// <typeparam name="V">The type of its vectors.</typeparam>
/// <param name="Read">The coordinates of a vector.</param>
/// <param name="Write">The vector of the same structure with other coordinates.</param>
/// <param name="Names">The name of each coordinate.</param>
/// <param name="Structure">Names and shapes of a vector's parts.</param>
/// <param name="Row">One sample of a batch, as a batch of one.</param>
public sealed record Space<V>(
    Func<V, double[]> Read, Func<V, double[], V> Write, Func<V, IEnumerable<string>> Names, Func<V, string> Structure, Func<V, int, V> Row);

/// <summary>The spaces of tensors, of parameters, and of pairs of what has a space.</summary>
public static class Space
{
    public static Space<Tensor<T>> Tensors<T>(string name = "x")
        where T : struct, IFloatingPointIeee754<T> => new(
        static x => [.. x.Select(double.CreateChecked)],
        static (like, values) => Tensor.Create<T>(like.Shape, [.. values.Select(T.CreateChecked)]),
        x => Enumerable.Range(0, x.Length).Select(i => $"{name}[{i}]"),
        x => $"{name} {x.Shape}",
        static (x, row) => x.TakeRows(row));

    /// <summary>Parameters are shared by the samples of a batch: the row of one is the whole tree.</summary>
    public static Space<Parameters<T>> Parameters<T>()
        where T : struct, IFloatingPointIeee754<T> => new(
        static tree => [.. tree.Leaves.SelectMany(static leaf => leaf.Value).Select(double.CreateChecked)],
        static (like, values) =>
        {
            var at = 0;
            return like.Map(leaf => Tensor.Create<T>(leaf.Shape, [.. values[at..(at += leaf.Length)].Select(T.CreateChecked)]));
        },
        static tree => tree.Leaves.SelectMany(static leaf => Enumerable.Range(0, leaf.Value.Length).Select(i => $"{leaf.Path}[{i}]")),
        static tree => string.Join(", ", tree.Leaves.Select(static leaf => $"{leaf.Path} {leaf.Value.Shape}")),
        static (tree, _) => tree);

    public static Space<Pair<A, B>> Pairs<A, B>(Space<A> first, Space<B> second)
        where A : IVectorSpace<A>
        where B : IVectorSpace<B> => new(
        pair => [.. first.Read(pair.First), .. second.Read(pair.Second)],
        (like, values) =>
        {
            var length = first.Read(like.First).Length;
            return (first.Write(like.First, values[..length]), second.Write(like.Second, values[length..]));
        },
        pair => first.Names(pair.First).Concat(second.Names(pair.Second)),
        pair => $"({first.Structure(pair.First)}; {second.Structure(pair.Second)})",
        (pair, row) => (first.Row(pair.First, row), second.Row(pair.Second, row)));
}
