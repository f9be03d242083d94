namespace Functional;

// A pair as a tree with two branches.
public readonly partial record struct Pair<A, B> : IPairOfTrees
{
    TensorTree<T> IPairOfTrees.ToTree<T>() => TensorTree<T>.Of(("first", TreeForm<T, A>.Of(First)), ("second", TreeForm<T, B>.Of(Second)));

    object IPairOfTrees.FromTree<T>(TensorTree<T> tree) => new Pair<A, B>(TreeForm<T, A>.From(tree.Child("first")), TreeForm<T, B>.From(tree.Child("second")));
}
