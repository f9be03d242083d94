using Functional.Laws;

namespace Functional.Properties.Differentiation;

/// <summary>Parameters are what their leaves are; pairs, what their two values are.</summary>
public sealed class ParameterTreeLaws
{
    [Law]
    public void A_tree_is_its_leaves(TensorTree<double> x)
    {
        var y = x.Map(static leaf => leaf + 1.0);
        Assert.Equal(x.Leaves.Sum(static leaf => (long)leaf.Value.Length), x.Count);
        Assert.Equal(x.Leaves.Select(static leaf => leaf.Path), x.Plus(y).Leaves.Select(static leaf => leaf.Path));
        foreach (var (path, leaf) in x.Leaves)
        {
            Assert.Equal(leaf, x[path]);
            Assert.Equal(leaf + y[path], x.Plus(y)[path]);
            Assert.Equal(y[path], x.With(path, y[path])[path]);
            Assert.Equal(x, x.With(path, y[path]).With(path, leaf));
        }
    }

    /// <summary>Coordinates are numbered leaf by leaf, and their names begin with the leaf's path.</summary>
    [Law]
    public void Coordinates_go_by_the_paths_of_their_leaves(TensorTree<double> x)
    {
        var at = 0;
        foreach (var (path, leaf) in x.Leaves)
            foreach (var value in leaf)
            {
                Assert.Equal(value, x.Coordinate(at));
                Assert.StartsWith(path + "[", x.CoordinateName(at++), StringComparison.Ordinal);
            }
        Assert.Equal(x.Dimension, at);
    }

    [Law]
    public void A_fold_goes_over_the_leaves_in_order(TensorTree<double> x) => Assert.Equal(
        x.Leaves.Select(static leaf => leaf.Path),
        x.Fold(Enumerable.Empty<string>(), static (paths, path, _) => paths.Append(path)));

    /// <summary>A grid of 2⁻²⁰ and numbers below 2 fit a float.</summary>
    [Law]
    public void Numbers_of_both_precisions_survive_a_cast_there_and_back(TensorTree<double> x) => Assert.Equal(x, x.Cast<float>().Cast<double>());

    [Law]
    public void A_pair_is_printed_as_its_two_values(Tensor<double> first, Tensor<float> second, TensorTree<double> third)
    {
        Pair<Tensor<double>, Pair<Tensor<float>, TensorTree<double>>> pair = (first, (second, third));
        Assert.Equal($"({first}, ({second}, {third}))", pair.ToString());
    }
}
