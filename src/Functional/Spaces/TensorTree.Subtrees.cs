namespace Functional;

// Parts of a tree by their paths: taking out, leaving out, putting in.
public sealed partial class TensorTree<T>
{
    /// <summary>The tree below a path; a tree of one tensor where there is one.</summary>
    /// <param name="path">Names joined by dots: <c>encoder.0</c>; the whole tree for the empty path.</param>
    /// <exception cref="ParameterException">There is nothing; the message names the tensors that are called nearly so.</exception>
    public TensorTree<T> Subtree(string path) => Find(Names(path), 0) is { IsEmpty: false } found
        ? found
        : throw new ParameterException($"There is nothing at '{path}'; there are: {NamesNear(path)}.");

    /// <summary>The same tree without what is at a path or below it.</summary>
    /// <param name="path">Names joined by dots: <c>encoder.0</c>.</param>
    /// <exception cref="ParameterException">There is nothing; the message names the tensors that are called nearly so.</exception>
    public TensorTree<T> Without(string path)
    {
        Subtree(path);
        return Replaced(Names(path), 0, Empty);
    }

    /// <summary>The same tree with a tree at a path, in place of what was there.</summary>
    /// <param name="path">Names joined by dots: <c>encoder.0</c>.</param>
    /// <param name="subtree">What is to be there.</param>
    /// <exception cref="ParameterException">The path is none, or leads through a tensor.</exception>
    public TensorTree<T> WithSubtree(string path, TensorTree<T> subtree) => Replaced(Names(path), 0, subtree);

    /// <summary>The tree of the tensors that are chosen.</summary>
    internal TensorTree<T> Keep(Func<string, Tensor<T>, bool> isChosen) => Keep("", isChosen);

    /// <summary>The same tree with the tensors of another in the places of those that they are named after.</summary>
    internal TensorTree<T> With(TensorTree<T> others) => others.IsEmpty ? this
        : value is not null ? others
        : new(null, [.. children.Select(branch => (branch.Name, branch.Child.With(others.Child(branch.Name))))]);

    private TensorTree<T> Keep(string path, Func<string, Tensor<T>, bool> isChosen) => value is not null
        ? isChosen(path, value) ? this : Empty
        : Of([.. children.Select(branch => (branch.Name, branch.Child.Keep(Below(path, branch.Name), isChosen)))]);

    private static string[] Names(string path) => path.Length == 0 ? [] : path.Split('.');

    private TensorTree<T> Find(string[] names, int at) => at == names.Length ? this : names[at].Length == 0 ? Empty : Child(names[at]).Find(names, at + 1);

    private TensorTree<T> Replaced(string[] names, int at, TensorTree<T> subtree)
    {
        if (at == names.Length)
            return subtree;
        if (value is not null)
            throw new ParameterException($"'{string.Join('.', names)}' leads through the tensor '{string.Join('.', names[..at])}' of shape {value.Shape}.");
        var name = names[at];
        return Of([.. children.Where(branch => branch.Name != name), (name, Child(name).Replaced(names, at + 1, subtree))]);
    }
}
