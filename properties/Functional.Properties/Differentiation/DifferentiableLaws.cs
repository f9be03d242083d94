using System.Numerics;

namespace Functional.Properties.Differentiation;

public sealed class DifferentiableThenLaws : PullbackLaws
{
    public override Subject Make<T>(Draw draw)
    {
        var (a, b, c) = (draw.Size("a"), draw.Size("b"), draw.Size("c"));
        return Subject.Of("Then", Smooth.Map<T>(draw, "f", a, b).Then(Smooth.Map<T>(draw, "g", b, c)), Smooth.Vectors<T>(draw, "x", a));
    }
}

public sealed class IdentityLaws : PullbackLaws
{
    public override Subject Make<T>(Draw draw) => Subject.Of("Identity", Differentiable.Identity<Tensor<T>>(), Smooth.Vectors<T>(draw, "x", draw.Size("a")));
}

public sealed class ConstantLaws : PullbackLaws
{
    public override Subject Make<T>(Draw draw) => Subject.Of(
        "Constant", Differentiable.Constant<Tensor<T>, Tensor<T>>(Smooth.Vectors<T>(draw, "c", draw.Size("b"))), Smooth.Vectors<T>(draw, "x", draw.Size("a")));
}

public sealed class ForkLaws : PullbackLaws
{
    public override Subject Make<T>(Draw draw)
    {
        var a = draw.Size("a");
        return Subject.Of(
            "Fork", Differentiable.Fork(Smooth.Map<T>(draw, "f", a, draw.Size("b")), Smooth.Map<T>(draw, "g", a, draw.Size("c"))),
            Smooth.Vectors<T>(draw, "x", a), Space.Tensors<T>(), PairSubject.Space<T>());
    }
}

public sealed class DifferentiableParallelLaws : PullbackLaws
{
    public override Subject Make<T>(Draw draw)
    {
        var (a, b) = (draw.Size("a"), draw.Size("b"));
        var both = Differentiable.Parallel(Smooth.Map<T>(draw, "f", a, draw.Size("c")), Smooth.Map<T>(draw, "g", b, draw.Size("d")));
        return Subject.Of("Parallel", both, (Smooth.Vectors<T>(draw, "x", a), Smooth.Vectors<T>(draw, "u", b)), PairSubject.Space<T>(), PairSubject.Space<T>());
    }
}

public sealed class PairWithLaws : PullbackLaws
{
    public override Subject Make<T>(Draw draw) => Subject.Of(
        "PairWith", Differentiable.PairWith<Tensor<T>, Tensor<T>>(Smooth.Vectors<T>(draw, "c", draw.Size("b"))),
        Smooth.Vectors<T>(draw, "x", draw.Size("a")), Space.Tensors<T>(), PairSubject.Space<T>());
}

public sealed class FirstLaws : PullbackLaws
{
    public override Subject Make<T>(Draw draw) => PairSubject.Of(
        "First", Differentiable.First<Tensor<T>, Tensor<T>>(), Smooth.Vectors<T>(draw, "x", draw.Size("a")), Smooth.Vectors<T>(draw, "u", draw.Size("b")));
}

public sealed class SecondLaws : PullbackLaws
{
    public override Subject Make<T>(Draw draw) => PairSubject.Of(
        "Second", Differentiable.Second<Tensor<T>, Tensor<T>>(), Smooth.Vectors<T>(draw, "x", draw.Size("a")), Smooth.Vectors<T>(draw, "u", draw.Size("b")));
}

public sealed class AdditionLaws : PullbackLaws
{
    public override Subject Make<T>(Draw draw)
    {
        var a = draw.Size("a");
        return PairSubject.Of("Addition", Differentiable.Addition<Tensor<T>>(), Smooth.Vectors<T>(draw, "x", a), Smooth.Vectors<T>(draw, "u", a));
    }
}

public sealed class PlusAndScaleLaws : PullbackLaws
{
    public override Subject Make<T>(Draw draw)
    {
        var (a, b) = (draw.Size("a"), draw.Size("b"));
        var sum = Smooth.Map<T>(draw, "f", a, b).Scale(draw.Number("alpha", -3, 3)).Plus(Smooth.Map<T>(draw, "g", a, b));
        return Subject.Of("Plus and Scale", sum, Smooth.Vectors<T>(draw, "x", a));
    }
}

/// <summary>f(g(u, v), h(u, v)) with f the product: the chain rule of two variables.</summary>
public sealed class ChainRuleLaws : PullbackLaws
{
    public override Subject Make<T>(Draw draw)
    {
        var (a, b, c) = (draw.Size("a"), draw.Size("b"), draw.Size("c"));
        var f = Differentiable.Fork(OfBoth("g"), OfBoth("h")).Then(Smooth.Product<T>());
        return PairSubject.Of("The chain rule", f, Smooth.Vectors<T>(draw, "u", a), Smooth.Vectors<T>(draw, "v", b));

        Differentiable<Pair<Tensor<T>, Tensor<T>>, Tensor<T>> OfBoth(string name) => Differentiable
            .Parallel(Smooth.Map<T>(draw, name + "u", a, c), Smooth.Map<T>(draw, name + "v", b, c))
            .Then(Smooth.Product<T>());
    }
}

/// <summary>Functions of pairs of tensors as subjects.</summary>
internal static class PairSubject
{
    public static Space<Pair<Tensor<T>, Tensor<T>>> Space<T>()
        where T : struct, IFloatingPointIeee754<T> =>
        Differentiation.Space.Pairs(Differentiation.Space.Tensors<T>("first"), Differentiation.Space.Tensors<T>("second"));

    public static Subject Of<T>(string name, Differentiable<Pair<Tensor<T>, Tensor<T>>, Tensor<T>> function, Tensor<T> first, Tensor<T> second)
        where T : struct, IFloatingPointIeee754<T> => Subject.Of(name, function, (first, second), Space<T>(), Differentiation.Space.Tensors<T>("y"));
}
