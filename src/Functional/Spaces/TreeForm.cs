using System.Numerics;

namespace Functional;

/// <summary>
/// Values made of tensors as trees, and back: a tensor is a tree of one tensor, a pair one with the branches <c>first</c> and <c>second</c>. What is written
/// once for trees serves states of any form.
/// </summary>
internal static class TreeForm<T, V>
    where T : struct, IFloatingPointIeee754<T>
    where V : IVectorSpace<V>
{
    private static readonly ITreeForm<T, V>? Known = Find();

    /// <summary>The value as a tree.</summary>
    public static TensorTree<T> Of(V value) => Form.Of(value);

    /// <summary>The value of a tree.</summary>
    public static V From(TensorTree<T> tree) => Form.From(tree);

    private static ITreeForm<T, V> Form => Known ?? throw new NotSupportedException(IsPair && !WholeProgram.IsHere
        ? $"A {typeof(V).Name} is found by its type, and that cannot be done in a program that was trimmed or compiled ahead of time: use a tree."
        : $"A {typeof(V).Name} is not made of tensors, trees and pairs of them, so that it cannot be made from shapes.");

    private static bool IsPair => typeof(V).IsGenericType && typeof(V).GetGenericTypeDefinition() == typeof(Pair<,>);

    private static ITreeForm<T, V>? Find() => new TensorForm<T>() as ITreeForm<T, V> ?? new SameForm<T>() as ITreeForm<T, V>
        ?? (IsPair && WholeProgram.IsHere
            ? Activator.CreateInstance(typeof(PairForm<,,>).MakeGenericType([typeof(T), .. typeof(V).GetGenericArguments()])) as ITreeForm<T, V>
            : null);
}

/// <summary>The two ways between a type and trees.</summary>
internal interface ITreeForm<T, V>
    where T : struct, IFloatingPointIeee754<T>
{
    TensorTree<T> Of(V value);

    V From(TensorTree<T> tree);
}

internal sealed class TensorForm<T> : ITreeForm<T, Tensor<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public TensorTree<T> Of(Tensor<T> value) => value;

    public Tensor<T> From(TensorTree<T> tree) => tree[""];
}

internal sealed class SameForm<T> : ITreeForm<T, TensorTree<T>>
    where T : struct, IFloatingPointIeee754<T>
{
    public TensorTree<T> Of(TensorTree<T> value) => value;

    public TensorTree<T> From(TensorTree<T> tree) => tree;
}

internal sealed class PairForm<T, A, B> : ITreeForm<T, Pair<A, B>>
    where T : struct, IFloatingPointIeee754<T>
    where A : IVectorSpace<A>
    where B : IVectorSpace<B>
{
    public TensorTree<T> Of(Pair<A, B> value) => TensorTree<T>.Of(("first", TreeForm<T, A>.Of(value.First)), ("second", TreeForm<T, B>.Of(value.Second)));

    public Pair<A, B> From(TensorTree<T> tree) => (TreeForm<T, A>.From(tree.Child("first")), TreeForm<T, B>.From(tree.Child("second")));
}
