using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Functional.Properties.Layers;

namespace Functional.Properties.Differentiation;

/// <summary>What every pullback relies on. The numbers are round, so that all sums and products of them are exact.</summary>
/// <typeparam name="V">The type of the vectors.</typeparam>
public abstract class VectorSpaceLaws<V>
    where V : IVectorSpace<V>
{
    /// <summary>A vector of a structure that depends on the draw alone, and of numbers that depend on the name too.</summary>
    protected abstract V Vector(Draw draw, string name);

    [Law]
    public Property Sums_commute_and_associate() => Law((x, y, z, _, _) =>
    {
        Assert.Equal(x.Plus(y), y.Plus(x));
        Assert.Equal(x.Plus(y).Plus(z), x.Plus(y.Plus(z)));
    });

    [Law]
    public Property Zero_is_neutral_and_each_vector_has_its_opposite() => Law((x, _, _, _, _) =>
    {
        Assert.Equal(x, x.Plus(x.Zero));
        Assert.Equal(x, x.Zero.Plus(x));
        Assert.Equal(x.Zero, x.Plus(x.Scale(-1)).Plus(x.Zero));
    });

    [Law]
    public Property Multiples_distribute() => Law((x, y, _, a, b) =>
    {
        Assert.Equal(x, x.Scale(1));
        Assert.Equal(x.Scale(a * b), x.Scale(a).Scale(b));
        Assert.Equal(x.Plus(y).Scale(a), x.Scale(a).Plus(y.Scale(a)));
        Assert.Equal(x.Scale(a + b), x.Scale(a).Plus(x.Scale(b)));
    });

    [Law]
    public Property The_inner_product_is_symmetric_linear_and_positive() => Law((x, y, z, a, _) =>
    {
        Assert.Equal(x.Dot(y), y.Dot(x));
        Assert.Equal(x.Plus(y).Dot(z), x.Dot(z) + y.Dot(z));
        Assert.Equal(x.Scale(a).Dot(y), a * x.Dot(y));
        Assert.Equal(0, x.Dot(x.Zero));
        Assert.True(x.Equals(x.Zero) ? x.Dot(x) == 0 : x.Dot(x) > 0);
    });

    protected static Tensor<T> Round<T>(Draw draw, string name, Shape shape)
        where T : struct, IFloatingPointIeee754<T> => draw.Tensor<T>(name, shape, -4, 4).Map(x => T.Round(x * T.CreateChecked(16)) / T.CreateChecked(16));

    private Property Law(Action<V, V, V, double, double> holds) => Prop.ForAll(Draw.Any, draw =>
        holds(Vector(draw, "x"), Vector(draw, "y"), Vector(draw, "z"), draw.Size("a", 0, 16) / 4.0 - 2, draw.Size("b", 0, 16) / 8.0 - 1));
}

public sealed class TensorsAreAVectorSpace : VectorSpaceLaws<Tensor<float>>
{
    protected override Tensor<float> Vector(Draw draw, string name) => Round<float>(draw, name, draw.Batched("shape", 1, 4));
}

public sealed class PairsAreAVectorSpace : VectorSpaceLaws<Pair<Tensor<double>, Pair<Tensor<float>, Parameters<double>>>>
{
    protected override Pair<Tensor<double>, Pair<Tensor<float>, Parameters<double>>> Vector(Draw draw, string name) => (
        Round<double>(draw, name + "1", draw.Batched("shape")),
        (Round<float>(draw, name + "2", draw.Batched("other")), Parameters<double>.Of(("leaf", Round<double>(draw, name + "3", [draw.Size("leaf")])))));

    [Law(20)]
    public Property A_pair_is_printed_as_its_two_values() => Prop.ForAll(Draw.Any, draw =>
    {
        var (first, (second, third)) = Vector(draw, "x");
        Assert.Equal($"({first}, ({second}, {third}))", Vector(draw, "x").ToString());
    });
}

/// <summary>The parameters of random networks.</summary>
public sealed class ParametersAreAVectorSpace : VectorSpaceLaws<Parameters<double>>
{
    protected override Parameters<double> Vector(Draw draw, string name)
    {
        var width = draw.Size("width");
        return Net.Of(draw.Under("net"), width, 3, "BatchNorm").ToLayer<double>().Start(draw.Key, [width]).Parameters
            .Map((path, leaf) => Round<double>(draw, name + path, leaf.Shape));
    }

    [Law]
    public Property The_tree_is_its_leaves() => Prop.ForAll(Draw.Any, draw =>
    {
        var (x, y) = (Vector(draw, "x"), Vector(draw, "y"));
        Assert.Equal(x.Leaves.Sum(leaf => (long)leaf.Value.Length), x.Count);
        Assert.Equal(x.Leaves.Select(leaf => leaf.Path), x.Plus(y).Leaves.Select(leaf => leaf.Path));
        foreach (var (path, leaf) in x.Leaves)
        {
            Assert.Equal(leaf, x[path]);
            Assert.Equal(leaf + y[path], x.Plus(y)[path]);
            Assert.Equal(y[path], x.With(path, y[path])[path]);
            Assert.Equal(x, x.With(path, y[path]).With(path, leaf));
        }
    });
}
