using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Functional;

/// <summary>
/// One immutable tree of named tensors, such as <c>encoder.0.weight</c>: the parameters θ of a network, their cotangents, the moments of an
/// optimiser, running statistics. It is a vector space, so optimisers, norms and printing are written once against it. Two trees are
/// equal when their names and tensors are; the order in which they were given does not matter.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed partial class TensorTree<T> : IEquatable<TensorTree<T>>, IHoldsTensors, IShapedTree
    where T : struct, IFloatingPointIeee754<T>
{
    private readonly Tensor<T>? value;
    private readonly ImmutableArray<(string Name, TensorTree<T> Child)> children;

    private TensorTree(Tensor<T>? value, ImmutableArray<(string, TensorTree<T> Child)> children)
    {
        (this.value, this.children) = (value, children);
        Count = value?.Length ?? 0;
        foreach (var (_, child) in children)
            Count += child.Count;
    }

    /// <summary>The tree without any tensor: the parameters of a layer that has none.</summary>
    public static TensorTree<T> Empty { get; } = new(null, []);

    /// <summary>The branches, by natural order of their names; empty for a leaf.</summary>
    public ImmutableArray<(string Name, TensorTree<T> Child)> Children => children;

    /// <summary>Whether there is no tensor in the tree.</summary>
    public bool IsEmpty => value is null && children.IsEmpty;

    /// <summary>How many numbers there are in all leaves.</summary>
    public long Count { get; }

    IShaped? IShapedTree.Leaf => value;

    int IShapedTree.BranchCount => children.Length;

    (string Name, IShapedTree Tree) IShapedTree.BranchAt(int index) => children[index];

    /// <summary>Whether no number in any leaf is NaN or infinite.</summary>
    public bool IsFinite
    {
        get
        {
            if (value is { IsFinite: false })
                return false;
            foreach (var (_, child) in children)
                if (!child.IsFinite)
                    return false;
            return true;
        }
    }

    /// <summary>All tensors with their paths; the path of a tree that is one leaf is empty.</summary>
    public IEnumerable<(string Path, Tensor<T> Value)> Leaves => value is not null
        ? [("", value)]
        : children.SelectMany(static branch => branch.Child.Leaves, static (branch, leaf) => (Join(branch.Name, leaf.Path), leaf.Value));

    /// <summary>The tensor at a path.</summary>
    /// <param name="path">Names joined by dots: <c>encoder.0.weight</c>; empty for a tree that is one leaf.</param>
    /// <exception cref="ParameterException">There is no such leaf; the message names those that are called nearly so.</exception>
    public Tensor<T> this[string path]
    {
        get
        {
            var at = this;
            if (path.Length > 0)
                foreach (var name in path.Split('.'))
                    at = name.Length == 0 ? Empty : at.Child(name);
            return at.value ?? throw new ParameterException($"There is no parameter '{path}'; there are: {NamesNear(path)}.");
        }
    }

    /// <summary>A tree of one tensor.</summary>
    /// <param name="value">The tensor.</param>
    public static implicit operator TensorTree<T>(Tensor<T> value) => new(value, []);

    /// <summary>A tree of named branches; branches without tensors are left out.</summary>
    /// <param name="branches">Names (not empty, without dots, each once) and what is below them.</param>
    /// <exception cref="ParameterException">A name is empty, holds a dot or comes twice.</exception>
    /// <example><code>
    /// var theta = TensorTree&lt;float&gt;.Of(("weight", weight), ("bias", bias));
    /// </code></example>
    public static TensorTree<T> Of(params ReadOnlySpan<(string Name, TensorTree<T> Child)> branches)
    {
        var count = 0;
        foreach (var (name, child) in branches)
        {
            if (string.IsNullOrEmpty(name) || name.Contains('.', StringComparison.Ordinal))
                throw new ParameterException($"'{name}' is no name for a parameter: a name is not empty and has no dot.");
            count += child.IsEmpty ? 0 : 1;
        }
        if (count == 0)
            return Empty;
        var kept = new (string Name, TensorTree<T> Child)[count];
        var at = 0;
        foreach (var branch in branches)
            if (!branch.Child.IsEmpty)
                kept[at++] = branch;
        return Ordered(kept);
    }

    /// <summary>A tree of branches that nobody else holds, brought into order.</summary>
    private static TensorTree<T> Ordered((string Name, TensorTree<T> Child)[] branches)
    {
        var inOrder = true;
        for (var i = 1; i < branches.Length && inOrder; i++)
            inOrder = NaturalOrder.Compare(branches[i - 1].Name, branches[i].Name) < 0;
        if (!inOrder)
        {
            Array.Sort(branches, static (left, right) => NaturalOrder.Compare(left.Name, right.Name));
            for (var i = 1; i < branches.Length; i++)
                if (branches[i].Name == branches[i - 1].Name)
                    throw new ParameterException($"The name '{branches[i].Name}' comes twice in one place: give each layer a name of its own.");
        }
        return new(null, ImmutableCollectionsMarshal.AsImmutableArray(branches));
    }

    /// <summary>Trees side by side in one: their branches together.</summary>
    /// <param name="parts">Trees that share no name.</param>
    /// <exception cref="ParameterException">A name comes twice, or a part is a single tensor.</exception>
    public static TensorTree<T> Union(params ReadOnlySpan<TensorTree<T>> parts)
    {
        var (filled, count, length) = (Empty, 0, 0);
        foreach (var part in parts)
        {
            if (part.value is not null)
                throw new ParameterException("Union: a single tensor has no name; give it one first.");
            if (part.IsEmpty)
                continue;
            (filled, count, length) = (part, count + 1, length + part.children.Length);
        }
        if (count <= 1)
            return filled;
        var branches = new (string, TensorTree<T>)[length];
        var at = 0;
        foreach (var part in parts)
        {
            part.children.CopyTo(branches, at);
            at += part.children.Length;
        }
        return Ordered(branches);
    }

    /// <summary>The branch of a name, or the empty tree where there is none.</summary>
    /// <param name="name">One name, not empty, without dots.</param>
    /// <exception cref="ParameterException">It is no name, so that there can never be such a branch.</exception>
    public TensorTree<T> Child(string name)
    {
        foreach (var (key, child) in children)          // mostly it is the very string that the layer has named its parameters with
            if (ReferenceEquals(key, name))
                return child;
        foreach (var (key, child) in children)
            if (string.Equals(key, name, StringComparison.Ordinal))
                return child;
        return name.Length > 0 && !name.Contains('.', StringComparison.Ordinal) ? Empty : throw new ParameterException(
            $"'{name}' is no name of a branch: a name is not empty and has no dot. There are: {NamesNear(name)}.");
    }

    /// <summary>The tree with the branch of a name alone, or the empty tree where there is none.</summary>
    /// <param name="name">One name, not empty, without dots.</param>
    /// <exception cref="ParameterException">It is no name, so that there can never be such a branch.</exception>
    public TensorTree<T> Branch(string name) => Of((name, Child(name)));

    /// <summary>The tensor of a name, or null where there is none.</summary>
    /// <param name="name">One name, not empty, without dots.</param>
    /// <exception cref="ParameterException">It is no name, so that there can never be such a tensor.</exception>
    public Tensor<T>? Find(string name) => Child(name).value;

    /// <summary>The tensor of a layer's own, after a check of its shape.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">The shape that it must have.</param>
    /// <exception cref="ParameterException">It is missing or has another shape.</exception>
    public Tensor<T> Leaf(string name, Shape shape) => Leaf(name, shape.Sizes);

    /// <summary>The tensor of a layer's own, after a check of its sizes.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="sizes">The sizes of its axes.</param>
    /// <exception cref="ParameterException">It is missing or has another shape.</exception>
    [OverloadResolutionPriority(1)]     // a collection expression could be a Shape too
    public Tensor<T> Leaf(string name, params ReadOnlySpan<int> sizes)
    {
        if (Find(name) is { } found && found.Shape.Sizes.SequenceEqual(sizes))
            return found;
        var shape = Shape.Create(sizes);
        var leaf = Find(name) ?? throw new ParameterException($"the parameter '{name}' of shape {shape} is missing; there are: {Names()}.");
        return leaf.Shape.Equals(shape) ? leaf : throw new ParameterException($"the parameter '{name}' should have shape {shape}, but has {leaf.Shape}.");
    }

    /// <summary>The tree itself, after a check that it has no other branches than these.</summary>
    /// <param name="names">The names that may be there.</param>
    /// <exception cref="ParameterException">There is another branch, or the tree is a single tensor.</exception>
    public TensorTree<T> Only(params ReadOnlySpan<string> names)
    {
        if (value is not null)
            throw new ParameterException($"expected parameters named [{string.Join(", ", names.ToArray())}], but got one tensor of shape {value.Shape}.");
        var next = 0;
        foreach (var (name, child) in children)
        {
            // Both are in order, as a rule: then one walk along the names finds all branches.
            var found = names[next..].IndexOf(name);
            if (found >= 0)
                next += found + 1;
            else if (!names.Contains(name))
                throw new ParameterException($"unexpected parameters '{name}' ({child.Names()}); known here are [{string.Join(", ", names.ToArray())}]: "
                    + "is this the parameter tree of another network?");
        }
        return this;
    }

    /// <summary>The same tree with one tensor replaced.</summary>
    /// <param name="path">The path of the leaf, which must exist.</param>
    /// <param name="replacement">The new tensor, of the same shape.</param>
    /// <exception cref="ParameterException">There is no such leaf.</exception>
    /// <exception cref="ShapeException">The shape is another.</exception>
    public TensorTree<T> With(string path, Tensor<T> replacement)
    {
        replacement.Expect(this[path].Shape, $"With '{path}'");
        return Map((at, leaf) => at == path ? replacement : leaf);
    }

    /// <summary>A function of every tensor.</summary>
    /// <param name="function">From a tensor to the new one.</param>
    public TensorTree<T> Map(Func<Tensor<T>, Tensor<T>> function) => value is not null
        ? function(value)
        : IsEmpty ? this : WithChildren(this, function, static (child, _, function) => child.Map(function));

    /// <summary>A function of every tensor and its path.</summary>
    /// <param name="function">From a path and a tensor to the new tensor.</param>
    public TensorTree<T> Map(Func<string, Tensor<T>, Tensor<T>> function) => Map("", function);

    /// <summary>The same tree at another precision, each number rounded to it.</summary>
    /// <typeparam name="U">The other element type.</typeparam>
    public TensorTree<U> Cast<U>()
        where U : struct, IFloatingPointIeee754<U> => value is not null
        ? value.Cast<U>()
        : TensorTree<U>.Of([.. children.Select(static branch => (branch.Name, branch.Child.Cast<U>()))]);

    /// <summary>Takes all tensors into one value, in natural order of their paths.</summary>
    /// <typeparam name="A">The type of the value.</typeparam>
    /// <param name="start">The value before the first.</param>
    /// <param name="step">From the value so far, a path and a tensor to the next value.</param>
    public A Fold<A>(A start, Func<A, string, Tensor<T>, A> step) => Leaves.Aggregate(start, (so, leaf) => step(so, leaf.Path, leaf.Value));

    /// <inheritdoc/>
    public void Visit(Action<IHoldsTensors> visit)
    {
        if (value is not null)
            visit(value);
        foreach (var (_, child) in children)
            visit(child);
    }

    /// <inheritdoc/>
    public bool Equals(TensorTree<T>? other) => ReferenceEquals(this, other)
        || (other is not null && value == other.value && children.AsSpan().SequenceEqual(other.children.AsSpan()));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TensorTree<T>);

    /// <inheritdoc/>
    public override int GetHashCode() => Leaves.Aggregate(0, static (hash, leaf) => HashCode.Combine(hash, leaf.Path, leaf.Value));

    /// <summary>Whether names and tensors are equal.</summary>
    /// <param name="left">One tree.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(TensorTree<T>? left, TensorTree<T>? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether any name or tensor differs.</summary>
    /// <param name="left">One tree.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(TensorTree<T>? left, TensorTree<T>? right) => !(left == right);

    private static string Join(string name, string rest) => rest.Length == 0 ? name : name + "." + rest;

    private TensorTree<T> Map(string path, Func<string, Tensor<T>, Tensor<T>> function) => value is not null
        ? function(path, value)
        : IsEmpty ? this : new(null, [.. children.Select(branch => (branch.Name, branch.Child.Map(Below(path, branch.Name), function)))]);

    private static string Below(string path, string name) => path.Length == 0 ? name : Join(path, name);

    private TensorTree<T> WithChildren<A>(TensorTree<T> other, A argument, Func<TensorTree<T>, TensorTree<T>, A, TensorTree<T>> function)
    {
        var made = new (string, TensorTree<T>)[children.Length];
        for (var i = 0; i < made.Length; i++)
            made[i] = (children[i].Name, function(children[i].Child, other.children[i].Child, argument));
        return new(null, ImmutableCollectionsMarshal.AsImmutableArray(made));
    }
}
