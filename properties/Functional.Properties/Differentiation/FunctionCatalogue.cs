using System.Collections.Immutable;
using System.Numerics;
using Functional.Laws;
using Functional.Properties.Catalogue;
using static Functional.Differentiable;
using static Functional.Properties.Catalogue.Precision;
using static Functional.Properties.Differentiation.Smooth;

namespace Functional.Properties.Differentiation;

/// <summary>The combinators of differentiable functions, between batches of vectors and pairs of them.</summary>
public static class FunctionCatalogue
{
    public static ImmutableArray<Entry> All { get; } =
    [
        FunctionEntry.Of(nameof(Differentiable.Then), "f.Then(g)", OfTensor, OfTensor, Composed<double>, Composed<float>, X),
        FunctionEntry.Of(
            nameof(Identity), "Identity()", OfTensor, OfTensor,
            static _ => Identity<Tensor<double>>(), static _ => Identity<Tensor<float>>(), X),
        FunctionEntry.Of(nameof(Constant), "Constant(c)", OfTensor, OfTensor, Constantly<double>, Constantly<float>, X),
        FunctionEntry.Of(nameof(Fork), "Fork(f, g)", OfTensor, OfPair, Forked<double>, Forked<float>, X),
        FunctionEntry.Of(nameof(Fork), "Fork(f, f)", OfTensor, OfPair, Twice<double>, Twice<float>, X),
        FunctionEntry.Of(nameof(Parallel), "Parallel(f, g)", OfPair, OfPair, SideBySide<double>, SideBySide<float>, XAndU),
        FunctionEntry.Of(nameof(PairWith), "PairWith(c)", OfTensor, OfPair, Paired<double>, Paired<float>, X),
        FunctionEntry.Of(
            nameof(First), "First()", OfPair, OfTensor,
            static _ => First<Tensor<double>, Tensor<double>>(), static _ => First<Tensor<float>, Tensor<float>>(), XAndU),
        FunctionEntry.Of(
            nameof(Second), "Second()", OfPair, OfTensor,
            static _ => Second<Tensor<double>, Tensor<double>>(), static _ => Second<Tensor<float>, Tensor<float>>(), XAndU),
        FunctionEntry.Of(
            nameof(Addition), "Addition()", OfPair, OfTensor,
            static _ => Addition<Tensor<double>>(), static _ => Addition<Tensor<float>>(),
            static draw => (X(draw), Vectors<double>(draw, "u", draw.Size("a")))),
        FunctionEntry.Of(nameof(Differentiable.Plus), "f.Plus(g)", OfTensor, OfTensor, Sum<double>, Sum<float>, X),
        FunctionEntry.Of(nameof(Differentiable.Scale), "f.Scale(α)", OfTensor, OfTensor, Multiple<double>, Multiple<float>, X),
        FunctionEntry.Of(nameof(Fork), "f(g(u, v), h(u, v))", OfPair, OfTensor, OfTwoVariables<double>, OfTwoVariables<float>, XAndU),
        FunctionEntry.Of(nameof(Differentiable.Trace), "Trace(x => …)", OfTensor, OfTensor, Traced<double>, Traced<float>, X),
        FunctionEntry.Of(nameof(Differentiable.WithPullback), "WithPullback(f, pullback)", OfTensor, OfTensor, OfItsOwn<double>, OfItsOwn<float>, X),
        FunctionEntry.Of(nameof(Differentiable.FixedPoint), "FixedPoint(f, start)", OfTensor, OfTensor, Settled<double>, Settled<float>, X),
        FunctionEntry.Of(nameof(Differentiable.Root), "Root(g, start)", OfTensor, OfTensor, Rooted<double>, Rooted<float>, X),
        FunctionEntry.Of(nameof(Differentiable.Solve), "Solve(A)", OfPair, OfTensor, Solved<double>, Solved<float>, static draw => (X(draw), X(draw))),
    ];

    /// <summary>As near as the element type lets a search come: the laws ask for results to rounding.</summary>
    private static double Tolerance<T>() => typeof(T) == typeof(double) ? 1e-15 : 5e-7;

    /// <summary>Numbers of any size, brought to where an equation is well posed: a search says where it is not.</summary>
    private static Differentiable<Tensor<T>, Tensor<T>> Bounded<T>()
        where T : struct, IFloatingPointIeee754<T> => Differentiable.Trace(static (Tensor<T> x) => x.Tanh());

    /// <summary>x = ¼·tanh x + tanh a.</summary>
    private static Differentiable<Tensor<T>, Tensor<T>> Settled<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Bounded<T>().Then(FixedPoint(
        static (Tensor<T> a, Tensor<T> x) => x.Tanh() * T.CreateChecked(0.25) + a, static a => a.Zero,
        new FixedPointIteration(Tolerance<T>()), new Gmres(Tolerance<T>())));

    /// <summary>x + x³ = tanh a.</summary>
    private static Differentiable<Tensor<T>, Tensor<T>> Rooted<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Bounded<T>().Then(Root(
        static (Tensor<T> a, Tensor<T> x) => x + x * x * x - a, static a => a.Zero, new Newton(Tolerance<T>(), Solver: new Gmres(Tolerance<T>()))));

    /// <summary>(2 + tanh² p)·x = tanh b.</summary>
    private static Differentiable<Pair<Tensor<T>, Tensor<T>>, Tensor<T>> Solved<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Parallel(Bounded<T>(), Bounded<T>()).Then(Solve(
        static (Tensor<T> p, Tensor<T> x) => x * (p * p + T.CreateChecked(2)), new Gmres(Tolerance<T>())));

    private static Tensor<double> X(Draw draw) => Vectors<double>(draw, "x", draw.Size("a"));

    /// <summary>A smooth function between vectors of two sizes that are drawn by name.</summary>
    private static Differentiable<Tensor<T>, Tensor<T>> Map<T>(Draw draw, string name, string from, string to)
        where T : struct, IFloatingPointIeee754<T> => Smooth.Map<T>(draw, name, draw.Size(from), draw.Size(to));

    private static Pair<Tensor<double>, Tensor<double>> XAndU(Draw draw) => (X(draw), Vectors<double>(draw, "u", draw.Size("b")));

    private static Differentiable<Tensor<T>, Tensor<T>> Composed<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Map<T>(draw, "f", "a", "b").Then(Map<T>(draw, "g", "b", "c"));

    private static Differentiable<Tensor<T>, Tensor<T>> Constantly<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Constant<Tensor<T>, Tensor<T>>(Vectors<T>(draw.Ordinary, "c", draw.Size("c")));

    private static Differentiable<Tensor<T>, Pair<Tensor<T>, Tensor<T>>> Forked<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Fork(Map<T>(draw, "f", "a", "c"), Map<T>(draw, "g", "a", "d"));

    private static Differentiable<Tensor<T>, Pair<Tensor<T>, Tensor<T>>> Twice<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T>
    {
        var f = Map<T>(draw, "f", "a", "c");
        return Fork(f, f);
    }

    private static Differentiable<Pair<Tensor<T>, Tensor<T>>, Pair<Tensor<T>, Tensor<T>>> SideBySide<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Parallel(Map<T>(draw, "f", "a", "c"), Map<T>(draw, "g", "b", "d"));

    private static Differentiable<Tensor<T>, Pair<Tensor<T>, Tensor<T>>> Paired<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => PairWith<Tensor<T>, Tensor<T>>(Vectors<T>(draw.Ordinary, "c", draw.Size("c")));

    private static Differentiable<Tensor<T>, Tensor<T>> Sum<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Map<T>(draw, "f", "a", "c").Plus(Map<T>(draw, "g", "a", "c"));

    private static Differentiable<Tensor<T>, Tensor<T>> Multiple<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Map<T>(draw, "f", "a", "c").Scale(draw.Number("alpha", -3, 3));

    /// <summary>A function with a pullback of its own inside of one that is traced, which uses its argument twice.</summary>
    private static Differentiable<Tensor<T>, Tensor<T>> Traced<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T>
    {
        var f = Map<T>(draw, "f", "a", "a");
        return Differentiable.Trace((Tensor<T> x) => x * f.Apply(x).Sigmoid() + x.Tanh());
    }

    private static Differentiable<Tensor<T>, Tensor<T>> OfItsOwn<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T> => Differentiable.WithPullback(
        static (Tensor<T> x) => x * x.Tanh(), static (x, _, dy) => x.Tanh() is var y ? dy * (y + x * (T.One - y * y)) : dy);

    /// <summary>f(g(u, v), h(u, v)) with f the product: the chain rule of two variables.</summary>
    private static Differentiable<Pair<Tensor<T>, Tensor<T>>, Tensor<T>> OfTwoVariables<T>(Draw draw)
        where T : struct, IFloatingPointIeee754<T>
    {
        return Fork(OfBoth("g"), OfBoth("h")).Then(Product<T>());

        Differentiable<Pair<Tensor<T>, Tensor<T>>, Tensor<T>> OfBoth(string name) =>
            Parallel(Map<T>(draw, name + "u", "a", "c"), Map<T>(draw, name + "v", "b", "c")).Then(Product<T>());
    }
}

public sealed class FunctionsObeyTheLaws
{
    public static TheoryData<string, string> Laws => Entry.LawsOf(FunctionCatalogue.All);

    [Theory]
    [MemberData(nameof(Laws))]
    public void In_double_and_in_float(string function, string law) => Entry.Check(FunctionCatalogue.All, function, law);
}
