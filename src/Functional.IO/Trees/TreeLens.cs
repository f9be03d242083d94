using System.Numerics;
using LanguageExt;

namespace Functional.IO;

/// <summary>Places of a tree of tensors in the words of LanguageExt: what may be there is an <c>Option</c>, what is there a <c>Lens</c>.</summary>
/// <example><code>
/// var weight = Prelude.lens(TreeLens.Below&lt;float&gt;("encoder"), TreeLens.At&lt;float&gt;("0.weight"));
/// var halved = weight.Update(static each => each.Scale(0.5), parameters);
/// </code></example>
public static class TreeLens
{
    /// <summary>The tensor at a path, or none.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="tree">The tree.</param>
    /// <param name="path">Names joined by dots: <c>encoder.0.weight</c>.</param>
    public static Option<Tensor<T>> TensorAt<T>(this TensorTree<T> tree, string path)
        where T : struct, IFloatingPointIeee754<T>
    {
        foreach (var name in path.Length == 0 ? [] : path.Split('.'))
            tree = name.Length == 0 ? TensorTree<T>.Empty : tree.Child(name);
        return tree.Leaves.Take(1).Where(static leaf => leaf.Path.Length == 0).Select(static leaf => Prelude.Some(leaf.Value)).SingleOrDefault();
    }

    /// <summary>The tensor at a path: to get, and to set to another one of the same shape.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="path">Names joined by dots: <c>encoder.0.weight</c>.</param>
    /// <remarks>Getting and setting throw a <see cref="ParameterException"/> where there is no such tensor, and setting throws a
    /// <see cref="ShapeException"/> for another shape.</remarks>
    public static Lens<TensorTree<T>, Tensor<T>> At<T>(string path)
        where T : struct, IFloatingPointIeee754<T> =>
        Lens<TensorTree<T>, Tensor<T>>.New(tree => tree[path], tensor => tree => tree.With(path, tensor));

    /// <summary>The tree below a path: to get, and to set to another one, whatever is in it.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="path">Names joined by dots: <c>encoder</c>; the whole tree for the empty path.</param>
    /// <remarks>Getting throws a <see cref="ParameterException"/> where there is nothing.</remarks>
    public static Lens<TensorTree<T>, TensorTree<T>> Below<T>(string path)
        where T : struct, IFloatingPointIeee754<T> =>
        Lens<TensorTree<T>, TensorTree<T>>.New(tree => tree.Subtree(path), subtree => tree => tree.WithSubtree(path, subtree));
}
