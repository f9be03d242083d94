using System.Runtime.InteropServices;

namespace Functional;

// Several trees with the same names and shapes, leaf by leaf.
public sealed partial class TensorTree<T>
{
    /// <summary>A function of each pair of tensors of two trees with the same names.</summary>
    /// <param name="other">The other tree.</param>
    /// <param name="function">From a pair of tensors to the new one.</param>
    /// <exception cref="ParameterException">The trees have different names or shapes.</exception>
    public TensorTree<T> Zip(TensorTree<T> other, Func<Tensor<T>, Tensor<T>, Tensor<T>> function)
    {
        if (!IsLike(other))
            ExpectSame(other);
        return Zipped(other, function);
    }

    /// <summary>Several trees from several trees with the same names, leaf by leaf: for updates that make more than one in one pass.</summary>
    /// <param name="count">How many trees are made.</param>
    /// <param name="trees">At least one tree.</param>
    /// <param name="function">From the tensors of one place in all trees to those of the new ones.</param>
    /// <exception cref="ParameterException">The trees have different names or shapes.</exception>
    /// <example><code>
    /// var made = TensorTree&lt;float&gt;.Leafwise(2, [theta, dtheta, momentum], leaf =&gt; [leaf[0] - 0.1f * (leaf[1] + leaf[2]), leaf[1] + leaf[2]]);
    /// </code></example>
    public static TensorTree<T>[] Leafwise(int count, TensorTree<T>[] trees, Func<Tensor<T>[], Tensor<T>[]> function)
    {
        if (count < 0)
            throw new ArgumentOutOfRangeException(nameof(count), Invariant($"Leafwise: at least 0 trees are made, got {count}."));
        return Leafwise(count, trees, needsPaths: false, (_, leaves, made) =>
        {
            var own = function(leaves.ToArray());
            if (own.Length != count)
                throw new ArgumentException(Invariant($"Leafwise: {count} tensors are made for each place, but the function has made {own.Length}."), nameof(function));
            own.CopyTo(made);
        });
    }

    /// <summary>The same by a function that fills in the tensors of a place, and is given its path; the empty path for all where it does not need them.</summary>
    internal static TensorTree<T>[] Leafwise(int count, TensorTree<T>[] trees, bool needsPaths, FillsPlace function)
    {
        foreach (var tree in trees)
            if (!trees[0].IsLike(tree))
                trees[0].ExpectSame(tree);
        var (leaves, tensors, made) = (new Tensor<T>[trees.Length], new Tensor<T>[count], new TensorTree<T>[count]);
        At("", trees, made);
        return made;

        void At(string path, TensorTree<T>[] place, TensorTree<T>[] made)
        {
            if (place[0].value is not null)
            {
                for (var each = 0; each < leaves.Length; each++)
                    leaves[each] = place[each].value!;
                function(path, leaves, tensors);
                for (var each = 0; each < made.Length; each++)
                    made[each] = tensors[each];
                return;
            }
            if (place[0].IsEmpty)
            {
                Array.Fill(made, Empty);
                return;
            }
            var (names, branches) = (place[0].children, new (string, TensorTree<T>)[made.Length][]);
            for (var each = 0; each < branches.Length; each++)
                branches[each] = new (string, TensorTree<T>)[names.Length];
            var (inside, madeInside) = (new TensorTree<T>[place.Length], new TensorTree<T>[made.Length]);
            for (var i = 0; i < names.Length; i++)
            {
                for (var each = 0; each < place.Length; each++)
                    inside[each] = place[each].children[i].Child;
                At(needsPaths ? Below(path, names[i].Name) : path, inside, madeInside);
                for (var each = 0; each < branches.Length; each++)
                    branches[each][i] = (names[i].Name, madeInside[each]);
            }
            for (var each = 0; each < made.Length; each++)
                made[each] = new(null, ImmutableCollectionsMarshal.AsImmutableArray(branches[each]));
        }
    }

    /// <summary>Makes the tensors of one place from those that other trees have there.</summary>
    internal delegate void FillsPlace(string path, ReadOnlySpan<Tensor<T>> leaves, Span<Tensor<T>> made);

    /// <summary>Refuses a tree with other names or shapes, and says where.</summary>
    internal void ExpectSameAs(TensorTree<T> other)
    {
        if (!IsLike(other))
            ExpectSame(other);
    }

    /// <summary>The tree itself, after a check that it is the cotangent of another: the same names and shapes.</summary>
    internal TensorTree<T> ExpectLike(TensorTree<T> parameters)
    {
        if (ReferenceEquals(this, parameters) || parameters.IsLike(this))
            return this;
        throw new ParameterException(
            $"the pullback returned the cotangents {Names()} for the parameters {parameters.Names()}: they should have the same names and shapes.");
    }

    private TensorTree<T> Zipped(TensorTree<T> other, Func<Tensor<T>, Tensor<T>, Tensor<T>> function) => value is not null
        ? function(value, other.value!)
        : IsEmpty ? this : WithChildren(other, function, static (child, another, function) => child.Zipped(another, function));

    /// <summary>Refuses a tree with other names or shapes, and says where.</summary>
    private void ExpectSame(TensorTree<T> other, string path = "")
    {
        if (value is not null && other.value is not null)
        {
            if (!value.Shape.Equals(other.value.Shape))
                throw new ParameterException($"The parameter '{path}' has shape {value.Shape} in one tree and {other.value.Shape} in the other.");
            return;
        }
        if (!HasNamesOf(other))
            throw Differ(path, this, other);
        foreach (var ((name, child), (_, another)) in children.Zip(other.children))
            child.ExpectSame(another, Below(path, name));
    }

    private bool HasNamesOf(TensorTree<T> other)
    {
        if (value is not null || other.value is not null || children.Length != other.children.Length)
            return false;
        for (var i = 0; i < children.Length; i++)
            if (!string.Equals(children[i].Name, other.children[i].Name, StringComparison.Ordinal))
                return false;
        return true;
    }

    private bool IsLike(TensorTree<T> other)
    {
        if (value is not null && other.value is not null)
            return value.Shape.Equals(other.value.Shape);
        if (!HasNamesOf(other))
            return false;
        for (var i = 0; i < children.Length; i++)
            if (!children[i].Child.IsLike(other.children[i].Child))
                return false;
        return true;
    }

    private static ParameterException Differ(string path, TensorTree<T> left, TensorTree<T> right) =>
        new($"Two parameter trees differ{(path.Length == 0 ? "" : $" at '{path}'")}: one has {left.Names()}, the other {right.Names()}.");
}
